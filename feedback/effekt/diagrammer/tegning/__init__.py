"""Tegningernes mål, regnet ud på serveren: hver figur i en bred og en smal udgave."""
