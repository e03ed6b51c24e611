"""Målingerne: hvad natten koster, og hvordan motoren står mod en ærlig rival."""
