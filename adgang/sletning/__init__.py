"""Sletning med kvittering."""
