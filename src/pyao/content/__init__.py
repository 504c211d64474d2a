"""What things are: items, NPCs, spells, balance, maps.  Definitions, immutable; nothing here is alive."""
