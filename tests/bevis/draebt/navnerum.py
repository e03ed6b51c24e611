"""Maskiner på én maskine: hver arbejder får sit eget net og sit eget værtsnavn.

En ledning går fra navnerummet til værten; der er ingen vej videre, heller ikke arbejderne imellem.
De mødes kun i PostgreSQL og Redis. Adresserne er fra 198.18.0.0/15, der er sat af til prøver, og
er væk igen bagefter.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

EGET_VAERTSNAVN = 'echo "$0" >/proc/sys/kernel/hostname && exec "$@"'


class IngenNavnerum(Exception):
    """Navnerum kan ikke laves her; beskeden siger hvorfor."""


@dataclass(frozen=True, slots=True)
class Navnerum:
    """Én maskine: ``vaert`` er værtens adresse på dens ledning, ``egen`` dens egen."""

    navn: str
    ledning: str
    vaert: str
    egen: str

    def forspand(self) -> list[str]:
        """Det, en kommando begynder med for at køre i rummet; den beholder sit procesnummer."""
        net = ["ip", "netns", "exec", self.navn]
        return [*net, "unshare", "--uts", "/bin/sh", "-c", EGET_VAERTSNAVN, self.navn]

    def miljoe(self, vaertens: Mapping[str, str]) -> dict[str, str]:
        """Værtens miljø med tjenesternes adresser, som de ses herfra."""
        adresser = ("DATABASE_URL", "REDIS_URL")
        egne = {navn: vaertens[navn].replace("127.0.0.1", self.vaert) for navn in adresser}
        return {**vaertens, **egne}

    def taend(self) -> None:
        """Sæt ledningen i."""
        _ip("-n", self.navn, "link", "set", "ud", "up")

    def sluk(self) -> None:
        """Træk ledningen ud indefra: intet, rummet sender herefter, når værten."""
        _ip("-n", self.navn, "link", "set", "ud", "down")


@contextmanager
def navnerum(antal: int) -> Iterator[list[Navnerum]]:
    """Lav ``antal`` navnerum, hver med sin ledning; kaster ``IngenNavnerum``, når det ikke kan."""
    with ExitStack() as oprydning:
        yield [oprydning.enter_context(_et(nummer)) for nummer in range(antal)]


@contextmanager
def _et(nummer: int) -> Iterator[Navnerum]:
    net = f"198.18.{os.getpid() % 256}"
    navn, ledning = f"rs{os.getpid()}-{nummer}", f"rs{os.getpid()}v{nummer}"
    rum = Navnerum(navn, ledning, f"{net}.{4 * nummer + 1}", f"{net}.{4 * nummer + 2}")
    _ip("netns", "add", navn)
    try:
        _ip("link", "add", ledning, "type", "veth", "peer", "name", "ud", "netns", navn)
        _ip("addr", "add", f"{rum.vaert}/30", "dev", ledning)
        _ip("link", "set", ledning, "up")
        _ip("-n", navn, "addr", "add", f"{rum.egen}/30", "dev", "ud")
        _ip("-n", navn, "link", "set", "lo", "up")
        yield rum
    finally:
        _ip("netns", "del", navn)


def _ip(*argumenter: str) -> None:
    """Kør ``ip``; kaster ``IngenNavnerum`` med dens ord."""
    if os.geteuid() != 0:
        raise IngenNavnerum("Navnerum kræver root.")
    if shutil.which("ip") is None or shutil.which("unshare") is None:
        raise IngenNavnerum("Navnerum kræver ip (iproute2) og unshare (util-linux).")
    svar = subprocess.run(["ip", *argumenter], capture_output=True, text=True, check=False)
    if svar.returncode:
        raise IngenNavnerum(f"ip {' '.join(argumenter)}: {svar.stderr.strip()}")
