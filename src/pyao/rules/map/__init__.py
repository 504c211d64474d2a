"""Where one is: walking and being carried off, what the area shows, what a look tells, doors, weather, the way home.

Who may stand on a tile is asked here; what somebody does there belongs to the other rooms.
"""
