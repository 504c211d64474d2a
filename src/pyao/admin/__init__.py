"""The server over HTTP: health, metrics, the commands of the control channel as REST, and the operator's dashboard.

It stands above the server and only uses what that offers: commands go through its `Desk` and nowhere else.
"""
