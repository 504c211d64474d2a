"""One task for every client packet: unpack, ask one rule, done.  Also the session, and the table: the only gate."""
