"""Pets, the creatures that have a master: taming, summoning, their three slots, orders, and travelling together."""
