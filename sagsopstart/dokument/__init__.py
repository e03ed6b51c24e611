"""Dokumentet til journalen."""
