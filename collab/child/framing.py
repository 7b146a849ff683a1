"""How a child answers: one letter and a length, then so many bytes. Before that it may tell how far it is."""

import struct

MOST_OUTPUT = 64 * 1024 * 1024

HEADER = struct.Struct(">cQ")
DONE, REFUSED, FULL, FAILED = b"D", b"R", b"M", b"F"
TOLD, MOST_TOLD = b"T", 200
