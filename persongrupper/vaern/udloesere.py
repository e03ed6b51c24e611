"""Udløserne på hver motor, skrevet af de samme regler."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from persongrupper.vaern.dagen import FUNKTION, POSTGRESQL, UDTRYK
from persongrupper.vaern.regler import BORGER, HAENDELSE, MINDST_DAGE, PERIODE, REGLER, foerste


class Skema(Protocol):
    """Det af en skemaredaktør, der bruges."""

    @property
    def connection(self) -> Any:
        """Forbindelsen."""

    def execute(self, saetning: str, /, params: Any = None) -> Any:
        """Udfør sætningen."""


def installer(_apps: object, skema: Skema) -> None:
    """Sæt værnet på; at gøre det igen ændrer intet.

    En senere migration, der ændrer en af tabellerne, skal kalde den igen: SQLite bygger da
    tabellen forfra, og dens udløsere forsvinder med den gamle.
    """
    fjern(None, skema)
    saet_dagen(skema)
    if skema.connection.vendor == "postgresql":
        for saetning in _postgresql():
            skema.execute(saetning, params=None)


def saet_dagen(skema: Skema, udtryk: str = "") -> None:
    """Lad værnet regne med denne dag; tomt er dagen i København.

    Kun tabellernes ejer kan det. Demonstrationen og prøverne bruger det til at lade tiden gå.
    """
    if skema.connection.vendor == "postgresql":
        skema.execute(
            f"CREATE OR REPLACE FUNCTION {FUNKTION}() RETURNS date LANGUAGE sql STABLE "
            f"SET search_path FROM CURRENT AS $$ SELECT {udtryk or POSTGRESQL} $$",
            params=None,
        )
        return
    for saetning in (*_sqlite_vaek(), *_sqlite(udtryk or UDTRYK)):
        skema.execute(saetning, params=None)


def fjern(_apps: object, skema: Skema) -> None:
    """Tag værnet af igen (migration baglæns)."""
    if skema.connection.vendor != "postgresql":
        for saetning in _sqlite_vaek():
            skema.execute(saetning, params=None)
        return
    for tabel, handling in REGLER:
        navn = _navn(tabel, handling)
        skema.execute(f"DROP TRIGGER IF EXISTS {navn} ON {tabel}", params=None)
        skema.execute(f"DROP FUNCTION IF EXISTS {navn}()", params=None)
    skema.execute(f"DROP TRIGGER IF EXISTS {PERIODE}_spor ON {PERIODE}", params=None)
    skema.execute(f"DROP FUNCTION IF EXISTS {PERIODE}_spor()", params=None)
    skema.execute(f"DROP FUNCTION IF EXISTS {FUNKTION}()", params=None)


def _navn(tabel: str, handling: str) -> str:
    return f"{tabel}_{handling.lower()}"


def _udfyld(betingelse: str, dag: str, *, postgresql: bool) -> str:
    if postgresql:
        felter = {
            "i_gaar": f"({dag} - 1)",
            "slettegraense": f"({dag} - {MINDST_DAGE})",
            "maanedens_foerste": f"date_trunc('month', {dag})",
            "andet": "IS DISTINCT FROM",
        }
    else:
        felter = {
            "i_gaar": f"date({dag}, '-1 day')",
            "slettegraense": f"date({dag}, '-{MINDST_DAGE} days')",
            "maanedens_foerste": f"date({dag}, 'start of month')",
            "andet": "IS NOT",
        }
    return betingelse.format(i_dag=dag, **felter)


def _linje(haendelse: str, dag: str, dato: str, bruger: str) -> str:
    return (
        f"INSERT INTO {HAENDELSE} "
        "(kommune_id, borger_id, periode_id, haendelse, markering, dag, dato, bruger_id) VALUES "
        f"(NEW.kommune_id, NEW.borger_id, NEW.id, '{haendelse}', NEW.markering, {dag}, {dato}, "
        f"NEW.{bruger})"
    )


def _saet_foerste(andet: str) -> str:
    """Sæt borgerens første gruppe, når den mangler, eller når den, der satte den, var en fejl."""
    markering, dag = foerste("markering", f"{BORGER}.id"), foerste("fra", f"{BORGER}.id")
    return (
        f"UPDATE {BORGER} SET foerste_gruppe = {markering}, foerste_dag = {dag} "
        f"WHERE id = NEW.borger_id AND foerste_gruppe {andet} {markering} "
        "AND (foerste_gruppe IS NULL OR NEW.annulleret = NEW.fra)"
    )


_TAG_BORGEREN = f"UPDATE {BORGER} SET version = version + 1 WHERE id = NEW.borger_id"


def _postgresql() -> Iterator[str]:
    dag = f"{FUNKTION}()"
    for (tabel, handling), regler in REGLER.items():
        navn = _navn(tabel, handling)
        # Låsen først: den næste, der vil ændre borgerens markeringer, venter og ser så denne.
        laas = f"{_TAG_BORGEREN};" if tabel == PERIODE and handling != "DELETE" else ""
        proever = "\n".join(
            f"IF {_udfyld(regel.brudt, dag, postgresql=True)} THEN RAISE EXCEPTION "
            f"'{regel.besked}' USING ERRCODE = 'check_violation'; END IF;"
            for regel in regler
        )
        giv = "OLD" if handling == "DELETE" else "NEW"
        yield (
            f"CREATE FUNCTION {navn}() RETURNS trigger LANGUAGE plpgsql SET search_path FROM "
            f"CURRENT AS $$ BEGIN {laas} {proever} RETURN {giv}; END $$"
        )
        yield (
            f"CREATE TRIGGER {navn} BEFORE {handling} ON {tabel} "
            f"FOR EACH ROW EXECUTE FUNCTION {navn}()"
        )
    andet = "IS DISTINCT FROM"
    yield f"""
