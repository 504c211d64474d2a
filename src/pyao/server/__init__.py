"""Putting the server together: settings, life cycle, what is published of it."""
