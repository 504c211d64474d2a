"""TCP connections: accepting them, reading packets from them, and writing in chunks that this client can parse."""
