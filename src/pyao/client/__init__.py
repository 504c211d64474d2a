"""The headless client: the same protocol from the other side, as strict as the real client is helpless."""
