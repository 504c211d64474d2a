"""Parties: players who hunt together and share what they learn from it."""
