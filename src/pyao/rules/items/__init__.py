"""What players carry and wear: the bag, equipping, dropping, picking up, using, and what death takes.

`objects` has one class for each kind of object that does something when it is used.
"""
