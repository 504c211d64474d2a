"""Guilds: founding, members, windows, elections, relations, alignments, and what their members say to each other.

Whatever concerns a character that may be offline takes its record, which the caller holds under the login's lock.
Source: 11-social §3.
"""
