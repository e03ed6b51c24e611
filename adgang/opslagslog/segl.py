"""Forseglingen: med få minutters mellemrum låses loggens rækker fast i en kæde.

Hvert segls hash skrives også i en fil uden for databasen, så den, der kan ændre alt i databasen
og regne hele kæden om, stadig bliver opdaget. Filen bør ligge på en anden maskine.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import structlog
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from adgang.lejer import paa_tvaers
from adgang.models import Logsegl, Opslag
from adgang.opslagslog.fingeraftryk import INGEN, aftryk, segl_hash
from adgang.opslagslog.skriv import laas_periode, periode_af

log = structlog.get_logger(__name__)
_SIDSTE = "sidste linje er halv og hører ikke til det næste segl."
_FORSEGLER = (0x52534C53, 0)


def forsegl() -> Logsegl | None:
    """Forsegl alt før den periode, der er i gang; ``None``, når der intet nyt er.

    To samtidige forseglere giver ét segl. Filen får også de segl, en afbrudt forsegling nåede at
    skrive i databasen alene.
    """
    with paa_tvaers(grund="seglet dækker alle kommuner"):
        _een_ad_gangen()
        segl = _naeste()
        if segl:
            segl.save(force_insert=True)
    skriv_ud()
    return segl


def _naeste() -> Logsegl | None:
    forrige = Logsegl.objects.order_by("-nr").first()
    fra = forrige.til_periode + 1 if forrige else 0
    til = periode_af(timezone.now()) - 1
    if til < fra or not _vent_paa_skrivere(fra, til):
        return None
    fundet = aftryk(fra, til)
    segl = Logsegl(
        nr=forrige.nr + 1 if forrige else 1,
        fra_periode=fra,
        til_periode=til,
        antal=fundet.antal,
        raekker=fundet.sha256,
        forrige=forrige.hash if forrige else INGEN,
        tidspunkt=timezone.now(),
    )
    segl.hash = segl_hash(segl)
    return segl


def _vent_paa_skrivere(fra: int, til: int) -> bool:
    """Tag perioderne alene, så ingen skriver i dem, mens de læses; ``False``, når der intet er.

    Kun den seneste time kan have nogen, der stadig skriver: en forespørgsel lever ikke længere.
    """
    alle = Opslag.objects.paa_tvaers(grund="seglet dækker alle kommuner")
    if connection.vendor == "postgresql":
        for periode in range(max(fra, til - 12), til + 1):
            laas_periode(periode, delt=False)
    return alle.filter(periode__gte=fra, periode__lte=til).exists()


def _een_ad_gangen() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as markoer:
            markoer.execute("SELECT pg_advisory_xact_lock(%s, %s)", _FORSEGLER)


def seglfil() -> Path:
    """Filen uden for databasen."""
    return Path(settings.SEGLFIL)


def laes_fil() -> dict[int, str]:
    """Filens segl: nummer → hash. ``ValueError`` med linjens nummer, når en linje er ødelagt."""
    return {post["nr"]: post["hash"] for post in _poster()}


def _poster() -> Iterator[dict[str, Any]]:
    fil = seglfil()
    if not fil.exists():
        return
    for nr, linje in enumerate(hele_linjer().decode(errors="replace").splitlines(), start=1):
        try:
            post = json.loads(linje)
            yield {"nr": int(post["nr"]), "hash": str(post["hash"])}
        except (ValueError, KeyError, TypeError) as fejl:
            raise ValueError(f"Seglfilens linje {nr} kan ikke læses.") from fejl


@transaction.atomic
def skriv_ud() -> int:
    """Føj de segl til filen, den ikke har; antallet af dem.

    Er disken fuld, eller går strømmen, kan den sidste linje være halv. Den gøres færdig, når den er
    begyndelsen på netop det segl, den skal være; ellers kastes ``ValueError``.
    """
    _een_ad_gangen()
    nye = _mangler_i_filen()
    if not nye:
        return 0
    linjer, halv = _linjer(nye), _halv_linje()
    if not linjer.startswith(halv):
        raise ValueError(f"Seglfilens {_SIDSTE}")
    fil = seglfil()
    fil.parent.mkdir(parents=True, exist_ok=True)
    _foej_til(fil, linjer[len(halv) :])
    for segl in nye:
        log.info("segl", **_post(segl))
    return len(nye)


def fremmed_hale() -> str:
    """Hvad der er galt med en halv sidste linje; tom, når den bare er det næste segl på vej."""
    return "" if _linjer(_mangler_i_filen()).startswith(_halv_linje()) else f"Seglfilens {_SIDSTE}"


def _mangler_i_filen() -> list[Logsegl]:
    return list(Logsegl.objects.exclude(nr__in=laes_fil()).order_by("nr"))


def _linjer(segl: list[Logsegl]) -> bytes:
    return "".join(json.dumps(_post(et), ensure_ascii=False) + "\n" for et in segl).encode()


def hele_linjer() -> bytes:
    """Filen til og med det sidste linjeskift; ``FileNotFoundError``, når der ingen er."""
    indhold = seglfil().read_bytes()
    return indhold[: indhold.rfind(b"\n") + 1]


def _foej_til(fil: Path, indhold: bytes) -> None:
    """Alt eller intet af det, så vidt disken lader os: det, der var, røres aldrig."""
    beskrivelse = os.open(fil, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
    with os.fdopen(beskrivelse, "ab", buffering=0) as ud:
        foer = os.fstat(ud.fileno()).st_size
        try:
            rest = memoryview(indhold)
            while rest:
                rest = rest[ud.write(rest) :]
            os.fsync(ud.fileno())
        except OSError:
            with suppress(OSError):  # en fil, der kun kan vokse, gøres færdig næste gang
                os.ftruncate(ud.fileno(), foer)
            raise


def _halv_linje() -> bytes:
    """Det, der står efter filens sidste linjeskift."""
    fil = seglfil()
    return fil.read_bytes().rpartition(b"\n")[2] if fil.exists() else b""


def _post(segl: Logsegl) -> dict[str, object]:
    return {
        "nr": segl.nr,
        "til_periode": segl.til_periode,
        "antal": segl.antal,
        "hash": segl.hash,
        "tidspunkt": segl.tidspunkt.isoformat(),
    }
