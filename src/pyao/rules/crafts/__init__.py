"""What players make by hand: bonfires, and the carpenter's workshop."""
