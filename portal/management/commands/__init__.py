"""Portalens kommandoer."""
