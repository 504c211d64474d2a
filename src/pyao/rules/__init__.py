"""The game itself, as verbs on the world: plain synchronous functions without sockets, stores or waiting."""
