"""The life of NPCs: how they appear, perceive, think, strike, cast spells, die and respawn.

`behaviours` has one file for each way of moving; `praetorians` has the clans, whose members think in their own way.
"""
