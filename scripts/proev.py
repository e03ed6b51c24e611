"""Prøvebænken bag ``make test``: suiten på SQLite, og databasens del på PostgreSQL + Redis.

De to gennemløb kører samtidig: hver for sig venter de nu og da, og så var en kerne ledig.
PostgreSQL og Redis startes her, kun til denne ene kørsel, og er væk igen bagefter – også når
noget fejler. ``--lint`` kører lint ved siden af; ``--postgres`` kører databasens del alene;
``--bevis`` kører i stedet truslerne i fuld form og de lange beviser.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from bevistabel import saml
from boern import Barn, Boern, TjenesteError, lyt_efter_stop, sig
from proevetjenester import postgres, redis_server

ROD = Path(__file__).resolve().parent.parent
# Truslernes korte form prøves, hvor begge mure står: på PostgreSQL. Sider og ord prøves én gang.
HELE_SUITEN = "not bevis and not (trussel and django_db and not browser)"
DATABASENS_DEL = "(django_db or postgres) and not browser and not bevis and not ens"
ALLE_BEVISER = "bevis or trussel"
DATABASENS_TRUSLER = "trussel and (django_db or postgres) and not browser"
LINT = ("sh", str(ROD / "scripts" / "koer"), "lint")
POSTGRES = (sys.executable, str(Path(__file__).resolve()), "--postgres")
# Et bevis kalder tusinder af sider i én prøve, og pytest gemmer hver linje i loggen, dens fejl og
# alt, fejlen holder fast i, til prøven er færdig: så vokser en arbejder til flere GB.
UDEN_GEMT_LOG = ("-p", "no:logging")
EGNE_VALG = ("--bevis", "--lint", "--postgres")
# Kun dette script bestemmer, hvor der prøves, og om det er i fuld form. Den sidste ville lade hver
# arbejder og hver proces, en prøve starter, oversætte huset og alle prøver forfra.
EGNE_VARIABLER = ("DATABASE_URL", "REDIS_URL", "BEVIS", "BEVIS_FIL", "PYTHONDONTWRITEBYTECODE")


def hoved(argumenter: list[str]) -> int:
    """Kør begge gennemløb; 0 kun når begge lykkes."""
    lyt_efter_stop()
    try:
        valg = [argument for argument in argumenter if argument not in EGNE_VALG]
        if "--bevis" in argumenter:
            return beviser(valg)
        if "--postgres" in argumenter:
            return paa_postgres(DATABASENS_DEL, valg, {})
        return suiten(valg, lint="--lint" in argumenter)
    except KeyboardInterrupt:
        sig("Afbrudt.")
        return 130
    except TjenesteError as fejl:
        sig(str(fejl))
        return 1


def suiten(argumenter: list[str], *, lint: bool) -> int:
    """Den daglige suite, begge gennemløb på én gang; giver den første kode, som ikke er 0.

    SQLites gennemløb fortæller undervejs; det andet og lint siger alt samlet bagefter. Lints kode
    går forud for prøvernes.
    """
    argumenter = [*paa_kernerne(0), *argumenter]
    with tempfile.TemporaryDirectory(prefix="rs-suite-") as mappe, Boern(Path(mappe)) as boern:
        ved_siden_af = [boern.start("lint", LINT)] if lint else []
        ved_siden_af.append(boern.start("PostgreSQL + Redis", (*POSTGRES, *argumenter)))
        koder = {"SQLite": paa_sqlite(HELE_SUITEN, argumenter, {})}
        for barn in ved_siden_af:
            koder[barn.navn] = barn.proces.wait()
            vis(barn)
        if koder.get("lint"):
            vis(ved_siden_af[0])
    for navn in (navn for navn, kode in koder.items() if kode):
        sig(f"{navn} faldt.")
    return foerste_fejl(koder.pop("lint", 0), *koder.values())


def vis(barnet: Barn) -> None:
    """Alt, barnet sagde, under dets navn."""
    sig(f"── {barnet.navn} ──\n{barnet.log.read_text('utf-8', errors='replace').rstrip()}")


def beviser(argumenter: list[str]) -> int:
    """Beviserne i fuld form; 0 kun når begge gennemløb lykkes, og hvert bevis holder.

    Tabellen og ``bevis.json`` skrives også, når et gennemløb falder eller afbrydes.
    """
    argumenter = [*paa_kernerne(1), *UDEN_GEMT_LOG, *argumenter]
    with tempfile.TemporaryDirectory(prefix="rs-bevis-") as mappe:
        linjer = Path(mappe) / "linjer"
        fuld = {"BEVIS": "fuld", "BEVIS_FIL": str(linjer)}
        try:
            koder = (
                paa_sqlite(ALLE_BEVISER, argumenter, fuld),
                paa_postgres(DATABASENS_TRUSLER, argumenter, fuld),
            )
        finally:
            holder = saml(linjer, ROD / "bevis.json")
    return foerste_fejl(*koder, 0 if holder else 1)


def foerste_fejl(*koder: int) -> int:
    """Den første kode, der ikke er 0; en dræbt pytest har en negativ og tæller med."""
    return next((kode for kode in koder if kode), 0)


def paa_sqlite(udvalg: str, argumenter: list[str], ekstra: Mapping[str, str]) -> int:
    """Suiten, som den kører uden noget sat op: SQLite og ingen mægler."""
    sig("── pytest på SQLite ──")
    with tempfile.TemporaryDirectory(prefix="rs-proeve-") as var:
        return pytest(udvalg, argumenter, {"VAR_MAPPE": var, **ekstra})


def paa_postgres(udvalg: str, argumenter: list[str], ekstra: Mapping[str, str]) -> int:
    """Databasens del af suiten på PostgreSQL og Redis, valgt alene med deres adresser."""
    sig("── pytest på PostgreSQL + Redis ──")
    with (
        tempfile.TemporaryDirectory(prefix="rs-proeve-") as var,
        Boern(Path(var) / "log") as boern,
        postgres(boern) as database,
        redis_server(boern) as maegler,
    ):
        adresser = {"DATABASE_URL": database, "REDIS_URL": maegler}
        return pytest(udvalg, argumenter, {"VAR_MAPPE": var, **adresser, **ekstra})


def pytest(udvalg: str, argumenter: list[str], egne: Mapping[str, str]) -> int:
    """Kør pytest i et miljø uden udviklerens egne adresser; giver dens slutkode."""
    arvet = {navn: v for navn, v in os.environ.items() if navn not in EGNE_VARIABLER}
    kommando = [sys.executable, "-m", "pytest", "-m", udvalg, *argumenter]
    return subprocess.run(
        kommando, cwd=ROD, env={"DEMO": "true", **arvet, **egne}, check=False
    ).returncode


def paa_kernerne(flere: int) -> list[str]:
    """En arbejder pr. kerne og ``flere`` til, hver med sin egen database; én kerne deles ikke.

    Et gennemløb, der kører alene, skal have én mere: en prøve venter på browseren og databasen.
    """
    kerner = os.cpu_count() or 1
    return ["-n", str(kerner + flere), "--dist", "worksteal"] if kerner > 1 else []


if __name__ == "__main__":
    sys.exit(hoved(sys.argv[1:]))
