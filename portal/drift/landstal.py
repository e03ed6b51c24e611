"""Landets tal for driften: summer, aldrig rækker.

Tallene ligger i kommunale tabeller, som en forespørgsel uden kommune ikke kan læse. På PostgreSQL
regner to funktioner i databasen dem ud med muren åben for sig selv alene og giver kun antal; på
SQLite, der ingen mur har, køres den samme sætning direkte.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils.dateparse import parse_datetime

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
