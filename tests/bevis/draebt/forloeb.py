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
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from tests.bevis.draebt.laeser import Laeser
from tests.bevis.draebt.maskiner import Boern, Maskiner, ikke_root

DAG = "2018-06-19"
UDFALD = "select kommune_id, ym_cpr, identitet from samkoering_udfald"
SAGER = "select kommune_id, cpr from samkoering_sag"
ARK = (
    "select a.kommune_id, s.cpr, a.udgave from samkoering_kontrolark a "
    "join samkoering_sag s on s.id = a.sag_id"
)
REGNSKAB = "select kommune_id, sag_id, status from samkoering_kontrolregnskab where til is null"
SKREVNE = "select count(*) from samkoering_natdel where tilstand <> 'VENTER'"
AABEN = f"select count(*) from samkoering_koersel where aaben and dato = '{DAG}'"
SKREV_NOGET = (
    "select distinct arbejder from samkoering_forsoeg "
    "where arbejde = 'SKRIV' and udfald = 'LYKKEDES'"
)
SIDST = (
    "select arbejder from samkoering_forsoeg where arbejde = 'SKRIV' and udfald = 'LYKKEDES' "
    "order by sluttet desc limit 1"
)
FRIST = 1800
UROLIG, NAIV = "urolig", "naiv"
NAIVE_RUNDER = 2
Indhold = dict[str, Counter[str]]


@dataclass
class Svar:
    """Det, forløbet viste."""

    draebte: int = 0
    redis: int = 0
    databaser: int = 0
    raekker: int = 0
    laesninger: int = 0
    koersler: int = 0
    arbejdere: int = 0
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
        with Boern(mappe / "log") as boern:
            maskiner = Maskiner(boern, mappe, pg_mappe)
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
    """Plantet fejl: de samme drab mod arbejdere, der kvitterer for tidligt."""
    maskiner.naiv = True
    maskiner.skift_database(NAIV)
    # Færre end arbejderne, når de ikke startes igen: ellers er der ingen til at slutte natten.
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
    svar.koersler = len(maskiner.spoerg("select 1 from samkoering_koersel"))
    svar.arbejdere = len(maskiner.spoerg(SKREV_NOGET))


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
    terning = random.Random(7)
    begynd = (
        "from datetime import date; from samkoering.models import Aarsag; "
        "from samkoering.natten.hovedbog import begynd; "
        f"begynd(date.fromisoformat('{DAG}'), Aarsag.PLANLAGT)"
    )
    maskiner.manage("shell", "-v", "0", "-c", begynd)
    if not maskiner.naiv:
        maskiner.start_uret()
    for _ in range(valg.arbejdere):
        maskiner.start_arbejder()
    hver_redis, hver_database = (valg.draeb // max(n, 1) for n in (valg.redis, valg.database))
    slut = time.monotonic() + FRIST
    for nummer in range(1, valg.draeb + 1):
        if valg.een and not maskiner.naiv:
            vent_til_begge_skriver(maskiner)
        else:
            vent_foer_drabet(maskiner, nummer, terning)
        if not aaben(maskiner):
            break
        if valg.een:
            maskiner.draeb_een(sidste_skriver(maskiner) if maskiner.naiv else "")
        else:
            maskiner.draeb_arbejderne()
        if svar.redis < valg.redis and nummer % hver_redis == 0:
            maskiner.genstart_redis()
            svar.redis += 1
        if svar.databaser < valg.database and nummer % hver_database == 0:
            vent_paa_fremgang(maskiner, terning.uniform(0, 0.05))
            maskiner.genstart_databasen()
            svar.databaser += 1
    while aaben(maskiner):
        if time.monotonic() > slut:
            raise TimeoutError("Natten blev ikke færdig.")
        time.sleep(0.2)
    svar.draebte = maskiner.draebte
    maskiner.stop_arbejdet()


def vent_foer_drabet(maskiner: Maskiner, nummer: int, terning: random.Random) -> None:
    """Hvert femte drab rammer midt i start, hentning eller beregning; de andre, mens der skrives.

    Den plantede fejl står kun, når en del lige er kvitteret, og landet er længe om den første.
    """
    if maskiner.naiv:
        vent_paa_fremgang(maskiner, 0.1, FRIST)
    elif nummer % 5 == 1:
        time.sleep(terning.uniform(0.5, 5))
    else:
        vent_paa_fremgang(maskiner, terning.uniform(0, 0.15))


def sidste_skriver(maskiner: Maskiner) -> str:
    """Den arbejder, der senest har kvitteret: dér står den plantede fejl."""
    return str(maskiner.spoerg(SIDST)[0][0])


def vent_til_begge_skriver(maskiner: Maskiner) -> None:
    """Den, der dør, skal have haft sin del af natten."""
    while aaben(maskiner) and len(maskiner.spoerg(SKREV_NOGET)) < len(maskiner.arbejdere):
        time.sleep(0.02)


def vent_paa_fremgang(maskiner: Maskiner, laengst: float, hoejst: float = 12) -> None:
    """Vent, til en del mere er skrevet og lidt til, så der altid dræbes midt i noget."""
    foer = maskiner.spoerg(SKREVNE)[0][0]
    frist = time.monotonic() + hoejst
    while time.monotonic() < frist and aaben(maskiner):
        if maskiner.spoerg(SKREVNE)[0][0] != foer:
            time.sleep(laengst)
            return
        time.sleep(0.02)


def aaben(maskiner: Maskiner) -> bool:
    """Er natten i gang?"""
    return bool(maskiner.spoerg(AABEN)[0][0])


def indhold(maskiner: Maskiner) -> Indhold:
    """Det, natten skrev, uden id'er og tidspunkter."""
    spoergsmaal = {"udfald": UDFALD, "sager": SAGER, "ark": ARK, "regnskab": REGNSKAB}
    return {navn: Counter(map(str, maskiner.spoerg(sql))) for navn, sql in spoergsmaal.items()}


if __name__ == "__main__":
    ikke_root()
    sys.exit(hoved())
