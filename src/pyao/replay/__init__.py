"""Recording what enters the game, and playing it again: the file, the recorder, and both ends of what lies outside."""
