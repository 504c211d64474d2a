"""Bytes and packets: ids, builder and reader, server messages, client packets, text encodings.  It does no I/O.

Source: 01-protocol.
"""
