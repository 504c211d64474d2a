"""What is made by hand: fires from twigs, and what the carpenter saws."""
