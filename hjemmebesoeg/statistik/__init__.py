"""Kørselsstatistikken: antal, aldrig besøg."""
