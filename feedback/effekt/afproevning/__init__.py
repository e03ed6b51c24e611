"""Afprøvning: hvad en strammere grænse, eller en regel mindre, ville have betydet i de gemte sager.

En simulering over det, der er sket. Den ændrer intet af sig selv.
"""
