"""Bytes and packets: ids, builder and reader, server messages, client packets, text encodings.  No input or output.

Source: 01-protocol.
"""
