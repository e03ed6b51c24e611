"""Prioriteringslisten: bestilte sager med borger, frist og status."""
