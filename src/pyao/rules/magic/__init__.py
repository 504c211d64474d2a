"""Spells: the book, the cast with its checks and costs, and the staffs, flutes, lutes and rings that matter for it.

`spell_effects` has one small class for each kind of thing that a spell can do.
"""
