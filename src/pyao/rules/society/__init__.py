"""What players are to each other: talk, reputation, armies, forums, shared creatures, jail and penalties."""
