"""Kørelisten fra kladde til kørt."""
