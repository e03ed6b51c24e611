"""Kommunens adressefil: hele filen eller intet af den."""
