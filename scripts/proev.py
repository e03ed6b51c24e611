"""Prøvebænken bag ``make test``: suiten på SQLite, og databasens del på PostgreSQL + Redis.

PostgreSQL og Redis startes her, kun til denne ene kørsel, og er væk igen bagefter – også når
noget fejler. ``--lint`` kører lint ved siden af; ``--bevis`` kører i stedet truslerne i fuld form
og de lange beviser.
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
# Kun dette script bestemmer, hvor der prøves, og om det er i fuld form. Den sidste ville lade hver
# arbejder og hver proces, en prøve starter, oversætte huset og alle prøver forfra.
EGNE_VARIABLER = ("DATABASE_URL", "REDIS_URL", "BEVIS", "BEVIS_FIL", "PYTHONDONTWRITEBYTECODE")


def hoved(argumenter: list[str]) -> int:
    """Kør begge gennemløb; 0 kun når begge lykkes."""
    lyt_efter_stop()
    try:
        if "--bevis" in argumenter:
            return beviser([argument for argument in argumenter if argument != "--bevis"])
        if "--lint" in argumenter:
            return suiten_med_lint([argument for argument in argumenter if argument != "--lint"])
        return suiten(argumenter)
    except KeyboardInterrupt:
        sig("Afbrudt.")
        return 130
    except TjenesteError as fejl:
        sig(str(fejl))
        return 1


def suiten(argumenter: list[str]) -> int:
    """Den daglige suite; giver det første gennemløbs kode, som ikke er 0."""
    koder = (
        paa_sqlite(HELE_SUITEN, argumenter, {}),
        paa_postgres(DATABASENS_DEL, argumenter, {}),
    )
    return foerste_fejl(*koder)


def suiten_med_lint(argumenter: list[str]) -> int:
    """Suiten, mens lint kører ved siden af: prøverne venter nu og da, og så er der en kerne ledig.

    Dens ord kommer samlet mellem de to gennemløb og igen til sidst, hvis den faldt. Dens kode går
    forud for prøvernes.
    """
    with tempfile.TemporaryDirectory(prefix="rs-lint-") as mappe, Boern(Path(mappe)) as boern:
        barnet = boern.start("lint", LINT)
        sqlite = paa_sqlite(HELE_SUITEN, argumenter, {})
        lint = barnet.proces.wait()
        vis(barnet)
        postgres_ = paa_postgres(DATABASENS_DEL, argumenter, {})
        if lint:
            vis(barnet)
            sig("lint faldt.")
    return foerste_fejl(lint, sqlite, postgres_)


def vis(barnet: Barn) -> None:
    """Alt, barnet sagde, under dets navn."""
    sig(f"── {barnet.navn} ──\n{barnet.log.read_text('utf-8', errors='replace').rstrip()}")


def beviser(argumenter: list[str]) -> int:
    """Beviserne i fuld form; 0 kun når begge gennemløb lykkes, og hvert bevis holder.

    Tabellen og ``bevis.json`` skrives også, når et gennemløb falder eller afbrydes.
    """
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
    kommando = [sys.executable, "-m", "pytest", "-m", udvalg, *paa_alle_kerner(), *argumenter]
    return subprocess.run(
        kommando, cwd=ROD, env={"DEMO": "true", **arvet, **egne}, check=False
    ).returncode


def paa_alle_kerner() -> list[str]:
    """En arbejder mere, end der er kerner, hver med sin egen database: browserens prøver venter.

    På én kerne er der intet at dele.
    """
    kerner = os.cpu_count() or 1
    return ["-n", str(kerner + 1), "--dist", "worksteal"] if kerner > 1 else []


if __name__ == "__main__":
    sys.exit(hoved(sys.argv[1:]))
