"""How long tests wait for what has to happen: so long that a slow machine is never taken for a fault."""

PATIENCE_S = 60.0
"""Seconds.  Nothing takes so long that goes well, so that only a failing test waits for all of it."""
