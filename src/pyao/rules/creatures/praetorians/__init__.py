"""The praetorians: a king and the eight who defend him, each role with its own way of thinking.

Source: 08-npcs §12.
"""
