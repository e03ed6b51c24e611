"""Kontroltyperne hver for sig: hvad de fører til, hvad de koster, og om de bør ses efter."""
