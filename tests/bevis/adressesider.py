"""Hver side og fil, en adresse kunne stå på, læst som tekst."""

from __future__ import annotations

import io
from collections.abc import Iterable

import pikepdf
from django.http import HttpResponseBase
from django.test import Client
from pypdf import PdfReader

from adgang.models import Borger, Kommune
from adgang.opslagslog.skriv import borger
from samkoering.models import Sag
from tests.adgang.test_rettigheder import ALLE, ET_ID, som_adresse
from tests.bevis import spor

UDELADT = ("/log-af/", "/log-ind/", "/min-adgang/luk-andre/")
"""Sider, der afslutter sessionen eller kun findes før log-in."""


def tekst_i(svar: HttpResponseBase) -> str:
    """Svaret som tekst med hoveder og cookies; en PDF med det, der er vedhæftet."""
    dele = spor.svarets_dele(svar)
    if svar.headers.get("Content-Type", "").startswith("application/pdf"):
        dele["krop"] = pdf_tekst(svar.content)
    # Ordene kan være brudt over linjer i en PDF.
    return "".join("\n".join(dele.values()).split())


def pdf_tekst(pdf: bytes) -> str:
    """Sidernes tekst og de vedhæftede filers indhold."""
    sider = [side.extract_text() for side in PdfReader(io.BytesIO(pdf)).pages]
    with pikepdf.open(io.BytesIO(pdf)) as fil:
        filer = [fil.attachments[navn].get_file().read_bytes() for navn in fil.attachments]
        oplysninger = [str(fil.docinfo), fil.open_metadata().__str__()]
    return "\n".join([*sider, *oplysninger, *(f.decode("utf-8") for f in filer)])


def adresser(sager: Iterable[Sag], borgere: Iterable[Borger]) -> list[str]:
    """Alle portalens adresser, udfyldt med hver sag og hver borger."""
    af_art = {"sag_id": [str(s.pk) for s in sager], "borger_id": [str(b.pk) for b in borgere]}
    stier = []
    for moenster, _ in ALLE:
        ider = next((v for art, v in af_art.items() if f"<uuid:{art}>" in moenster), [ET_ID])
        stier += [som_adresse(moenster).replace(ET_ID, id_) for id_ in ider]
    return [sti for sti in dict.fromkeys(stier) if not sti.startswith(UDELADT)]


def kendt(kommune: str, cpr: str) -> Borger:
    """Borgeren under sit id, som DPO'en finder hende."""
    return borger(Kommune.objects.get(pk=kommune), cpr)


def hent(klient: Client, sti: str) -> str:
    """Sidens tekst."""
    return tekst_i(klient.get(sti))
