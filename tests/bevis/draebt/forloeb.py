"""Et forløb: en nat, der dræbes igen og igen, holdt op mod den samme nat i fred.

Køres som sit eget program, så tjenesterne og signalerne ikke rører prøvebænken. Skriver ét
JSON-objekt på standardud.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from tests.bevis.draebt.een_doer import draeb_den_ene
from tests.bevis.draebt.iagttager import vent_paa_fremgang
from tests.bevis.draebt.laeser import Laeser
from tests.bevis.draebt.maskiner import Boern, Maskiner, ikke_root
from tests.bevis.draebt.navnerum import navnerum
from tests.bevis.draebt.spoergsmaal import DAG, KOERSLER, Indhold, aaben, dele, indhold

FRIST = 1800
UROLIG, NAIV = "urolig", "naiv"
NAIVE_RUNDER = 2


@dataclass
class Svar:
    """Det, forløbet viste.

    ``dele`` er, hvor mange kommuner hver arbejder skrev; ``foer`` det samme, da ``doed`` døde.
    """

    draebte: int = 0
    redis: int = 0
    databaser: int = 0
    raekker: int = 0
    laesninger: int = 0
    koersler: int = 0
    dele: dict[str, int] = field(default_factory=dict)
    doed: str = ""
    foer: dict[str, int] = field(default_factory=dict)
    tabte: list[str] = field(default_factory=list)
    dobbelte: list[str] = field(default_factory=list)
    halve: list[str] = field(default_factory=list)
    naivt_tabte: list[str] = field(default_factory=list)


def hoved() -> int:
    """Kør den rolige nat og den dræbte; skriv forskellen."""
    laes = argparse.ArgumentParser()
    for navn in ("draeb", "redis", "database", "personer", "arbejdere"):
        laes.add_argument(f"--{navn}", type=int, required=True)
    laes.add_argument("--kommuner", required=True)
    laes.add_argument("--een", action="store_true", help="dræb én arbejder, og start den ikke igen")
    laes.add_argument("--navnerum", action="store_true", help="hver arbejder i sit eget netværk")
    laes.add_argument("--sluk", action="store_true", help="den enes maskine slukkes uden farvel")
    valg = laes.parse_args()
    with tempfile.TemporaryDirectory(prefix="rs-draebt-") as mappe:
        Path(mappe).chmod(0o755)
        svar = forloeb(valg, Path(mappe))
    sys.stdout.write(json.dumps(asdict(svar), ensure_ascii=False) + "\n")
    return 0


def forloeb(valg: argparse.Namespace, mappe: Path) -> Svar:
    """Begge nætter på de samme registre og samme maskiner, hver i sin database."""
    svar = Svar()
    pg_mappe = Path(tempfile.mkdtemp(prefix="rs-pg-", dir="/tmp"))
    try:
        antal = valg.arbejdere if valg.navnerum else 0
        with navnerum(antal) as rum, Boern(mappe / "log") as boern:
            maskiner = Maskiner(boern, mappe, pg_mappe, rum)
            klargoer(maskiner, valg, mappe / "registre")
            maskiner.manage("nat", "--dato", DAG)
            rolig = indhold(maskiner)
            naivt(maskiner, valg, rolig, svar)
            maskiner.skift_database(UROLIG)
            uroligt_med_laeser(maskiner, valg, svar)
            sammenlign(rolig, indhold(maskiner), svar)
    finally:
        shutil.rmtree(pg_mappe, ignore_errors=True)
    return svar


def klargoer(maskiner: Maskiner, valg: argparse.Namespace, registre: Path) -> None:
    """Tabeller og registre; den urolige nats database er en kopi, før nogen nat har kørt."""
    maskiner.miljoe["REGISTERMAPPE"] = str(registre)
    maskiner.manage("migrate", "-v", "0")
    for navn in (UROLIG, NAIV):
        maskiner.kopier_databasen(navn)
    maskiner.manage(
        "syntetisk", "--personer", str(valg.personer), "--kommuner", valg.kommuner,
        "--dato", DAG, "--ud", str(registre),
    )  # fmt: skip


def naivt(maskiner: Maskiner, valg: argparse.Namespace, rolig: Indhold, svar: Svar) -> None:
    """Plantet fejl: de samme drab mod arbejdere, der kvitterer, før de skriver."""
    maskiner.naiv = True
    maskiner.skift_database(NAIV)
    faa = {"draeb": min(NAIVE_RUNDER, valg.draeb), "redis": 0, "database": 0}
    uroligt(maskiner, argparse.Namespace(**{**vars(valg), **faa}), planten := Svar())
    sammenlign(rolig, indhold(maskiner), planten)
    svar.naivt_tabte = planten.tabte
    maskiner.naiv, maskiner.draebte = False, 0


def uroligt_med_laeser(maskiner: Maskiner, valg: argparse.Namespace, svar: Svar) -> None:
    """Natten, der dræbes, med en læser ved siden af fra først til sidst."""
    laeser = Laeser(maskiner.database)
    laeser.start()
    uroligt(maskiner, valg, svar)
    laeser.stands()
    svar.halve, svar.laesninger = sorted(set(laeser.halve)), laeser.laesninger
    svar.koersler = len(maskiner.spoerg(KOERSLER))
    svar.dele = dele(maskiner)


def sammenlign(rolig: Indhold, uro: Indhold, svar: Svar) -> None:
    """Det, der mangler, og det, der står mere end én gang eller slet ikke skulle stå."""
    for navn, rigtige in rolig.items():
        fundne = uro[navn]
        svar.raekker += rigtige.total()
        svar.tabte += [f"{navn}: {antal} rækker" for antal in [(rigtige - fundne).total()] if antal]
        svar.dobbelte += [
            f"{navn}: {antal} rækker" for antal in [(fundne - rigtige).total()] if antal
        ]


def uroligt(maskiner: Maskiner, valg: argparse.Namespace, svar: Svar) -> None:
    """Begynd natten i hovedbogen, og dræb, til de lovede drab er gjort; lad den så ende."""
    begynd = (
        "from datetime import date; from samkoering.models import Aarsag; "
        "from samkoering.natten.hovedbog import begynd; "
        f"begynd(date.fromisoformat('{DAG}'), Aarsag.PLANLAGT)"
    )
    maskiner.manage("shell", "-v", "0", "-c", begynd)
    if not maskiner.naiv:
        maskiner.start_uret(DAG)
    for _ in range(valg.arbejdere):
        maskiner.start_arbejder(naiv_deler=valg.een)
    slut = time.monotonic() + FRIST
    if valg.een:
        svar.doed, svar.foer = draeb_den_ene(maskiner, FRIST, sluk=valg.sluk)
    else:
        draeb_igen_og_igen(maskiner, valg, svar)
    while aaben(maskiner):
        if time.monotonic() > slut:
            raise TimeoutError("Natten blev ikke færdig.")
        time.sleep(0.2)
    svar.draebte = maskiner.draebte
    maskiner.stop_arbejdet()


def draeb_igen_og_igen(maskiner: Maskiner, valg: argparse.Namespace, svar: Svar) -> None:
    """Alle arbejdere på én gang, og nu og da mægleren eller databasen med."""
    terning = random.Random(7)
    hver_redis, hver_database = (valg.draeb // max(n, 1) for n in (valg.redis, valg.database))
    for nummer in range(1, valg.draeb + 1):
        vent_foer_drabet(maskiner, nummer, terning)
        if not aaben(maskiner):
            break
        maskiner.draeb_arbejderne()
        if svar.redis < valg.redis and nummer % hver_redis == 0:
            maskiner.genstart_redis()
            svar.redis += 1
        if svar.databaser < valg.database and nummer % hver_database == 0:
            vent_paa_fremgang(maskiner, terning.uniform(0, 0.05))
            maskiner.genstart_databasen()
            svar.databaser += 1


def vent_foer_drabet(maskiner: Maskiner, nummer: int, terning: random.Random) -> None:
    """Hvert femte drab rammer midt i start, hentning eller beregning; de andre, mens der skrives.

    Den plantede fejl står kun, når en del lige er kvitteret, og landet er længe om den første.
    """
    if maskiner.naiv:
        vent_paa_fremgang(maskiner, 0.1, FRIST)
    elif nummer % 5 == 1:
        time.sleep(terning.uniform(0.5, 5))
    else:
        vent_paa_fremgang(maskiner, terning.uniform(0, 0.06))


if __name__ == "__main__":
    ikke_root()
    sys.exit(hoved())
