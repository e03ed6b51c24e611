"""Kommunernes ydelsessystemer: kommuner, sager og udbetalinger."""
