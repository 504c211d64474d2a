"""Game masters: who has which rank, and what they can order."""
