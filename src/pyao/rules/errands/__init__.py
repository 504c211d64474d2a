"""Errands: small tasks that NPCs give, count and pay.  What there is to do is content (`[errands]`).

`asking` is what a player says to an NPC; `progress` hears of kills and arrivals; `paying` gives the reward.
"""
