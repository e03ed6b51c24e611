"""Det, en sag skal have, før den kan lukkes: kontrolarket i journalen og en høring."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from adgang.models import Bruger
from adgang.omfang import omfang_for
from feedback.feedbackliste.registrer import Ventende
from feedback.feedbackliste.svar import Svar
from feedback.models import Resultat
from journal.models import Journalpost, Leveringstilstand
from kontrol.journalisering.poster import visitering
from kontrol.models import Hoeringstilstand, Partshoering
from samkoering.models import Sag
from tests import fabrik

HENLAEG = Svar(Resultat.HENLAGT_VISITERING)
EFTER_HOERING = Svar(Resultat.HENLAGT_EFTER_PARTSHOERING)
AENDRET = Svar(
    Resultat.AENDRET_TILDELING,
    aendring="NEDSAETTES",
    aarsag="BORGERFEJL",
    krav_oere=924000,
    krav_fra=date(2026, 8, 1),
    krav_til=date(2026, 10, 31),
    maanedlig_aendring_oere=-308000,
    afgoerelsesdato=date(2026, 11, 22),
    bemaerkning="Afgørelse sendt.",
)


def klar_sag(hvem: Bruger, **felter: Any) -> Sag:
    """En bestilt sag, hvis kontrolark står i journalen."""
    sag = fabrik.bestilt_sag(hvem, **felter)
    i_journalen(sag, hvem)
    return sag


def i_journalen(sag: Sag, hvem: Bruger) -> Journalpost:
    """Posten om sagens nyeste kontrolark, som om journalen havde kvitteret."""
    post = visitering(sag, sag.kontrolark.latest("udgave"), hvem)
    alle = Journalpost.objects.i_kommune(sag.kommune_id).filter(pk=post.pk)
    alle.update(tilstand=Leveringstilstand.LEVERET, leveret=timezone.now())
    return post


def hoering(sag: Sag, tilstand: str = Hoeringstilstand.BESVARET, **felter: Any) -> Partshoering:
    """En høring på sagens bestilling; sendt for 20 dage siden med en frist, der er passeret."""
    bestilling, i_dag = sag.bestillinger.latest("bestilt"), timezone.localdate()
    standard: dict[str, Any] = {"grund": "Borgeren er varetægtsfængslet."}
    if tilstand in (Hoeringstilstand.SENDT, Hoeringstilstand.BESVARET):
        standard = {
            "sendt": timezone.now() - timedelta(days=20),
            "frist": i_dag - timedelta(days=6),
        }
    if tilstand == Hoeringstilstand.BESVARET:
        standard["svar_modtaget"] = i_dag - timedelta(days=8)
    return Partshoering.objects.i_kommune(sag.kommune_id).create(
        kommune_id=sag.kommune_id,
        sag=sag,
        bestilling=bestilling,
        bruger=bestilling.bruger,
        tilstand=tilstand,
        **{**standard, **felter},
    )


def laes(sag: Sag) -> Sag:
    """Sagen, som den er nu."""
    return Sag.objects.i_kommune(sag.kommune_id).get(pk=sag.pk)


def ventende(sag: Sag, bruger: Bruger, **felter: Any) -> Ventende:
    """Et tryk på Gem af den, der har set sagen, som den er nu."""
    return Ventende(
        **{
            "sag": sag.pk,
            "bruger": bruger,
            "omfang": omfang_for(bruger),
            "version": laes(sag).version,
            "token": uuid4(),
            **felter,
        }
    )
