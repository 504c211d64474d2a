"""Creatures with a master: taming and summoning, the three slots, orders, and journeys together."""
