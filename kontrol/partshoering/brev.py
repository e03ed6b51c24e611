"""Brevets frosne indhold: det, PDF'en, journalen og borgerens indsigt alle dannes af."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NotRequired, TypedDict

from django.utils import timezone

from adgang.kommuner import fulde_navn
from kontrol.kontrolark.felter import navn_eller_ukendt, uden_styretegn
from kontrol.kontrolark.maskering import bor_beskyttet
from kontrol.models import Brevart
from kontrol.partshoering.formuleringer import omtanke, ordene
from kontrol.partshoering.kontakt import Kontaktlinje, kontaktlinjer
from kontrol.partshoering.opslag import nyeste_ark
from kontrol.partshoering.sprog import brevdato
from kontrol.partshoering.udkast import ordet
from samkoering.models import Sag, Udfald


class FastAfsnit(TypedDict):
    """Et afsnit, der altid står i brevet."""

    overskrift: str
    afsnit: list[str]
    kontakt: NotRequired[list[Kontaktlinje]]
    """Måderne at svare på; breve fra før de kom med har dem ikke."""


class Brev(TypedDict):
    """Alt, der står i brevet; kan gemmes som JSON."""

    skema: int
    art: str
    kommune: str
    modtager: str
    adresse: list[str]
    """Tom, når den er ukendt, eller nogen på adressen er beskyttet."""
    sagsnr: str
    dannet: str
    """ISO-tidspunkt; brevets dato."""
    frist: str
    """ISO-dato."""
    overskrift: str
    tekst: str
    """Det, sagsbehandleren kan rette i."""
    faste: list[FastAfsnit]


def brev(
    sag: Sag,
    udfald: Iterable[Udfald],
    *,
    art: Brevart,
    tekst: str,
    frist: date,
    tid: datetime,
) -> Brev:
    """Brevet, som det ser ud, hvis det sendes på det tidspunkt."""
    ark = nyeste_ark(sag).indhold
    kommune = fulde_navn(sag.kommune)
    felter = {"kommune": kommune, "sagsnr": sag.sagsnr, "frist": brevdato(frist)}
    return Brev(
        skema=2,
        art=art.value,
        kommune=kommune,
        modtager=navn_eller_ukendt(uden_styretegn(ark["ym"]["navn"])),
        adresse=_adresse(ark),
        sagsnr=sag.sagsnr,
        dannet=timezone.localtime(tid).isoformat(timespec="seconds"),
        frist=frist.isoformat(),
        overskrift=ordet(art, "overskrift", ved_doedsfald=any(map(omtanke, udfald))),
        tekst=tekst,
        faste=faste_afsnit(felter, kontaktlinjer(sag.kommune)),
    )


def faste_afsnit(felter: dict[str, str], kontakt: list[Kontaktlinje]) -> list[FastAfsnit]:
    """De afsnit, der altid står under sagsbehandlerens tekst."""
    return [
        FastAfsnit(
            overskrift=fast["overskrift"],
            afsnit=[afsnit.format_map(felter) for afsnit in fast["afsnit"]],
            kontakt=kontakt if fast.get("kontakt") else [],
        )
        for fast in ordene()["faste"]
    ]


def som_tekst(brevet: Brev) -> str:
    """Hele brevet som ren tekst."""
    faste = [linje for fast in brevet["faste"] for linje in _linjer(fast)]
    hoved = (f"{brevet['kommune']}, {brevdato(brevet['dannet'])}", f"Sag {brevet['sagsnr']}")
    til = f"Kære {brevet['modtager']}"
    hilsen = ("Venlig hilsen", brevet["kommune"])
    return "\n\n".join([*hoved, brevet["overskrift"], til, brevet["tekst"], *faste, *hilsen])


def _linjer(fast: FastAfsnit) -> list[str]:
    kontakt = "\n".join(f"{maade}: {hvor}" for maade, hvor in fast.get("kontakt", ()))
    return [fast["overskrift"], *fast["afsnit"], *([kontakt] if kontakt else [])]


def uden_adresse(brevet: Brev) -> Brev:
    """Samme brev uden adresse; til den, hvis adresse er blevet beskyttet siden."""
    return Brev({**brevet, "adresse": []})


def er_beskyttet(ark: dict[str, Any]) -> bool:
    """Om borgerens adresse skal skjules, fordi hun selv eller en, hun bor med, er beskyttet."""
    aef = ark["aef"]
    deler = aef is not None and aef.get("samme_adresse_som_ym", False)
    return bor_beskyttet(ark["ym"]) or (deler and bor_beskyttet(aef))


def _adresse(ark: dict[str, Any]) -> list[str]:
    """Vej og by hver for sig, som på en konvolut."""
    adresse = " ".join(str(uden_styretegn(ark["ym"]["adresse"])).split())
    vej, skel, by = adresse.rpartition(", ")
    # Uden fast bopæl, og en adresse, der kun er en kommune, er ikke til en konvolut.
    return [] if er_beskyttet(ark) or not skel else [vej, by]
