"""PostgreSQL: pg_dump på et fastholdt øjebliksbillede, og tilbage i én transaktion.

Rækkesikkerheden gælder også ejeren. Derfor dumpes med muren åben for alle kommuner, og antallet i
hver tabel tælles i det samme øjebliksbillede: en række, muren skjulte, ville ses som en forskel.
"""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from portal.sikkerhedskopi.fejl import KopiFejl, om_disken
from portal.sikkerhedskopi.tabeller import tael

DEL = "database.dump"
LAAS_SEKUNDER = 30
_FORBINDELSE = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD",
                "NAME": "PGDATABASE"}  # fmt: skip
_TILVALG = {"sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT",
            "sslkey": "PGSSLKEY"}  # fmt: skip
_TOEM = """
DO $$ DECLARE ting text; BEGIN
  FOR ting IN SELECT c.oid::regclass FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
  LOOP EXECUTE format('DROP TABLE IF EXISTS %s CASCADE', ting); END LOOP;
  FOR ting IN SELECT p.oid::regprocedure FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
  LOOP EXECUTE format('DROP ROUTINE IF EXISTS %s CASCADE', ting); END LOOP;
END $$;
"""
_AARSAGER = {
    "55P03": "Databasen er i brug. Stands portalen og arbejderne, og prøv igen.",
    "42501": "Databaserollen må ikke. Sæt DATABASE_URL til den rolle, der ejer tabellerne.",
    "53100": "Databaseserveren har ikke plads. Skaf plads, og prøv igen.",
}


def kopier(fil: Path) -> dict[str, int]:
    """Dump databasen; giver antallet i hver tabel i netop det øjeblik, dumpet viser."""
    with transaction.atomic(durable=True), connection.cursor() as markoer:
        markoer.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        markoer.execute("SELECT set_config('app.kommune', '*', true), pg_export_snapshot()")
        billede = markoer.fetchone()[1]
        raekker = tael(markoer, connection.introspection.table_names(markoer))
        valg = ["--format=custom", "--no-owner", "--no-privileges", "--enable-row-security"]
        _koer("pg_dump", *valg, f"--snapshot={billede}", f"--file={fil}")
    return raekker


def genskab(fil: Path, mappe: Path) -> None:
    """Tøm databasen og læs kopien ind i én transaktion; fejler noget, er den, som den var."""
    sql, toem = mappe / "database.sql", mappe / "toem.sql"
    _koer("pg_restore", "--no-owner", "--no-privileges", f"--file={sql}", str(fil))
    toem.write_text(_TOEM, encoding="utf-8")
    connection.close()
    valg = ["--no-psqlrc", "--quiet", "--single-transaction", "--output=/dev/null"]
    stop = ["--set=ON_ERROR_STOP=1", "--set=VERBOSITY=sqlstate"]
    _koer("psql", *valg, *stop, f"--file={toem}", f"--file={sql}")


def miljoe(indstillinger: dict[str, Any]) -> dict[str, str]:
    """Forbindelsen som miljø: adgangskoden står aldrig på en kommandolinje."""
    valgt = {
        pg: str(indstillinger[navn]) for navn, pg in _FORBINDELSE.items() if indstillinger.get(navn)
    }
    tilvalg = indstillinger.get("OPTIONS") or {}
    valgt |= {pg: str(tilvalg[navn]) for navn, pg in _TILVALG.items() if navn in tilvalg}
    valgt["PGOPTIONS"] = f"-c app.kommune=* -c lock_timeout={LAAS_SEKUNDER}s"
    return {**os.environ, **valgt, "LC_ALL": "C"}


def _koer(navn: str, *argumenter: str) -> None:
    """Kør et af PostgreSQLs programmer. Dets ord gentages kun, når der ikke kan stå data i dem."""
    svar = subprocess.run(
        [_program(navn), *argumenter],
        env=miljoe(connection.settings_dict),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        # Pythons egen afvisning af SIGXFSZ følger med, så en fuld disk er en fejl, der kan læses.
        restore_signals=False,
    )
    if svar.returncode:
        raise _fejl(navn, svar.stderr)


def _fejl(navn: str, ord_: str) -> KopiFejl:
    if os.strerror(errno.ENOSPC) in ord_ or os.strerror(errno.EFBIG) in ord_:
        return om_disken(OSError(errno.ENOSPC, ""), "mappen")
    for kode, besked in _AARSAGER.items():
        if f"ERROR:  {kode}" in ord_:
            return KopiFejl(f"{besked} Intet er ændret.")
    if "server version mismatch" in ord_:
        return KopiFejl(
            f"{navn} er ældre end serveren. Installér postgresql-client i serverens udgave."
        )
    foerste = next((linje for linje in ord_.splitlines() if linje.strip()), "intet svar")
    return KopiFejl(f"{navn} mislykkedes, og intet er ændret: {foerste}")


def _program(navn: str) -> str:
    """Det nyeste, der findes: et nyere program kan tale med en ældre server, ikke omvendt."""
    hjemme = Path("/usr/lib/postgresql")
    nyeste = sorted(hjemme.glob(f"*/bin/{navn}"), key=lambda sti: float(sti.parts[-3]))
    fundet = str(nyeste[-1]) if nyeste else shutil.which(navn)
    if fundet is None:
        raise KopiFejl(f"{navn} findes ikke på maskinen. Installér postgresql-client.")
    return fundet
