"""The praetorians: a king and eight who defend him, with a mind of their own for each role.

Source: 08-npcs §12.
"""
