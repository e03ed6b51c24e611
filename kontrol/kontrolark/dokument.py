"""Kontrolarket som PDF: samme indhold, samme bytes, hver gang."""

from __future__ import annotations

import json

from django.template.loader import render_to_string

from adgang.kommuner import fulde_navn
from journal.dokumenter import Forlaeg, Vedhaeftning, dokument
from kontrol.kontrolark.maskering import maskeret
from kontrol.kontrolark.visning import arkvisning
from samkoering.models import Kontrolark, Sag


def kontrolark_som_pdf(sag: Sag, ark: Kontrolark) -> bytes:
    """PDF/A-3a og PDF/UA-1 med det frosne indhold vedhæftet; adresser vises aldrig ubeskyttet."""
    return dokument(sag.kommune, forlaeg(sag, ark))


def forlaeg(sag: Sag, ark: Kontrolark) -> Forlaeg:
    """Det, PDF'en dannes af."""
    felter = {
        "sag": sag,
        "udgave": ark,
        "ark": arkvisning(ark),
        "kommune": fulde_navn(sag.kommune),
    }
    kilde = json.dumps(maskeret(ark.indhold), ensure_ascii=False, indent=1, sort_keys=True)
    return Forlaeg(
        html=render_to_string("kontrol/kontrolark/pdf.html", felter),
        stilark="kontrolark.css",
        oprettet=ark.oprettet,
        vedhaeftning=Vedhaeftning(
            f"kontrolark-{sag.sagsnr}.json", "Kontrolarkets frosne indhold", kilde.encode()
        ),
    )
