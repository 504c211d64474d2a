"""What people are to each other: talk, good and bad names, armies' titles, forums, sharing, jail and penalties."""
