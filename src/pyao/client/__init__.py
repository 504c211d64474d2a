"""The headless client: plays over the same protocol, and reports everything that would confuse the real client."""
