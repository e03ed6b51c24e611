"""Regnskabet over hændelserne: hvad der blev af alt, natten fandt (docs/effektregnskab.md).

Læser det, natten frøs, og holder det op mod de rækker, der er. Skriver intet.
"""
