"""What one carries and wears: the bag, putting on, dropping, picking up, using, and what is lost in death.

`objects` has one class for each kind of object that does something when it is used.
"""
