"""The character itself: what hurts and heals it, its states and its look, death and revival, skills and levels."""
