"""Programmes, the councils in them, and the people who work on them."""
