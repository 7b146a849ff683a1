"""Plain arithmetic of the domain. Imports the standard library and nothing else."""
