"""State and space: the world, its maps and areas, characters, ground items, the clock and the dice."""
