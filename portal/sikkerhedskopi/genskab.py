"""Kopien læses ind igen: alt prøves, før noget røres, og alt regnes efter bagefter."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection

from adgang.opslagslog import bekraeft as loggen
from adgang.tilstede import alene
from journal import bekraeft as journalen
from portal.sikkerhedskopi import mapperne, seglene
from portal.sikkerhedskopi.arkiv import pak_ud
from portal.sikkerhedskopi.fejl import KopiFejl, om_disken
from portal.sikkerhedskopi.manifest import Manifest
from portal.sikkerhedskopi.motor import kendte, motoren
from portal.sikkerhedskopi.tabeller import antal_nu, forskelle, har_data
from portal.templatetags.dansk import med_punktum

PORTALEN_KOERER = (
    "Portalen kører: en webproces, en arbejder, uret eller en nat er i gang med databasen. Stands "
    "portalen, og prøv igen. Intet er ændret."
)


@dataclass(slots=True)
class Genskabt:
    """Hvad der blev gjort, og det, der ikke stemte; tom, når alt gjorde."""

    manifest: Manifest
    linjer: list[str] = field(default_factory=list)
    afvigelser: list[str] = field(default_factory=list)


def genskab(fil: Path, *, overskriv: bool = False) -> Genskabt:
    """Genskab kopien. ``KopiFejl``, når den ikke må eller kan bruges; så er intet ændret."""
    try:
        with alene() as har_huset, _arbejdsmappe() as mappe:
            if not har_huset:
                raise KopiFejl(PORTALEN_KOERER)
            manifest = pak_ud(fil, mappe)
            _kraev_brugbar(manifest, mappe, overskriv=overskriv)
            motoren().genskab(mappe / motoren().DEL, mappe)
            ContentType.objects.clear_cache()
            svar = Genskabt(manifest)
            _resten(svar, mappe)
    except OSError as fejl:
        raise om_disken(fejl, str(settings.VAR_MAPPE)) from fejl
    return svar


def _kraev_brugbar(manifest: Manifest, mappe: Path, *, overskriv: bool) -> None:
    if manifest.motor != connection.vendor:
        raise KopiFejl(
            f"Kopien er fra {manifest.motor}, og databasen er {connection.vendor}. Sæt "
            "DATABASE_URL til en database af samme slags. Intet er ændret."
        )
    if ukendte := sorted(set(manifest.migrationer) - kendte()):
        raise KopiFejl(
            f"Kopien er skrevet af en nyere udgave ({manifest.version}): den har "
            f"{len(ukendte)} migrationer, denne ikke kender, fx {ukendte[0]}. Intet er ændret. "
            "Brug en udgave, der er mindst lige så ny."
        )
    seglene.kraev_samme_log(mappe / seglene.DEL)
    if not overskriv and har_data():
        raise KopiFejl(
            "Der er data i databasen. Intet er ændret. Skal de væk, så tag en kopi af dem, og brug "
            "--overskriv."
        )


def _resten(svar: Genskabt, mappe: Path) -> None:
    """Databasen er inde; rækkerne tælles, før en migration kan ændre dem."""
    raekker = svar.manifest.raekker
    svar.afvigelser += forskelle(raekker, antal_nu())
    svar.linjer.append(f"{med_punktum(sum(raekker.values()))} rækker er læst ind.")
    try:
        _laeg_filerne(svar, mappe)
    except OSError as fejl:
        svar.afvigelser.append(str(om_disken(fejl, "Seglfilens eller modtagernes mappe")))
    if nye := len(kendte() - set(svar.manifest.migrationer)):
        call_command("migrate", interactive=False, verbosity=0)
        svar.linjer.append(f"{nye} migrationer er kørt.")
    _regn_efter(svar)


def _laeg_filerne(svar: Genskabt, mappe: Path) -> None:
    if til_side := seglene.genskab(mappe / seglene.DEL):
        svar.linjer.append(til_side)
    if beskeder := mapperne.genskab(mappe):
        svar.linjer.append(f"{beskeder} beskeder er lagt i modtagernes mapper igen.")


def _regn_efter(svar: Genskabt) -> None:
    """Opslagsloggens segl og journalens fingeraftryk."""
    log, journal = loggen.bekraeft(), journalen.bekraeft()
    svar.afvigelser += [*log.brud, *journal.afvigelser]
    svar.linjer.append(
        f"{med_punktum(log.segl)} segl, {med_punktum(log.raekker)} opslag og "
        f"{med_punktum(journal.leveret)} leverede dokumenter er regnet efter."
    )


@contextmanager
def _arbejdsmappe() -> Iterator[Path]:
    """Kopien pakkes ud på husets egen disk; mappen kan kun ejeren læse, og den er væk bagefter."""
    mappe = Path(tempfile.mkdtemp(prefix="genskab-", dir=settings.VAR_MAPPE))
    try:
        yield mappe
    finally:
        shutil.rmtree(mappe, ignore_errors=True)
