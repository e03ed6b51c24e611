"""Motorregisteret: køretøjer og hvem der ejer eller bruger dem."""
