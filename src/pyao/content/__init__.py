"""What things are: immutable definitions of items, NPCs, spells, maps and balance.  What changes is in the world."""
