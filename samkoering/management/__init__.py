"""Nattens kommandoer."""
