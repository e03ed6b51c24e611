"""Hovedbogen: kørslen begyndes, planlægges og afsluttes. Rækkerne afgør, hvem der gør hvad."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import structlog
from django.db import IntegrityError, transaction
from django.utils import timezone

from adgang.models import Bruger
from samkoering.grundlag.vindue import vindue
from samkoering.models import (
    PLANLAGTE,
    Aarsag,
    Deltilstand,
    Forsoegsudfald,
    Koersel,
    Koerselstilstand,
    Natdel,
    Trin,
)
from samkoering.natten.forsoeg import maskinen_svigtede
from samkoering.natten.laase import proev_laas
from samkoering.skrivning.alder import kraev_ikke_aeldre
from samkoering.skrivning.regelsaet import regelsaet

log = structlog.get_logger(__name__)
PROEVER = 12
"""Så mange gange prøves en nat, der må vente: bestanden kan ikke findes, eller disken er fuld."""
_LAENGSTE_PAUSE = timedelta(minutes=60)


class NatIGang(Exception):
    """Der er allerede en åben kørsel, eller nattens kørsel er begyndt."""


def begynd(
    dag: date,
    aarsag: Aarsag,
    *,
    kommuner: Iterable[str] = (),
    register: str = "",
    bruger: Bruger | None = None,
    tillad_aeldre: bool = False,
) -> Koersel:
    """Åbn en kørsel i hovedbogen.

    Kaster ``NatIGang``, når en anden er åben, eller datoens nat allerede er planlagt, og
    ``AeldreDato``, når der er kørt en senere nat.
    """
    try:
        # Kun den, der fik den første lås, rører den næste; ellers kunne alle stå i vejen for alle.
        with _laast("begynd"), _laast("udtraek"), transaction.atomic():
            kraev_ikke_aeldre(dag, tillad_aeldre=tillad_aeldre)
            kraev_at_ingen_er_aaben()
            koersel = _ny(dag, aarsag, list(kommuner), register, bruger)
    except IntegrityError as fejl:
        # En anden begyndte i samme øjeblik; den entydige nøgle afgjorde det.
        raise NatIGang(_i_gang()) from fejl
    log.info("koersel_begyndt", koersel=str(koersel), aarsag=aarsag.value)
    return koersel


@contextmanager
def _laast(navn: str) -> Iterator[None]:
    """Tag låsen, eller kast ``NatIGang``."""
    with proev_laas(navn) as fik:
        if not fik:
            raise NatIGang(_i_gang())
        yield


def kraev_at_ingen_er_aaben(*, undtagen: Koersel | None = None) -> None:
    """Kast ``NatIGang``, når en kørsel er åben; ``undtagen`` må gerne være det."""
    aabne = Koersel.objects.filter(aaben=True)
    if undtagen is not None:
        aabne = aabne.exclude(pk=undtagen.pk)
    if aabne.exists():
        raise NatIGang(_i_gang())


@contextmanager
def alene_med_et_udtraek() -> Iterator[None]:
    """Kør et udtræk uden om hovedbogen; kaster ``NatIGang``, når en kørsel er åben."""
    with _laast("udtraek"):
        kraev_at_ingen_er_aaben()
        yield


def _ny(
    dag: date, aarsag: Aarsag, kommuner: list[str], register: str, bruger: Bruger | None
) -> Koersel:
    periode = vindue(dag)
    return Koersel.objects.create(
        dato=dag,
        nummer=Koersel.objects.filter(dato=dag).count() + 1,
        aarsag=aarsag,
        trin=Trin.BEGYNDT,
        aaben=True,
        kun_kommuner=sorted(kommuner),
        kun_register=register,
        bestilt_af=bruger,
        startet=timezone.now(),
        periode_fra=periode.start,
        periode_til=periode.slut,
        regelsaet=regelsaet(),
    )


def _i_gang() -> str:
    aaben = Koersel.objects.filter(aaben=True).first()
    hvilken = f"Kørslen {aaben} er i gang" if aaben else "En anden kørsel er ved at begynde"
    return f"{hvilken}. Vent, til den er slut, og prøv igen."


def planlaeg(koersel: Koersel, kommunekoder: Iterable[str], **felter: Any) -> None:
    """Skriv kørslens dele og det, hentningen gav, i én transaktion; derefter kan der skrives."""
    planlagt = koersel.aarsag in PLANLAGTE and not koersel.kun_kommuner
    dele = [
        Natdel(koersel=koersel, kommunekode=kode, dato=koersel.dato, planlagt=planlagt)
        for kode in kommunekoder
    ]
    with transaction.atomic():
        Natdel.objects.bulk_create(dele, ignore_conflicts=True)
        _opdater(koersel, trin=Trin.SKRIVES, fejl="", naeste_proeve=None, **felter)


def udskyd(koersel: Koersel, grund: str) -> None:
    """Bestanden kunne ikke findes: hent forfra efter 5, 10, 20 … højst 60 minutter, eller giv op.

    Kun en planlagt nat prøves igen af sig selv; en, nogen bad om, siger det straks.
    """
    _udskyd(koersel, grund, trin=Trin.BEGYNDT, udtraek="")


def vent_paa_maskinen(koersel_id: UUID, grund: str) -> None:
    """Maskinen svigtede: kørslen bliver, hvor den er, med det skrevne og sit udtræk, og venter.

    Arbejderens eget forsøg afgøres i samme transaktion. Flere arbejdere, der mærker det samme,
    udskyder kørslen én gang.
    """
    with transaction.atomic():
        koersel = Koersel.objects.select_for_update().get(pk=koersel_id)
        maskinen_svigtede(koersel, grund)
        venter = koersel.naeste_proeve is not None and koersel.naeste_proeve > timezone.now()
        if koersel.aaben and not venter:
            _udskyd(koersel, grund)


def _udskyd(koersel: Koersel, grund: str, **felter: Any) -> None:
    proever = koersel.proever + 1
    if koersel.aarsag not in PLANLAGTE or proever >= PROEVER:
        opgiv(koersel, grund)
        return
    pause = min(timedelta(minutes=5 * 2 ** (proever - 1)), _LAENGSTE_PAUSE)
    _opdater(
        koersel,
        fejl=grund,
        proever=proever,
        naeste_proeve=timezone.now() + pause,
        **felter,
    )
    log.error("koersel_udskudt", koersel=str(koersel), proever=proever)


def opgiv(koersel: Koersel, grund: str) -> None:
    """Kørslen står som fejlet med sin grund; det skrevne bliver stående."""
    log.error("koersel_fejlet", koersel=str(koersel))
    _slut(koersel, Koerselstilstand.FEJLET, fejl=grund)


def afslut_hvis_faerdig(koersel_id: UUID) -> bool:
    """Afslut kørslen, når ingen del venter; sandt for netop den, der gjorde det."""
    with transaction.atomic():
        aabne = Koersel.objects.select_for_update().filter(
            pk=koersel_id, aaben=True, trin=Trin.SKRIVES
        )
        koersel = aabne.first()
        if koersel is None or koersel.natdele.filter(tilstand=Deltilstand.VENTER).exists():
            return False
        alle_skrevet = not koersel.natdele.exclude(tilstand=Deltilstand.SKREVET).exists()
        hel = bool(koersel.hel) and alle_skrevet
        _slut(koersel, Koerselstilstand.GENNEMFOERT if hel else Koerselstilstand.DELVIST, fejl="")
    return True


def _slut(koersel: Koersel, tilstand: Koerselstilstand, **felter: Any) -> None:
    _opdater(
        koersel,
        tilstand=tilstand,
        trin=Trin.SLUT,
        aaben=False,
        udtraek="",
        naeste_proeve=None,
        afsluttet=timezone.now(),
        **felter,
    )
    koersel.forsoeg.filter(udfald=Forsoegsudfald.I_GANG).update(
        udfald=Forsoegsudfald.AFBRUDT, sluttet=timezone.now()
    )
    log.info("koersel_afsluttet", koersel=str(koersel), tilstand=tilstand.value)


def _opdater(koersel: Koersel, **felter: Any) -> None:
    for navn, vaerdi in felter.items():
        setattr(koersel, navn, vaerdi)
    koersel.save(update_fields=[*felter])
