"""Brevet og notaterne som PDF; dannet af det frosne alene, så samme grundlag giver samme bytes."""

from __future__ import annotations

import json
from datetime import datetime
from typing import cast

from django.template.loader import render_to_string

from journal import dokumenter, poster
from journal.forlaeg import Forlaeg, Vedhaeftning
from journal.models import Leverance
from kontrol.kontrolark.indhold import indhold_af
from kontrol.kontrolark.viste import paa_konvolutten, skjult_siden
from kontrol.models import Hoeringsbrev
from kontrol.partshoering.brev import Brev, er_beskyttet, som_tekst, uden_adresse
from kontrol.partshoering.journalposter import Notat, brevnoegle
from kontrol.partshoering.opslag import nyeste_ark
from kontrol.partshoering.sprog import brevdato

STILARK = "brev.css"


def brevets_forlaeg(post: Leverance) -> Forlaeg:
    """Magerens svar for et sendt brev."""
    return forlaeg(cast(Brev, post.grundlag))


def notatets_forlaeg(post: Leverance) -> Forlaeg:
    """Magerens svar for et svar eller et fravalg."""
    return notat_som_forlaeg(cast(Notat, post.grundlag), "notat")


def notat_som_forlaeg(notat: Notat, filnavn: str) -> Forlaeg:
    """Notatet på kommunens papir, med det registrerede vedhæftet som ``<filnavn>-<sag>.json``."""
    kilde = json.dumps(notat, ensure_ascii=False, indent=1, sort_keys=True)
    felter = {
        "notat": notat,
        "dato": brevdato(notat["dannet"]),
        "afsnit": afsnit(notat["tekst"]),
    }
    return Forlaeg(
        html=render_to_string("kontrol/partshoering/notat.html", felter),
        stilark=STILARK,
        oprettet=datetime.fromisoformat(notat["dannet"]),
        vedhaeftning=Vedhaeftning(
            f"{filnavn}-{notat['sagsnr']}.json", "Det registrerede", kilde.encode()
        ),
    )


def forlaeg(brev: Brev, *, kladde: bool = False) -> Forlaeg:
    """Brevet på kommunens brevpapir; en kladde siger, at den er en."""
    felter = {
        "brev": brev,
        "dato": brevdato(brev["dannet"]),
        "frist": brevdato(brev["frist"]),
        "afsnit": afsnit(brev["tekst"]),
        "kladde": kladde,
    }
    return Forlaeg(
        html=render_to_string("kontrol/partshoering/brev.html", felter),
        stilark=STILARK,
        oprettet=datetime.fromisoformat(brev["dannet"]),
        vedhaeftning=Vedhaeftning(
            f"partshoering-{brev['sagsnr']}.txt", "Brevets tekst", som_tekst(brev).encode()
        ),
    )


def kladde_som_pdf(brev: Brev) -> bytes:
    """Brevet, som det ser ud nu; gemmes ikke."""
    return dokumenter.dan(forlaeg(brev, kladde=True))


def sendt_som_pdf(sendt: Hoeringsbrev) -> bytes:
    """Brevet, som det blev sendt; uden adresse, hvis den er blevet beskyttet siden."""
    post = poster.find(sendt.kommune_id, brevnoegle(sendt))
    if post is None:
        raise LookupError("Brevet har ingen post i journalen.")
    brev = cast(Brev, post.grundlag)
    nyeste = indhold_af(nyeste_ark(sendt.partshoering.sag))
    if er_beskyttet(dict(nyeste)) or skjult_siden(paa_konvolutten(brev["adresse"]), nyeste):
        brev = uden_adresse(brev)
    elif post.dokument is not None and dokumenter.er_helt(post.dokument):
        # Det, borgeren fik, også når brevets ord eller papir er et andet siden.
        return bytes(post.dokument.indhold)
    return dokumenter.dokument(sendt.kommune, forlaeg(brev))


def afsnit(tekst: str) -> list[list[str]]:
    """Teksten som afsnit, delt ved tomme linjer; linjerne i et afsnit holdes hver for sig."""
    dele = "\n".join(linje.strip() for linje in tekst.splitlines()).split("\n\n")
    return [linjer for del_ in dele if (linjer := [linje for linje in del_.split("\n") if linje])]
