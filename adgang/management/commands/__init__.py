"""Dørens kommandoer."""
