"""NPCs as living things: how they come, think, perceive, strike, cast, die, and come again.

`behaviours` has one file for each way of moving, `praetorians` the clans that think for themselves.
"""
