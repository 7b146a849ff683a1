"""A tracker as a file that comes in: its table found by its headings (`tables`), its figures read (`values`). Nothing
of it is kept."""
