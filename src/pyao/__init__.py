"""PyAO Server: a server for Argentum Online 0.13.3."""
