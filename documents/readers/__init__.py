"""From a file to a list of SourceBlocks: one reader for each kind of file.

A reader runs in a child process without Django, so this package imports the standard
library, lxml and, of ours, `collab.errors` and `documents.notation` only.
"""
