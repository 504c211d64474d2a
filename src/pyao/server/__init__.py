"""The server put together: settings, life cycle, what is saved and what is published."""
