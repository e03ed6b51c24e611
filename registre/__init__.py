"""Hvad registrene siger: ét rum pr. register, alle med samme form (skema, adapter, mock).

Rummet kender hverken Django eller databasen. Det leverer registerkontraktens tabeller
(se ``registre.kontrakt``) og intet andet; matchningen sker i ``samkoering``.
"""
