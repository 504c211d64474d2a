"""The character itself: what hurts and heals it, its states and looks, death and return, skills and levels."""
