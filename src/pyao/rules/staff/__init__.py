"""Game masters: which ranks there are, who has them, and what GMs can order."""
