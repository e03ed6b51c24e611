"""Partshøringen: brevet til borgeren, svaret, og om sagen kan afgøres."""
