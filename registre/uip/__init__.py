"""Udlændingeinformationsportalen: på hvilket grundlag en udlænding opholder sig i Danmark."""
