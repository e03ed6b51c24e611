"""Driftens side: hvad der skete i nat, hvad der virkede, og hvad der sker nu. Ingen borgere."""
