"""Kopien skrives: seglene, så databasen, så beskederne – og først til sidst får filen sit navn."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from adgang.models import Opgave
from adgang.sletning.kvittering import kvitter
from portal.sikkerhedskopi import arkiv, mapperne, seglene
from portal.sikkerhedskopi.fejl import om_disken
from portal.sikkerhedskopi.manifest import FORMAT, Manifest
from portal.sikkerhedskopi.motor import koerte, motoren
from registre.paa_plads import med_fsync, saet_paa_plads

NAVN = "registersamkoering-{:%Y%m%dT%H%M%S}Z.tar"
_NAVN = re.compile(r"registersamkoering-(\d{8}T\d{6})Z\.tar")
PAA_VEJ = ".paa-vej-"
_EFTERLADT_SEKUNDER = 24 * 3600


@dataclass(frozen=True, slots=True)
class Kopi:
    """Den færdige fil og dens manifest."""

    fil: Path
    manifest: Manifest


def tag_kopi(mappe: Path) -> Kopi:
    """Skriv en ny kopi i ``mappe``. ``KopiFejl``, når det ikke kan lade sig gøre; så er der intet.

    Seglene læses før databasen, for filen må ikke kende et segl, databasen mangler.
    """
    nu = timezone.now().astimezone(UTC)
    fil = mappe / NAVN.format(nu)
    try:
        mappe.mkdir(mode=0o700, parents=True, exist_ok=True)
        _fjern_efterladte(mappe)
        with _paa_vej(mappe) as arbejde:
            manifest = _skriv(arbejde, nu)
            saet_paa_plads(arbejde / "kopi.tar", fil)
            med_fsync(mappe)
    except OSError as fejl:
        raise om_disken(fejl, str(mappe)) from fejl
    return Kopi(fil, manifest)


def slet_aeldre(mappe: Path, dage: int) -> int:
    """Slet mappens kopier, der er ældre end ``dage``, med kvittering; antallet.

    Filens eget navn afgør dens alder. Filerne slettes først: siger kvitteringen det, er det sket.
    """
    foer = timezone.now() - timedelta(days=dage)
    gamle = [fil for fil, tid in _kopier(mappe) if tid <= foer]
    with transaction.atomic():
        for fil in gamle:
            fil.unlink(missing_ok=True)
        kvitter(Opgave.SIKKERHEDSKOPIER, foer, {"filer": len(gamle)})
    return len(gamle)


def _skriv(arbejde: Path, nu: datetime) -> Manifest:
    seglfil = seglene.indhold()
    motor = motoren()
    raekker = motor.kopier(arbejde / motor.DEL)
    with arkiv.skriv(arbejde / "kopi.tar", int(nu.timestamp())) as pakker:
        pakker.fil(motor.DEL, arbejde / motor.DEL)
        if seglfil is not None:
            pakker.indhold(seglene.DEL, seglfil)
        for navn, indhold in mapperne.beskeder():
            pakker.indhold(navn, indhold)
        manifest = Manifest(
            format=FORMAT,
            version=version(),
            oprettet=nu.isoformat(timespec="seconds"),
            motor=connection.vendor,
            migrationer=koerte(),
            raekker=raekker,
            dele=tuple(pakker.dele),
        )
        pakker.manifest(manifest)
    return manifest


def version() -> str:
    """Husets version, som den står i ``pyproject.toml``."""
    projekt = tomllib.loads((settings.ROD / "pyproject.toml").read_text(encoding="utf-8"))
    return str(projekt["project"]["version"])


@contextmanager
def _paa_vej(mappe: Path) -> Iterator[Path]:
    """En skjult mappe, kun ejeren kan læse, som altid er væk bagefter."""
    arbejde = Path(tempfile.mkdtemp(prefix=PAA_VEJ, dir=mappe))
    try:
        yield arbejde
    finally:
        shutil.rmtree(arbejde, ignore_errors=True)


def _fjern_efterladte(mappe: Path) -> None:
    """Det, en dræbt kopiering efterlod; en, der er i gang, er nyere."""
    graense = time.time() - _EFTERLADT_SEKUNDER
    for efterladt in mappe.glob(f"{PAA_VEJ}*"):
        if os.stat(efterladt).st_mtime < graense:
            shutil.rmtree(efterladt, ignore_errors=True)


def _kopier(mappe: Path) -> Iterator[tuple[Path, datetime]]:
    for fil in sorted(mappe.iterdir()):
        if fundet := _NAVN.fullmatch(fil.name):
            yield fil, datetime.strptime(fundet[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
