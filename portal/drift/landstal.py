"""Landets tal for driften: summer og kommunenavne, aldrig rækker.

Tallene ligger i kommunale tabeller, som en forespørgsel uden kommune ikke kan læse. På PostgreSQL
regner funktioner i databasen dem ud med muren åben for sig selv alene og giver kun antal og navnene
på kommuner; på SQLite, der ingen mur har, køres den samme sætning direkte.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils.dateparse import parse_datetime

from hjemmebesoeg.models.liste import FRIST_DAGE

NATTAL = """
SELECT d.koersel_id, count(*), sum(d.modtagere), sum(d.aegtefaeller), sum(d.nye_sager),
       sum(d.kendte_udfald), sum(d.fredede_udfald), sum(d.bortfaldne_udfald),
       sum(d.udloebne_sager), sum(d.ikke_udfoerte_kontroller)
FROM samkoering_koerselsdel d JOIN samkoering_koersel k ON k.id = d.koersel_id
WHERE k.dato >= {siden} GROUP BY d.koersel_id
"""
KOETAL = """
SELECT 'journal', count(*), min(oprettet) FROM journal_journalpost WHERE tilstand = 'VENTER'
UNION ALL
SELECT 'digital_post', count(*), min(oprettet) FROM journal_forsendelse WHERE tilstand = 'VENTER'
UNION ALL
SELECT 'zip', count(*), min(oprettet) FROM kontrol_pakke WHERE tilstand IN ('VENTER', 'DANNES')
"""
OVER_FRIST = """
SELECT DISTINCT k.navn FROM hjemmebesoeg_koereliste l JOIN adgang_kommune k ON k.kode = l.kommune_id
WHERE l.dag < {graense} ORDER BY k.navn
"""
# Muren åbnes i funktionen og lukkes igen i den, så kalderen beholder sin kommune. Funktionens egen
# SET kræver en superbruger, fordi databasen ikke kender indstillingen på forhånd.
_AABEN = """
LANGUAGE plpgsql STABLE AS $$
DECLARE foer text := coalesce(current_setting('app.kommune', true), '');
BEGIN
  PERFORM set_config('app.kommune', '*', true);
  RETURN QUERY {saetning};
  PERFORM set_config('app.kommune', foer, true);
END $$;
"""
_FUNKTIONER = (
    """
CREATE FUNCTION portal_nattal(siden date) RETURNS TABLE (koersel uuid, dele bigint,
  modtagere bigint, aegtefaeller bigint, nye_sager bigint, kendte bigint, fredede bigint,
  bortfaldne bigint, udloebne bigint, ikke_udfoerte bigint)"""
    + _AABEN.format(saetning=NATTAL.format(siden="$1"))
    + """
CREATE FUNCTION portal_koetal() RETURNS TABLE (koe text, antal bigint, aeldste timestamptz)"""
    + _AABEN.format(saetning=KOETAL)
)
_OVER_FRIST_FUNKTION = (
    "CREATE FUNCTION portal_koerelister_over_frist(graense date) RETURNS TABLE (navn varchar)"
    + _AABEN.format(saetning=OVER_FRIST.format(graense="$1"))
)


@dataclass(frozen=True, slots=True)
class Nattal:
    """Én kørsels tal for hele landet."""

    dele: int = 0
    modtagere: int = 0
    aegtefaeller: int = 0
    nye_sager: int = 0
    kendte: int = 0
    fredede: int = 0
    bortfaldne: int = 0
    udloebne: int = 0
    ikke_udfoerte: int = 0

    @property
    def personer(self) -> int:
        """Modtagere og ægtefæller."""
        return self.modtagere + self.aegtefaeller

    @property
    def fredet_eller_kendt(self) -> int:
        """Hændelser, der ikke gav noget nyt."""
        return self.fredede + self.kendte


@dataclass(frozen=True, slots=True)
class Koe:
    """Det, der venter på at blive leveret eller dannet."""

    antal: int
    aeldste: datetime | None


def nattal(siden: date) -> dict[UUID, Nattal]:
    """Tallene for hver kørsel fra og med datoen; en kørsel, der intet har skrevet, mangler."""
    if connection.vendor == "postgresql":
        raekker = _hent("SELECT * FROM portal_nattal(%s)", [siden])
    else:
        raekker = _hent(NATTAL.format(siden="%s"), [siden.isoformat()])
    return {UUID(str(koersel)): Nattal(*map(int, tal)) for koersel, *tal in raekker}


def koetal() -> dict[str, Koe]:
    """Køerne til journalen, Digital Post og zip-filerne."""
    saetning = "SELECT * FROM portal_koetal()" if connection.vendor == "postgresql" else KOETAL
    return {koe: Koe(antal, _tid(aeldste)) for koe, antal, aeldste in _hent(saetning, [])}


def koerelister_over_frist(i_dag: date) -> list[str]:
    """Navnene på kommuner med en køreliste, der skulle være destrueret; intet om listen."""
    graense = i_dag - timedelta(days=FRIST_DAGE)
    if connection.vendor == "postgresql":
        raekker = _hent("SELECT * FROM portal_koerelister_over_frist(%s)", [graense])
    else:
        raekker = _hent(OVER_FRIST.format(graense="%s"), [graense.isoformat()])
    return [navn for (navn,) in raekker]


def _hent(saetning: str, vaerdier: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as markoer:
        markoer.execute(saetning, vaerdier)
        return list(markoer.fetchall())


def _tid(vaerdi: datetime | str | None) -> datetime | None:
    """SQLite giver tidspunktet som tekst uden zone; det er gemt i UTC."""
    if not isinstance(vaerdi, str):
        return vaerdi
    laest = parse_datetime(vaerdi)
    return laest.replace(tzinfo=UTC) if laest else None


def installer(_apps: object, skema: BaseDatabaseSchemaEditor) -> None:
    """Opret funktionerne; kun på PostgreSQL."""
    if skema.connection.vendor == "postgresql":
        skema.execute(_FUNKTIONER, params=None)


def fjern(_apps: object, skema: BaseDatabaseSchemaEditor) -> None:
    """Fjern dem igen."""
    if skema.connection.vendor == "postgresql":
        skema.execute("DROP FUNCTION portal_koetal(); DROP FUNCTION portal_nattal(date)", None)


def installer_over_frist(_apps: object, skema: BaseDatabaseSchemaEditor) -> None:
    """Opret kørelisternes funktion; kun på PostgreSQL."""
    if skema.connection.vendor == "postgresql":
        skema.execute(_OVER_FRIST_FUNKTION, params=None)


def fjern_over_frist(_apps: object, skema: BaseDatabaseSchemaEditor) -> None:
    """Fjern den igen."""
    if skema.connection.vendor == "postgresql":
        skema.execute("DROP FUNCTION portal_koerelister_over_frist(date)", None)
