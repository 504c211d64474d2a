"""What objects do when they are used: one class for each kind, listed in `rules.items.using.USES`."""
