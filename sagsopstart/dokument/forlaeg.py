"""Dokumentet og journalnotatet, dannet af den frosne samling alene."""

from __future__ import annotations

import json
from datetime import datetime

from django.template.loader import render_to_string

from journal.forlaeg import Forlaeg, Vedhaeftning
from journal.models import Leverance

ART = "SAGSOPSTART"


def forlaeg(post: Leverance) -> Forlaeg:
    """PDF'ens forlæg; samme post giver samme bytes."""
    frosset = post.grundlag
    kilde = json.dumps(frosset, ensure_ascii=False, indent=1, sort_keys=True)
    return Forlaeg(
        html=render_to_string(
            "sagsopstart/dokument_pdf.html", {"post": post, "f": frosset, "s": frosset["samling"]}
        ),
        stilark="sagsopstart.css",
        oprettet=datetime.fromisoformat(frosset["dannet"]),
        vedhaeftning=Vedhaeftning(
            f"sagsopstart-{post.sagsnr}.json", "De frosne fakta", kilde.encode()
        ),
    )
