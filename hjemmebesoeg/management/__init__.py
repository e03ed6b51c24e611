"""Rummets kommandoer."""
