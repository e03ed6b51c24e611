"""Skrivningen: det, natten fandt, bliver til sager – én transaktion pr. kommune."""
