"""Motoren: én national beregning over kontraktens tabeller, uden Django.

Bestanden findes først, så personerne, så alle regler på én gang. Intet læser uret.
"""
