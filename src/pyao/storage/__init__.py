"""What outlives the process: characters and documents in SQLite or Redis; and the importers of classic files.

`store` defines what a store is; the game uses one through `saver`.  `redis_client` publishes live state, keeps nothing.
"""
