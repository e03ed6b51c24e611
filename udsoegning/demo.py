"""To projekter i demonstrationen: et, hvor der er søgt og ringet, og et, hvor der kan søges.

Kursuslisterne er kommunens voksne i det syntetiske Danmark; hvem der kommer på listen, afgør
søgningen selv. Telefonnumrene begynder med 1 og kan ikke være nogens.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone

from adgang.lejer import lejer
from adgang.models import Bruger, Kommune
from udsoegning.indlaesning.fil import KOLONNER
from udsoegning.indlaesning.indlaes import indlaes
from udsoegning.models import Fundet, Maade, Projekt, Soegetilstand
from udsoegning.nej import sig_nej
from udsoegning.person.handlinger import gem_kontakt, gem_telefon, sig_ja
from udsoegning.projekt.handlinger import opret
from udsoegning.rummet import i_rummet
from udsoegning.soegning.perioder import er_myndig
from udsoegning.soegning.udfoer import udfoer

SOEGT, VENTER = "Danskuddannelse, de seneste to år", "Læsning og matematik, det seneste år"
KURSISTER = {SOEGT: 80, VENTER: 45}
UDEN_FOR_PERIODEN, FLYTTET = 9, 7
"""Kursister på den søgte liste med et for gammelt kursus, og fra en anden kommune: så mange, at de
udeladtes antal kan vises."""
_ANDEN_KOMMUNE = "0173"
_KURSER = {
    SOEGT: ("Danskuddannelse 2", "Danskuddannelse 3"),
    VENTER: ("FVU-læsning", "FVU-matematik"),
}
_PERIODE = {SOEGT: 730, VENTER: 365}
_KILDE = "Sprogcentret (demonstration)"
_BEGYNDT = timedelta(days=16)
_FORLOEB: tuple[tuple[tuple[int, str], ...], ...] = (
    ((9, Maade.OPKALD_UDEN_SVAR), (6, Maade.OPKALD)),
    ((9, Maade.OPKALD_UDEN_SVAR), (8, Maade.OPKALD_UDEN_SVAR), (5, Maade.BREV)),
    ((7, Maade.OPKALD), (2, Maade.MOEDE)),
    ((6, Maade.BREV),),
    ((1, Maade.OPKALD_UDEN_SVAR),),
)
"""Henvendelser til de første på listen: så mange dage siden, og hvordan."""
_JA, _NEJ = (0, 2), (5, 6)
"""Pladser på listen, der har svaret."""


def fyld(kommune: Kommune, bruger: Bruger, i_dag: date) -> bool:
    """Fyld kommunen; falsk, når den allerede har projekter, eller der ingen borgere er."""
    with lejer(kommune.pk), i_rummet():
        if Projekt.objects.i_kommune(kommune).exists():
            return False
    voksne = _voksne(kommune.pk, i_dag)
    if not voksne:
        return False
    traek = random.Random(f"udsoegning {kommune.pk}")  # noqa: S311 - kun til demo
    traek.shuffle(voksne)
    _projekt(kommune, bruger, VENTER, voksne[KURSISTER[SOEGT] :], i_dag)
    ude = [*voksne[-UDEN_FOR_PERIODEN:], *_voksne(_ANDEN_KOMMUNE, i_dag)[:FLYTTET]]
    soegt = _projekt(kommune, bruger, SOEGT, voksne, i_dag, ude)
    _soeg(soegt)
    with lejer(kommune.pk), i_rummet():
        _ring(soegt, bruger, i_dag)
    return True


def _voksne(kommune: str, i_dag: date) -> list[str]:
    """CPR-numre på kommunens voksne i verdenen."""
    import polars as pl

    try:
        adresser = pl.read_parquet(settings.REGISTERMAPPE / "cpr_adresser.parquet")
        personer = pl.read_parquet(settings.REGISTERMAPPE / "cpr_personer.parquet")
    except OSError:
        return []
    gaelder = (pl.col("fra") <= i_dag) & (pl.col("til").is_null() | (pl.col("til") > i_dag))
    her = adresser.filter(gaelder, pl.col("kommunekode") == kommune)["cpr"]
    egne = personer.filter(pl.col("cpr").is_in(her.implode())).sort("cpr")
    return [cpr for cpr, foedt in egne.select("cpr", "foedselsdato").rows()
            if foedt and er_myndig(foedt, i_dag)]  # fmt: skip


def _projekt(
    kommune: Kommune,
    bruger: Bruger,
    navn: str,
    voksne: Sequence[str],
    i_dag: date,
    ude: Sequence[str] = (),
) -> Projekt:
    """Projektet med sin kursusliste; ``ude`` er dem, der ikke kan komme med."""
    kurser, dage = _KURSER[navn], _PERIODE[navn]
    foer = i_dag - timedelta(days=dage + 40)
    raekker = [
        f"{cpr};{kurser[nr % len(kurser)]};{i_dag - timedelta(days=20 + nr * 7 % (dage - 20))}"
        for nr, cpr in enumerate(voksne[: KURSISTER[navn]])
    ]
    for nr, cpr in enumerate(ude):
        dag = foer if nr < UDEN_FOR_PERIODEN else i_dag - timedelta(days=90)
        raekker.append(f"{cpr};{kurser[0]};{dag}")
    fil = "\n".join([";".join(KOLONNER), *raekker, ""]).encode()
    with lejer(kommune.pk), i_rummet():
        ny = opret(kommune, bruger, navn, i_dag - timedelta(days=dage), i_dag)
        indlaes(fil, ny, _KILDE, bruger, i_dag)
    return ny


def _soeg(projekt: Projekt) -> None:
    """Søg her og nu: der er ingen arbejder endnu til at tage en bestilling."""
    nu = timezone.now()
    with lejer(projekt.kommune_id), i_rummet():
        Projekt.objects.i_kommune(projekt.kommune_id).filter(pk=projekt.pk).update(
            soegning=Soegetilstand.I_GANG, bestilt=nu, oprettet=nu - _BEGYNDT
        )
    udfoer(projekt.kommune_id, projekt.pk)


def _ring(projekt: Projekt, bruger: Bruger, i_dag: date) -> None:
    """Nogle er nået, nogle ikke; to siger ja, og to siger nej og er ikke på listen mere."""
    egne = Fundet.objects.i_kommune(projekt.kommune_id).filter(projekt=projekt)
    egne.update(fundet=timezone.now() - _BEGYNDT)
    fundne = list(egne.select_related("projekt").order_by("navn", "id"))
    for nr, (person, henvendelser) in enumerate(zip(fundne, _FORLOEB, strict=False)):
        gem_telefon(person, f"1234567{nr}")
        for dage, maade in henvendelser:
            gem_kontakt(person, i_dag - timedelta(days=dage), maade, bruger)
    for nr, person in enumerate(fundne):
        if nr in _JA:
            sig_ja(person, i_dag - timedelta(days=2))
        elif nr in _NEJ:
            sig_nej(person)
