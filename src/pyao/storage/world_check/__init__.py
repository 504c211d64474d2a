"""`check_world`: whether a world holds together, as `pyao-server world check` asks.

`walks` says where one can get, `supplies` what can be had; `check` compares the definitions with both.
"""
