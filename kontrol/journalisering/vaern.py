"""Om et journaliseret dokument viser en adresse, der er blevet beskyttet, siden det blev dannet.

Journalens bytes ændres aldrig. Men den, der henter dem, skal som på kontrolarket skrive hvorfor.
"""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from journal.models import Journalpost
from kontrol.journalisering.poster import ART as KONTROLARK
from kontrol.kontrolark.indhold import indhold_af
from kontrol.kontrolark.viste import paa_konvolutten, skjult_siden, viste_adresser
from kontrol.partshoering.journalposter import BREV
from samkoering.models import Kontrolark, Sag


def viser_skjult_adresse(sag: Sag, nyeste: Kontrolark, post: Journalpost) -> bool:
    """Om dokumentet viser en adresse, det nyeste ark skjuler."""
    return bool(skjult_siden(_i_dokumentet(sag, post), indhold_af(nyeste)))


def uden_adressen(sag: Sag, post: Journalpost) -> str:
    """Hvor det samme kan ses uden adressen."""
    if post.art == BREV:
        return reverse("partshoering_sendt", args=(sag.pk, UUID(post.noegle.split(":")[1])))
    return reverse("kontrolark_pdf", args=(sag.pk,))


def _i_dokumentet(sag: Sag, post: Journalpost) -> set[str]:
    if post.art == BREV:
        return paa_konvolutten(post.grundlag.get("adresse", []))
    if post.art == KONTROLARK:
        alle = Kontrolark.objects.i_kommune(sag.kommune_id)
        return viste_adresser(indhold_af(alle.get(pk=UUID(post.grundlag["kontrolark"]))))
    return set()
