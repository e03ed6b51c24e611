"""Hvad registrene siger: ét rum pr. register, alle med samme form (skema, adapter, mock).

Rummet kender hverken Django eller databasen. Det leverer registerkontraktens tabeller
(se ``registre.kontrakt``) og intet andet; matchningen sker i ``samkoering``.
"""

import os

# Polars henter al sin hukommelse ét sted: det, én tabel slap, bruger den næste igen, og det er en
# femtedel af de sider, kernen ellers skulle give. Polars læser det, når den indlæses.
os.environ.setdefault("_RJEM_MALLOC_CONF", "narenas:1")
