"""Spells: the book, the cast with its checks and costs, and what wands, lutes and rings do for it.

`spell_effects` has one small class for each kind of thing that a spell can do.
"""
