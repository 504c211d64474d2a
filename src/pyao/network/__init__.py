"""Connections: sockets in, sessions out, and what makes this client happy on the wire."""
