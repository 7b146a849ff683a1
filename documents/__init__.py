"""The writing desk: reports as sections and numbered paragraphs, and how they come in."""
