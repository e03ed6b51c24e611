"""Kommandoer."""
