"""Dokumentet om resultatet, dannet af det frosne alene."""

from __future__ import annotations

import json
from datetime import datetime

from django.template.loader import render_to_string

from journal.forlaeg import Forlaeg, Vedhaeftning
from journal.models import Leverance


def forlaeg(post: Leverance) -> Forlaeg:
    """PDF'ens forlæg; samme post giver samme bytes."""
    frosset = post.grundlag
    kilde = json.dumps(frosset, ensure_ascii=False, indent=1, sort_keys=True)
    return Forlaeg(
        html=render_to_string("feedback/afslutning_pdf.html", {"post": post, "f": frosset}),
        stilark="afslutning.css",
        oprettet=datetime.fromisoformat(frosset["registreret"]),
        vedhaeftning=Vedhaeftning(
            f"resultat-{post.sagsnr}.json", "Det frosne resultat", kilde.encode()
        ),
    )
