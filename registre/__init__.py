"""Hvad registrene siger: ét rum pr. register, alle med samme form (skema, adapter, mock).

Rummet kender hverken Django eller databasen. Det leverer registerkontraktens tabeller
(se ``registre.kontrakt``) og intet andet; matchningen sker i ``samkoering``.
"""

import os

HUKOMMELSE = "narenas:1,oversize_threshold:0,dirty_decay_ms:60000"
"""Polars henter al sin hukommelse ét sted, også de lange søjler, og venter et minut med at give
tilbage: det, én tabel slap, bruger den næste igen, og kernen skal ikke give siderne forfra."""

# Polars læser det, når den indlæses.
os.environ.setdefault("_RJEM_MALLOC_CONF", HUKOMMELSE)
