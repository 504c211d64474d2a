"""How the packets of clients are answered.

Here are the table of all packets, which is the only gate into the game; the tasks of packets that need more than one
rule; text commands and GM commands; and the session of each connection.
"""
