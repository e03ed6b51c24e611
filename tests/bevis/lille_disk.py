"""En disk, der løber fuld: et rigtigt lille filsystem, eller kernens grænse for en fils størrelse.

Filsystemet (tmpfs) kræver root. Uden det bruges ``RLIMIT_FSIZE``: kernen afviser da at gøre nogen
fil større, i den byte, der er sagt. Grænsen prøves altid; filsystemet, hvor det er tilladt.
"""

from __future__ import annotations

import ctypes
import os
import resource
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path

SIDE = 4096
"""Et filsystem i hukommelsen deler plads ud i sider."""
RIGELIGT = 64 << 20
_REMOUNT, _DETACH = 32, 2
_LIBC = ctypes.CDLL(None, use_errno=True)
Disk = Callable[[Path, int], AbstractContextManager[Callable[[], None]]]
"""Gør stedet til en disk med så mange bytes; giver det, der skaffer plads."""


@contextmanager
def filsystem(sted: Path, plads: int) -> Iterator[Callable[[], None]]:
    """Et filsystem på ``sted`` med så mange bytes, rundet op til hele sider."""
    sider = max(1, -(-plads // SIDE))
    sted.mkdir(parents=True, exist_ok=True)
    _monter(sted, sider * SIDE)
    try:
        yield lambda: _monter(sted, RIGELIGT, _REMOUNT)
    finally:
        _kernen("umount2", os.fsencode(sted), _DETACH)


@contextmanager
def graense(sted: Path, plads: int) -> Iterator[Callable[[], None]]:
    """Ingen fil, hverken her eller andre steder, må blive større end ``plads`` bytes."""
    sted.mkdir(parents=True, exist_ok=True)
    foer = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (plads, foer[1]))
    try:
        yield lambda: resource.setrlimit(resource.RLIMIT_FSIZE, foer)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, foer)


@cache
def kan_monteres() -> bool:
    """Om vi må lægge et filsystem op."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="rs-lille-disk-") as sted:
        try:
            with filsystem(Path(sted), SIDE):
                return True
        except OSError:
            return False


def _monter(sted: Path, plads: int, flag: int = 0) -> None:
    valg = f"size={plads},mode=0700".encode()
    _kernen("mount", b"tmpfs", os.fsencode(sted), b"tmpfs", ctypes.c_ulong(flag), valg)


def _kernen(kald: str, *argumenter: object) -> None:
    if getattr(_LIBC, kald)(*argumenter):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
