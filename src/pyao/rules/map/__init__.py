"""Places: walking, warps and exits, what a player sees of the area, looking, doors, weather, the way home.

Who may stand and what may lie on a tile is decided here; what they do there belongs to the other rooms.
"""
