"""The `pyao-server` command line."""
