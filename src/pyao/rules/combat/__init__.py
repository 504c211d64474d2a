"""Fighting: who may attack or help whom, the chance to hit, the damage, and what follows from an attack or a kill.

Players' blows and shots are here; creatures' blows are in `creatures`, spells in `magic`.
"""
