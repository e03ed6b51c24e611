"""Seglfilen i kopien, og hvad den gør ved den, der allerede ligger der.

Filen må aldrig forkortes i stilhed: den er det, en ændret log kendes på. Er den nyere end kopien,
gemmes den ved siden af; er den en anden logs, røres intet.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from django.utils import timezone

from adgang.opslagslog.segl import hele_linjer, laes_fil, seglfil
from portal.sikkerhedskopi.fejl import KopiFejl
from registre.paa_plads import med_fsync, saet_paa_plads

DEL = "segl.jsonl"


def indhold() -> bytes | None:
    """Filens hele linjer; ``None``, når der ikke er forseglet noget endnu."""
    try:
        return hele_linjer()
    except FileNotFoundError:
        return None


def kraev_samme_log(kopi: Path) -> None:
    """``KopiFejl``, når filen på maskinen er en anden logs end kopiens."""
    try:
        liggende = laes_fil()
    except ValueError as fejl:
        raise KopiFejl(f"{fejl} Flyt {seglfil()} væk, og prøv igen. Intet er ændret.") from fejl
    for nr, hash_ in _laes(kopi).items():
        if liggende.get(nr, hash_) != hash_:
            raise KopiFejl(
                f"Segl {nr} er et andet i {seglfil()} end i kopien: det er to forskellige logge, "
                "eller en af dem er ændret. Er kopien den rigtige, så flyt filen væk, og prøv "
                "igen. Intet er ændret."
            )


def genskab(kopi: Path) -> str:
    """Læg kopiens fil; giver en sætning, når den, der lå der, var nyere og er lagt til side."""
    fil, liggende, kopiens = seglfil(), laes_fil(), _laes(kopi)
    nyere = liggende.keys() - kopiens.keys()
    if liggende == kopiens:
        return ""
    fil.parent.mkdir(parents=True, exist_ok=True)
    til_side = fil.with_name(f"{fil.name}.{timezone.now():%Y%m%dT%H%M%SZ}.foer-genskabelse")
    if liggende:
        fil.rename(til_side)
    _laeg(kopi, fil)
    return (
        f"Seglfilen havde {len(nyere)} segl efter kopien: de opslag findes ikke mere. "
        f"Filen er gemt som {til_side}."
        if nyere
        else ""
    )


def _laeg(kopi: Path, fil: Path) -> None:
    if kopi.exists():
        halv = fil.with_name(f"{fil.name}.halv")
        halv.write_bytes(kopi.read_bytes())
        os.chmod(halv, 0o600)
        saet_paa_plads(halv, fil)
    med_fsync(fil.parent)


def _laes(kopi: Path) -> dict[int, str]:
    if not kopi.exists():
        return {}
    poster = [json.loads(linje) for linje in kopi.read_text(encoding="utf-8").splitlines()]
    return {int(post["nr"]): str(post["hash"]) for post in poster}
