"""Søgning blandt kommunens bestilte og afsluttede sager; en ledig sag kan ikke søges frem."""
