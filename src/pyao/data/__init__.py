"""What is shipped besides code: the built-in world."""
