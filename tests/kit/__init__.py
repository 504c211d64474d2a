"""The test kit: a whole game in memory, driven by client bytes, with fixed dice and a clock that stands still."""
