"""Kørelisten på papir."""
