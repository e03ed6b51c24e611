"""Opslagsloggen: hver brug af personoplysninger, hvem, hvornår og til hvilket formål."""
