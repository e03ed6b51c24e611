"""Rivalerne, der ser på én person ad gangen: en almindelig løkke og en regelmotor."""
