"""Kontrolarket i journalen: hver udgave, der åbnes, bliver en post på borgerens sag."""
