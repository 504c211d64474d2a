"""The game itself, as verbs on the world: plain synchronous functions, no sockets, no stores, nothing to wait for."""
