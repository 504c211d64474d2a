"""The fight between two: who may attack or help whom, the odds, the damage, and what a blow or a kill brings.

Whose blow it is makes the difference: players' blows are here, creatures' blows in `creatures`.
"""
