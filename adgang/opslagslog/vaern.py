"""Loggens værn i databasen: rækker kan indsættes, ikke ændres, og kun slettes, når de er gamle nok.

Udløserne står på begge motorer. På PostgreSQL mangler driftsrollen desuden retten til at ændre og
slette (``adgang.databaseroller``); oprydningen går gennem en funktion, ejeren har skrevet, som
selv regner fristen ud.
"""

from __future__ import annotations

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

DAGE = 183
PERIODE_SEKUNDER = 300
OPSLAG, BORGER = "adgang_opslag", "adgang_opslagsborger"
KUN_INDSAET = (OPSLAG, BORGER, "adgang_logsegl", "adgang_logrensning")
_AFVIST = "Opslagsloggen kan ikke ændres."

_FRIST_PG = f"floor(extract(epoch from now() - interval '{DAGE} days') / {PERIODE_SEKUNDER})"
_POSTGRESQL = f"""
CREATE FUNCTION adgang_log_afvis() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{_AFVIST}' USING ERRCODE = 'insufficient_privilege'; END $$;

CREATE FUNCTION adgang_log_kun_gamle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.periode >= {_FRIST_PG} THEN
    RAISE EXCEPTION '{_AFVIST}' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN OLD;
END $$;

CREATE FUNCTION adgang_log_borger_kun_gamle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM {OPSLAG} o WHERE o.id = OLD.opslag_id AND o.periode >= {_FRIST_PG}) THEN
    RAISE EXCEPTION '{_AFVIST}' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN OLD;
END $$;

CREATE FUNCTION adgang_ryd_opslag(til bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE slettet bigint;
BEGIN
  PERFORM set_config('app.kommune', '*', true);
  DELETE FROM {BORGER} b USING {OPSLAG} o WHERE b.opslag_id = o.id AND o.periode <= til;
  DELETE FROM {OPSLAG} WHERE periode <= til;
  GET DIAGNOSTICS slettet = ROW_COUNT;
  RETURN slettet;
END $$;
REVOKE ALL ON FUNCTION adgang_ryd_opslag(bigint) FROM PUBLIC;
"""


def installer(_apps: object, skema: BaseDatabaseSchemaEditor) -> None:
    """Sæt værnet på loggens tabeller."""
    if skema.connection.vendor == "postgresql":
        skema.execute(_POSTGRESQL, params=None)
    for saetning in _udloesere(skema.connection.vendor):
        skema.execute(saetning, params=None)


def fjern(_apps: object, skema: BaseDatabaseSchemaEditor) -> None:
    """Fjern værnet igen (migration baglæns)."""
    postgresql = skema.connection.vendor == "postgresql"
    for tabel in KUN_INDSAET:
        for navn in ("aendring", "sletning", "toemning")[: 3 if postgresql else 2]:
            paa = f" ON {tabel}" if postgresql else ""
            skema.execute(f"DROP TRIGGER IF EXISTS {tabel}_{navn}{paa}")
    if postgresql:
        for funktion in ("adgang_ryd_opslag", "adgang_log_borger_kun_gamle",
                         "adgang_log_kun_gamle", "adgang_log_afvis"):  # fmt: skip
            skema.execute(f"DROP FUNCTION IF EXISTS {funktion}")


def _udloesere(motor: str) -> list[str]:
    return _paa_postgresql() if motor == "postgresql" else _paa_sqlite()


def _paa_postgresql() -> list[str]:
    saetninger = []
    sletning = {OPSLAG: "adgang_log_kun_gamle", BORGER: "adgang_log_borger_kun_gamle"}
    for tabel in KUN_INDSAET:
        slet = sletning.get(tabel, "adgang_log_afvis")
        saetninger += [
            f"CREATE TRIGGER {tabel}_aendring BEFORE UPDATE ON {tabel} "
            "FOR EACH ROW EXECUTE FUNCTION adgang_log_afvis()",
            f"CREATE TRIGGER {tabel}_sletning BEFORE DELETE ON {tabel} "
            f"FOR EACH ROW EXECUTE FUNCTION {slet}()",
            f"CREATE TRIGGER {tabel}_toemning BEFORE TRUNCATE ON {tabel} "
            "FOR EACH STATEMENT EXECUTE FUNCTION adgang_log_afvis()",
        ]
    return saetninger


def _paa_sqlite() -> list[str]:
    frist = f"CAST(strftime('%s', 'now', '-{DAGE} days') AS INTEGER) / {PERIODE_SEKUNDER}"
    kun_gamle = {
        OPSLAG: f" WHEN OLD.periode >= {frist}",
        BORGER: f" WHEN EXISTS (SELECT 1 FROM {OPSLAG} o "
        f"WHERE o.id = OLD.opslag_id AND o.periode >= {frist})",
    }
    saetninger = []
    for tabel in KUN_INDSAET:
        afvis = f"BEGIN SELECT RAISE(ABORT, '{_AFVIST}'); END"
        saetninger += [
            f"CREATE TRIGGER {tabel}_aendring BEFORE UPDATE ON {tabel} {afvis}",
            f"CREATE TRIGGER {tabel}_sletning BEFORE DELETE ON {tabel}"
            f"{kun_gamle.get(tabel, '')} {afvis}",
        ]
    return saetninger