CREATE FUNCTION {PERIODE}_spor() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN {_linje("SAT", dag, "NEW.fra", "oprettet_af_id")}; END IF;
  IF (TG_OP = 'INSERT' AND NEW.til IS NOT NULL) OR (TG_OP = 'UPDATE' AND NEW.til {andet} OLD.til)
  THEN {_linje("SLUTTET", dag, "NEW.til", "sluttet_af_id")}; END IF;
  IF TG_OP = 'UPDATE' AND NEW.annulleret {andet} OLD.annulleret
  THEN {_linje("ANNULLERET", dag, "NEW.annulleret", "annulleret_af_id")}; END IF;
  {_saet_foerste(andet)};
  RETURN NULL;
END $$"""
    yield (
        f"CREATE TRIGGER {PERIODE}_spor AFTER INSERT OR UPDATE ON {PERIODE} "
        f"FOR EACH ROW EXECUTE FUNCTION {PERIODE}_spor()"
    )


_SPOR = ("sluttet", "slutter", "annulleret", "taget", "rettet")


def _sqlite_vaek() -> Iterator[str]:
    for tabel, handling in REGLER:
        yield f"DROP TRIGGER IF EXISTS {_navn(tabel, handling)}"
    for navn in _SPOR:
        yield f"DROP TRIGGER IF EXISTS {PERIODE}_{navn}"


def _sqlite(dag: str) -> Iterator[str]:
    for (tabel, handling), regler in REGLER.items():
        proever = " ".join(
            f"SELECT RAISE(ABORT, '{regel.besked}') "
            f"WHERE {_udfyld(regel.brudt, dag, postgresql=False)};"
            for regel in regler
        )
        yield (
            f"CREATE TRIGGER {_navn(tabel, handling)} BEFORE {handling} ON {tabel} "
            f"BEGIN {proever} END"
        )
    sat = _linje("SAT", dag, "NEW.fra", "oprettet_af_id")
    sluttet = _linje("SLUTTET", dag, "NEW.til", "sluttet_af_id")
    annulleret = _linje("ANNULLERET", dag, "NEW.annulleret", "annulleret_af_id")
    tag = f"{_TAG_BORGEREN}; {_saet_foerste('IS NOT')}"
    yield f"CREATE TRIGGER {PERIODE}_taget AFTER INSERT ON {PERIODE} BEGIN {tag}; {sat}; END"
    yield (
        f"CREATE TRIGGER {PERIODE}_slutter AFTER INSERT ON {PERIODE} WHEN NEW.til IS NOT NULL "
        f"BEGIN {sluttet}; END"
    )
    yield f"CREATE TRIGGER {PERIODE}_rettet AFTER UPDATE ON {PERIODE} BEGIN {tag}; END"
    yield (
        f"CREATE TRIGGER {PERIODE}_sluttet AFTER UPDATE ON {PERIODE} "
        f"WHEN NEW.til IS NOT OLD.til BEGIN {sluttet}; END"
    )
    yield (
        f"CREATE TRIGGER {PERIODE}_annulleret AFTER UPDATE ON {PERIODE} "
        f"WHEN NEW.annulleret IS NOT OLD.annulleret BEGIN {annulleret}; END"
    )
