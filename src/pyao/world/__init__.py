"""State and space: the world, its maps and areas, characters, objects on the ground, the clock and the dice."""
