"""Acting on the server from outside the game: the commands, each declared once, and the channel that brings them.

A command is the same wherever it comes from (the command line today; `Desk.execute` is its one door): on a running
server through the channel, otherwise on what is kept, under the same lock, with the same rules and the same audit log.
"""
