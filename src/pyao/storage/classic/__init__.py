"""Importing what every Argentum community has: the data files of the original server, and the client's maps."""
