"""What outlives the process: characters and documents in SQLite or Redis, and the importers of classic files.

`store` says what a store is, `saver` is the game's way to it; `redis_client` shows live state and keeps nothing.
"""
