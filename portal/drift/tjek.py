"""Tjekkene bag ``manage.py sundhed``: er der noget, et menneske skal gøre nu?"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from adgang.lejer import paa_tvaers
from adgang.models import Logsegl, Opslag
from adgang.opslagslog.vaern import PERIODE_SEKUNDER
from portal.drift.dele import i_karantaene
from portal.drift.grundlag import HOEJST_ALDER, Grundlag, hent
from portal.drift.landstal import koerelister_over_frist, koetal
from portal.drift.ord import antal, opremset_kort, varighed
from portal.sundhed import database_svarer, maegler_svarer
from samkoering.haendelsesregnskab.efterproev import brud_i

KOE_HOEJST = timedelta(hours=24)
SEGL_HOEJST = timedelta(minutes=15)
_KOER = {"journal": "Journalen", "digital_post": "Digital Post"}


@dataclass(frozen=True, slots=True)
class Tjek:
    """Ét svar. ``tekst`` siger, hvad der er, og hvad man gør, når det ikke er i orden."""

    navn: str
    i_orden: bool
    tekst: str


def alle_tjek(nu: datetime | None = None) -> list[Tjek]:
    """Hvert tjek; uden database kan kun mægler og disk afgøres."""
    nu = nu or timezone.now()
    return list(_alle(nu))


def _alle(nu: datetime) -> Iterator[Tjek]:
    svarer = database_svarer()
    yield Tjek(
        "Database", svarer, "svarer" if svarer else "svarer ikke. Natten og køerne er ikke set."
    )
    yield _maegleren()
    if svarer:
        grundlag = hent(nu)
        yield _natten(grundlag)
        yield from _udskudt(grundlag)
        yield _karantaene(grundlag)
        yield _regnskabet(grundlag)
        yield from _koeerne(nu)
        yield _seglet(nu)
        yield _koerelisterne(nu)
    yield from _disken()


def _maegleren() -> Tjek:
    """Uden ``REDIS_URL`` kendes mægleren ikke her; under ``make run`` er den husets egen."""
    if not maegler_svarer():
        return Tjek("Mægler", False, "svarer ikke. Start Redis.")
    spurgt = bool(settings.REDIS_URL)
    return Tjek("Mægler", True, "svarer" if spurgt else "er ikke spurgt: REDIS_URL er ikke sat her")


def _natten(grundlag: Grundlag) -> Tjek:
    nat = grundlag.nat
    if nat is None or nat.afsluttet is None:
        return Tjek("Natten", False, "er aldrig kørt. Se siden Drift, eller kør manage.py nat.")
    alder = varighed(nat.afsluttet, grundlag.nu)
    tekst = f"{nat} er {nat.get_tilstand_display().lower()}, for {alder} siden"
    timer = int(HOEJST_ALDER.total_seconds() // 3600)
    if grundlag.for_gammel:
        tekst += f"; det er over {timer} timer. Se, om uret og natarbejderen kører."
    return Tjek("Natten", not grundlag.for_gammel, tekst)


def _udskudt(grundlag: Grundlag) -> Iterator[Tjek]:
    """Kun når en kørsel venter på sin næste prøve: et register tav, eller en disk er fuld."""
    aaben = grundlag.aaben
    if aaben and aaben.naeste_proeve and aaben.naeste_proeve > grundlag.nu:
        tid = timezone.localtime(aaben.naeste_proeve)
        yield Tjek("Kørslen", False, f"{aaben} venter til kl. {tid:%H.%M}. {aaben.fejl}")


def _karantaene(grundlag: Grundlag) -> Tjek:
    dele = i_karantaene(grundlag)
    if not dele:
        return Tjek("Karantæne", True, "ingen kommuner")
    hvem = opremset_kort([f"{del_.kommune} ({del_.grund})" for del_ in dele])
    return Tjek("Karantæne", False, f"{hvem}. Find grunden, og prøv igen fra siden Drift.")


def _regnskabet(grundlag: Grundlag) -> Tjek:
    """Den seneste nat og det, der er kørt igen siden, hver række og hændelse gjort rede for."""
    koersler = [koersel for koersel in (grundlag.nat, *grundlag.efter) if koersel]
    brud = dict.fromkeys(sted for koersel in koersler for sted in brud_i(koersel))
    if not brud:
        return Tjek("Regnskab", True, "går op")
    return Tjek("Regnskab", False, f"Regnskabet går ikke op: {'; '.join(brud)}. Kald udvikleren.")


def _koeerne(nu: datetime) -> Iterator[Tjek]:
    tal = koetal()
    for koe, navn in _KOER.items():
        aeldste = tal[koe].aeldste
        venter = f"{antal(tal[koe].antal, 'venter,venter')}"
        if aeldste is None:
            yield Tjek(navn, True, "intet venter")
            continue
        i_orden = nu - aeldste <= KOE_HOEJST
        tekst = f"{venter}, den ældste i {varighed(aeldste, nu)}"
        yield Tjek(navn, i_orden, tekst if i_orden else f"{tekst}. Se levering_fejlet i loggen.")


def _seglet(nu: datetime) -> Tjek:
    """Den ældste række uden segl; er der intet at forsegle, er et gammelt segl i orden."""
    forrige = Logsegl.objects.order_by("-nr").values_list("til_periode", flat=True).first()
    grund = "tjek af, om loggen bliver forseglet"
    with paa_tvaers(grund=grund):
        uden = Opslag.objects.paa_tvaers(grund=grund)
        if forrige is not None:
            uden = uden.filter(periode__gt=forrige)
        aeldste = uden.order_by("periode", "id").values_list("tidspunkt", flat=True).first()
    if aeldste is None or nu - aeldste <= SEGL_HOEJST:
        return Tjek("Opslagslog", True, f"forsegles hvert {PERIODE_SEKUNDER // 60}. minut")
    alder = varighed(aeldste, nu)
    return Tjek("Opslagslog", False, f"er ikke forseglet i {alder}. Se, om uret kører.")


def _koerelisterne(nu: datetime) -> Tjek:
    """Kun kommunernes navne: en liste, der er over fristen, er deres egen."""
    kommuner = koerelister_over_frist(timezone.localdate(nu))
    if not kommuner:
        return Tjek("Kørelister", True, "ingen er over fristen for at blive destrueret")
    hvem = opremset_kort(kommuner)
    return Tjek(
        "Kørelister",
        False,
        f"skulle have været destrueret: {hvem}. Bed teamlederen gøre dem færdige.",
    )


def _disken() -> Iterator[Tjek]:
    """Ét svar pr. disk; to mapper på den samme disk tælles én gang."""
    graense = settings.LEDIG_DISK_MB
    set_: set[int] = set()
    for mappe in (settings.VAR_MAPPE, settings.UDTRAEKSMAPPE, settings.JOURNALMAPPE):
        findes = _findes(Path(mappe))
        if (disk := findes.stat().st_dev) in set_:
            continue
        set_.add(disk)
        ledig = shutil.disk_usage(findes).free // 1_000_000
        i_orden = ledig >= graense
        raad = "" if i_orden else f"; der skal være mindst {antal(graense, 'MB,MB')}. Skaf plads."
        yield Tjek("Disk", i_orden, f"{antal(ledig, 'MB,MB')} ledig under {findes}{raad}")


def _findes(mappe: Path) -> Path:
    """Mappen, eller den nærmeste over den, der findes."""
    return next(led for led in (mappe.absolute(), *mappe.absolute().parents) if led.exists())
