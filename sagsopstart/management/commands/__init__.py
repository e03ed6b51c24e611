"""Husets kommandoer."""
