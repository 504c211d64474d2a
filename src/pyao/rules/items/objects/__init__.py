"""What each kind of object does when it is used: a class for each, entered into `rules.items.using.USES`."""
