"""Kommandoerne."""
