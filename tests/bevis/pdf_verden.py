"""En sag, hvor hvert felt, der når en PDF, er fyldt; og de PDF'er, den giver."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.utils import timezone

from adgang.models import Bruger, Kommune
from feedback.feedbackliste.registrer import registrer
from feedback.feedbackliste.svar import Svar
from feedback.models import Resultat
from journal.forlaeg import Forlaeg
from journal.forlaegsregister import forlaeg_til
from journal.models import Journalpost
from kontrol.kontrolark.dokument import forlaeg as kontrolark
from kontrol.models import Kanal
from kontrol.partshoering.send import send
from kontrol.partshoering.svar import registrer_svar
from samkoering.models import Kontrolark, Sag, Udfald
from tests import fabrik
from tests.bevis import xss_ark
from tests.feedback import opstilling
from tests.kontrol.partshoering import eksempel

Tekst = Callable[[str], str]
"""Felt → det, der skal stå i det."""


def forlaeggene(bruger: Bruger, tekst: Tekst) -> Iterator[tuple[str, Forlaeg]]:
    """Hvert dokument, en sag bliver til, med navn; databasen skrives uden om formularerne."""
    Kommune.objects.update(navn=tekst("kommunens navn")[:60])
    Bruger.objects.filter(pk=bruger.pk).update(navn=tekst("medarbejderens navn")[:100])
    bruger.refresh_from_db()
    sag = _sagen(bruger, tekst)
    ark = sag.kontrolark.latest("udgave")
    yield "kontrolark", kontrolark(sag, ark)
    beskyttet = _beskyttet(bruger, tekst)
    yield "beskyttet kontrolark", kontrolark(beskyttet, beskyttet.kontrolark.latest("udgave"))
    _hoer(sag, bruger, tekst)
    _afslut(sag, bruger, tekst)
    for post in Journalpost.objects.i_kommune(sag.kommune_id).filter(sag=sag.pk).order_by("pk"):
        yield post.art.lower(), forlaeg_til(post)


def _sagen(bruger: Bruger, tekst: Tekst) -> Sag:
    sag = eksempel.sag_med(bruger)
    indhold = xss_ark.ark(tekst, sag.cpr)
    _frys(sag, indhold)
    bevis = {**xss_ark.bevis(indhold), "person": tekst("bevisets person")}
    bevis |= {"kolonner": eksempel.bevis("ny_arbejdsgiver")["kolonner"]}
    bevis["raekker"] = [
        ["2026-10-30", tekst("arbejdsgiver"), "99990012", tekst("indkomsttype"), 1142000, 3],
        ["2026-08-31", tekst("anden arbejdsgiver"), "99990047", tekst("art"), 418550, None],
    ]
    Udfald.objects.i_kommune(sag.kommune_id).filter(sag=sag).update(
        saetning=tekst("hændelsens sætning")[:300], bevis=bevis
    )
    opstilling.i_journalen(sag, bruger)
    return sag


def _beskyttet(bruger: Bruger, tekst: Tekst) -> Sag:
    sag = fabrik.bestilt_sag(bruger)
    _frys(sag, xss_ark.beskyttet(tekst))
    return sag


def _frys(sag: Sag, indhold: dict[str, object]) -> None:
    Kontrolark.objects.i_kommune(sag.kommune_id).filter(sag=sag).update(indhold=indhold)


def _hoer(sag: Sag, bruger: Bruger, tekst: Tekst) -> None:
    eksempel.med_kladde(sag, bruger)
    send(eksempel.tryk(sag, bruger), f"Kære borger\n\n{tekst('brevets tekst')}", Kanal.SELV)
    svar = tekst("borgerens svar")
    registrer_svar(eksempel.tryk(sag, bruger), timezone.localdate(), svar)


def _afslut(sag: Sag, bruger: Bruger, tekst: Tekst) -> None:
    svar = Svar(Resultat.HENLAGT_EFTER_PARTSHOERING, bemaerkning=tekst("bemærkning")[:500])
    registrer(opstilling.ventende(sag, bruger), svar)
