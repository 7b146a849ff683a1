"""A council's savings plan as a file that comes in: read in a child process (`child`), its tables found by their
headings (`tables`), and understood beside the plan that there is (`compare`)."""
