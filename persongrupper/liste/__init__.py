"""Søgelisten: kommunens borgere i projektet efter markering og periode."""
