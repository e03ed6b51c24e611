"""Persongruppernes kommandoer."""
