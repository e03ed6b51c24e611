"""Kørelisternes regler i databasen selv."""
