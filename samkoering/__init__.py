"""Natten: registrene samkøres med bestanden."""
