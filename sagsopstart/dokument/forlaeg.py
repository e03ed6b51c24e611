"""Dokumentet og notatet som PDF, dannet af det frosne alene."""

from __future__ import annotations

import json
from datetime import datetime
from typing import cast

from django.template.loader import render_to_string

from journal.forlaeg import Forlaeg, Vedhaeftning
from journal.models import Leverance
from kontrol.partshoering.dokument import notat_som_forlaeg
from kontrol.partshoering.journalposter import Notat
from sagsopstart.fakta.navne import fulde_navne

ART = "SAGSOPSTART"


def er_notat(post: Leverance) -> bool:
    """Om posten er et notat; ældre notater var det samme dokument under en anden titel."""
    return "overskrift" in post.grundlag


def forlaeg(post: Leverance) -> Forlaeg:
    """PDF'ens forlæg; samme post giver samme bytes."""
    frosset = post.grundlag
    if er_notat(post):
        return notat_som_forlaeg(cast(Notat, frosset), "sagsopstart")
    kilde = json.dumps(frosset, ensure_ascii=False, indent=1, sort_keys=True)
    return Forlaeg(
        html=render_to_string(
            "sagsopstart/dokument_pdf.html",
            {
                "post": post,
                "f": frosset,
                "s": frosset["samling"],
                "fulde_navne": fulde_navne(frosset["samling"]),
            },
        ),
        stilark="sagsopstart.css",
        oprettet=datetime.fromisoformat(frosset["dannet"]),
        vedhaeftning=Vedhaeftning(
            f"sagsopstart-{post.sagsnr}.json", "De frosne fakta", kilde.encode()
        ),
    )
