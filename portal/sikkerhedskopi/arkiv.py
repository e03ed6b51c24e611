"""Arkivet: en tar-fil med dele, et manifest til sidst og hele filens fingeraftryk efter det.

Fingeraftrykket dækker hver byte, også tar-formatets egne, så en afskåret eller ændret fil kendes,
før noget af den bruges. Alle tar-programmer kan pakke filen ud.
"""

from __future__ import annotations

import hashlib
import io
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from portal.sikkerhedskopi.fejl import KopiFejl
from portal.sikkerhedskopi.manifest import MANIFEST, Del, Manifest

_MAERKE = b"\nsha256:"
_HALE = len(_MAERKE) + 64 + 1
_BID = 1 << 20
OEDELAGT = "Kopien er ødelagt eller ufuldstændig: {hvad}. Intet er ændret. Brug en anden kopi."


class Pakker:
    """Skriver delene og husker deres fingeraftryk."""

    def __init__(self, tar: tarfile.TarFile, tid: int) -> None:
        self._tar, self._tid = tar, tid
        self.dele: list[Del] = []

    def fil(self, navn: str, sti: Path) -> None:
        """En fil som del."""
        with sti.open("rb") as fil:
            aftryk = hashlib.file_digest(fil, "sha256").hexdigest()
            fil.seek(0)
            self._tilfoej(navn, fil, sti.stat().st_size, aftryk)

    def indhold(self, navn: str, indhold: bytes) -> None:
        """Bytes som del."""
        aftryk = hashlib.sha256(indhold).hexdigest()
        self._tilfoej(navn, io.BytesIO(indhold), len(indhold), aftryk)

    def manifest(self, manifest: Manifest) -> None:
        """Manifestet, der slutter arkivet; det står ikke i sig selv."""
        indhold = manifest.som_bytes()
        self._skriv(MANIFEST, io.BytesIO(indhold), len(indhold))

    def _tilfoej(self, navn: str, fil: IO[bytes], stoerrelse: int, aftryk: str) -> None:
        self._skriv(navn, fil, stoerrelse)
        self.dele.append(Del(navn, aftryk, stoerrelse))

    def _skriv(self, navn: str, fil: IO[bytes], stoerrelse: int) -> None:
        post = tarfile.TarInfo(navn)
        post.size, post.mode, post.mtime = stoerrelse, 0o600, self._tid
        self._tar.addfile(post, fil)


@contextmanager
def skriv(fil: Path, tid: int) -> Iterator[Pakker]:
    """Et nyt arkiv, som kun ejeren kan læse; på disken, når blokken er slut."""
    beskrivelse = os.open(fil, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(beskrivelse, "w+b") as ud:
        with tarfile.open(fileobj=ud, mode="w", format=tarfile.PAX_FORMAT) as tar:
            yield Pakker(tar, tid)
        ud.flush()
        ud.seek(0)
        aftryk = hashlib.file_digest(ud, "sha256").hexdigest()
        ud.write(_MAERKE + aftryk.encode() + b"\n")
        ud.flush()
        os.fsync(ud.fileno())


def pak_ud(fil: Path, mappe: Path) -> Manifest:
    """Prøv hver byte, og læg delene i ``mappe``. ``KopiFejl``, når noget ikke passer."""
    if not fil.is_file():
        raise KopiFejl(f"{fil} findes ikke eller er ikke en fil.")
    _proev_hele_filen(fil)
    try:
        with tarfile.open(fil, mode="r:") as tar:
            manifest = Manifest.laes(_indhold(tar, MANIFEST))
            for del_ in manifest.dele:
                _pak_en_ud(tar, del_, mappe)
    except (tarfile.TarError, EOFError) as fejl:
        raise KopiFejl(OEDELAGT.format(hvad="den kan ikke pakkes ud")) from fejl
    return manifest


def _proev_hele_filen(fil: Path) -> None:
    stoerrelse = fil.stat().st_size - _HALE
    with fil.open("rb") as ind:
        ind.seek(max(0, stoerrelse))
        hale = ind.read()
        ind.seek(0)
        samlet = hashlib.sha256()
        for antal in _bidder(max(0, stoerrelse)):
            samlet.update(ind.read(antal))
    if not hale.startswith(_MAERKE) or not hale.endswith(b"\n"):
        raise KopiFejl(OEDELAGT.format(hvad="den slutter ikke, som en kopi skal"))
    if hale != _MAERKE + samlet.hexdigest().encode() + b"\n":
        raise KopiFejl(OEDELAGT.format(hvad="dens fingeraftryk passer ikke"))


def _bidder(stoerrelse: int) -> Iterator[int]:
    yield from [_BID] * (stoerrelse // _BID)
    yield stoerrelse % _BID


def _pak_en_ud(tar: tarfile.TarFile, del_: Del, mappe: Path) -> None:
    sti = mappe / del_.navn
    sti.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    samlet = hashlib.sha256()
    with _aabn(tar, del_.navn) as ind, sti.open("wb") as ud:
        while bid := ind.read(_BID):
            samlet.update(bid)
            ud.write(bid)
    if samlet.hexdigest() != del_.sha256:
        raise KopiFejl(OEDELAGT.format(hvad=f"{del_.navn} passer ikke med sit fingeraftryk"))


def _indhold(tar: tarfile.TarFile, navn: str) -> bytes:
    with _aabn(tar, navn) as ind:
        return ind.read()


def _aabn(tar: tarfile.TarFile, navn: str) -> IO[bytes]:
    try:
        fundet = tar.extractfile(navn)
    except KeyError:
        fundet = None
    if fundet is None:
        raise KopiFejl(OEDELAGT.format(hvad=f"{navn} mangler"))
    return fundet
