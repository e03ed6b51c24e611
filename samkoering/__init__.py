"""Natten: registrene samkøres med bestanden."""

import registre as registre  # Før Polars, så dens hukommelse er sat op.
