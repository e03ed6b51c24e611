"""Overblikket hver morgen: hvad der venter, hvad der er sket, og hvad der skal til."""
