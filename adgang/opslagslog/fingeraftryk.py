"""Loggens rækker som tekst, og teksten som fingeraftryk: det samme på begge databaser."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from adgang.models import Logsegl, Opslag, Opslagsborger

FELTER = ("id", "periode", "tidspunkt", "kommune_id", "bruger_id", "rolle", "session", "ip", "art",
          "side", "formaal", "kriterium", "begrundelse", "sag", "antal")  # fmt: skip
INGEN = "0" * 64
"""Det, det første segl er kædet til."""
_UDSNIT = 5_000
_GRUND = "seglet dækker alle kommuner"


@dataclass(frozen=True, slots=True)
class Aftryk:
    """Et spænd af perioder: hvor mange rækker, og deres samlede SHA-256."""

    antal: int
    sha256: str


def aftryk(fra: int, til: int) -> Aftryk:
    """Fingeraftrykket af rækkerne i perioderne ``fra`` til ``til``, begge med."""
    samlet, antal = hashlib.sha256(), 0
    for linje in _linjer(fra, til):
        samlet.update(linje.encode() + b"\n")
        antal += 1
    return Aftryk(antal, samlet.hexdigest())


def segl_hash(segl: Logsegl) -> str:
    """Seglets egen hash: det forrige segl, spændet og rækkerne."""
    led = [segl.nr, segl.fra_periode, segl.til_periode, segl.antal, segl.raekker, segl.forrige]
    return hashlib.sha256(json.dumps(led).encode()).hexdigest()


def _linjer(fra: int, til: int) -> Iterator[str]:
    """Rækkerne i deres faste orden, nogle tusinde ad gangen."""
    alle = Opslag.objects.paa_tvaers(grund=_GRUND).filter(periode__gte=fra, periode__lte=til)
    efter = 0
    while udsnit := list(alle.filter(id__gt=efter).order_by("id").values(*FELTER)[:_UDSNIT]):
        borgere = _borgere([raekke["id"] for raekke in udsnit])
        for raekke in udsnit:
            yield _linje(raekke, borgere[raekke["id"]])
        efter = udsnit[-1]["id"]


def _borgere(opslag: list[int]) -> dict[int, list[str]]:
    pr_opslag: dict[int, list[str]] = defaultdict(list)
    raekker = Opslagsborger.objects.paa_tvaers(grund=_GRUND).filter(
        opslag__gte=opslag[0], opslag__lte=opslag[-1], opslag__in=opslag
    )
    for nr, borger, kommune in raekker.values_list("opslag_id", "borger_id", "kommune_id"):
        pr_opslag[nr].append(f"{borger}:{kommune}")
    return pr_opslag


def _linje(raekke: dict[str, Any], borgere: list[str]) -> str:
    felter = [_tekst(raekke[felt]) for felt in FELTER]
    return json.dumps([*felter, sorted(borgere)], ensure_ascii=False, separators=(",", ":"))


def _tekst(vaerdi: object) -> object:
    if isinstance(vaerdi, datetime):
        return vaerdi.astimezone(UTC).isoformat(timespec="microseconds")
    return vaerdi if vaerdi is None or isinstance(vaerdi, int) else str(vaerdi)
