"""Det, journalen og Digital Post får om høringen. Grundlaget er frosset, når det sker."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypedDict, cast

from django.utils import timezone

from adgang.kommuner import fulde_navn
from adgang.models import Bruger
from journal import forsendelser, poster
from kontrol.kontrolark.felter import navn_eller_ukendt, uden_styretegn
from kontrol.models import Hoeringsbrev, Kanal, Partshoering
from kontrol.partshoering.brev import Brev
from kontrol.partshoering.opslag import nyeste_ark
from samkoering.grundlag.ord import dansk_dato
from samkoering.models import Sag

BREV, SVAR = "PARTSHOERING", "HOERINGSSVAR"


class Notat(TypedDict):
    """Borgerens svar eller grunden til ikke at høre hende, som det journaliseres."""

    skema: int
    overskrift: str
    kommune: str
    sagsnr: str
    borger: str
    linjer: list[list[str]]
    """(navn, værdi) for hver oplysning."""
    tekst: str
    dannet: str
    """ISO-tidspunkt."""


def brevnoegle(brev: Hoeringsbrev) -> str:
    """Nøglen på brevets post og dets forsendelse."""
    return f"{BREV}:{brev.pk}"


def brev_sendt(sag: Sag, brev: Hoeringsbrev, indhold: Brev) -> None:
    """Brevet på borgerens sag, og til borgeren selv, når det går med Digital Post."""
    titel = f"{brev.get_art_display()} i sag {sag.sagsnr}"
    oprettere = [poster.opret]
    if brev.kanal == Kanal.DIGITAL_POST:
        oprettere.append(forsendelser.opret)  # type: ignore[arg-type]
    for opret in oprettere:
        opret(
            sag.kommune,
            noegle=brevnoegle(brev),
            art=BREV,
            titel=titel,
            grundlag=cast(dict[str, Any], indhold),
            **_faelles(sag, brev.bruger),
        )


def svar_registreret(sag: Sag, hoering: Partshoering) -> None:
    """Borgerens svar på borgerens sag."""
    _opret_notat(sag, hoering, f"{SVAR}:{hoering.pk}", svarets_notat(sag, hoering))


def svarets_notat(sag: Sag, hoering: Partshoering) -> Notat:
    """Borgerens svar, som det journaliseres."""
    linjer = [
        ["Partshøring sendt", _dag(hoering.sendt)],
        ["Svar modtaget", dansk_dato(hoering.svar_modtaget)],
    ]
    tid = hoering.svar_registreret or timezone.now()
    overskrift = "Borgerens svar på partshøring"
    return _notat(sag, hoering, overskrift, linjer, hoering.svar, tid)


def fravalgt(sag: Sag, hoering: Partshoering) -> None:
    """Grunden til, at borgeren ikke høres, på borgerens sag."""
    # Et svar kan komme bagefter; det er sin egen post.
    noegle = f"{SVAR}:{hoering.pk}:FRAVALGT"
    _opret_notat(sag, hoering, noegle, fravalgets_notat(sag, hoering))


def fravalgets_notat(sag: Sag, hoering: Partshoering) -> Notat:
    """Grunden til, at borgeren ikke høres, som den journaliseres."""
    sendt = _dag(hoering.sendt)
    linjer = [["Partshøring sendt", sendt]] if sendt else []
    return _notat(sag, hoering, "Partshøring fravalgt", linjer, hoering.grund, hoering.gemt)


def _notat(
    sag: Sag,
    hoering: Partshoering,
    overskrift: str,
    linjer: list[list[str]],
    tekst: str,
    tid: datetime,
) -> Notat:
    tidspunkt = timezone.localtime(tid)
    return Notat(
        skema=1,
        overskrift=overskrift,
        kommune=fulde_navn(sag.kommune),
        sagsnr=sag.sagsnr,
        borger=navn_eller_ukendt(uden_styretegn(nyeste_ark(sag).indhold["ym"]["navn"])),
        linjer=[
            *linjer,
            ["Registreret", f"{tidspunkt:%d-%m-%Y} kl. {tidspunkt:%H.%M}"],
            ["Registreret af", hoering.bruger.navn],
        ],
        tekst=tekst,
        dannet=tidspunkt.isoformat(timespec="seconds"),
    )


def _opret_notat(sag: Sag, hoering: Partshoering, noegle: str, notat: Notat) -> None:
    poster.opret(
        sag.kommune,
        noegle=noegle,
        art=SVAR,
        titel=f"{notat['overskrift']} i sag {sag.sagsnr}",
        grundlag=cast(dict[str, Any], notat),
        **_faelles(sag, hoering.bruger),
    )


def _faelles(sag: Sag, bruger: Bruger) -> Any:
    """Det, der er ens for alle leverancer på sagen."""
    return {
        "sag": sag.pk,
        "sagsnr": sag.sagsnr,
        "cpr": sag.cpr,
        "kle": sag.kle,
        "bruger": bruger,
    }


def _dag(tid: datetime | None) -> str:
    return dansk_dato(timezone.localtime(tid).date()) if tid else ""
