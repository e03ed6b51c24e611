"""Det viste regnet om af DuckDB, direkte over rækkerne: hver figur i hvert udsnit og hver periode.

Spørgsmålene deler ingen kode med opgørelsen; kun træernes blade og kataloget er fælles.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import duckdb
import pytest
from django.utils.timezone import localdate

from feedback.effekt.opdelinger import OPDELINGER
from feedback.models import Effektfigur, Feedback
from samkoering.models import Sag, Udfald
from samkoering.regelkatalog import regler

pytestmark = pytest.mark.django_db

TABELLER = {
    "regel": "slug VARCHAR, tema VARCHAR",
    "sag": "id VARCHAR, kle VARCHAR, trin INT, tilstand VARCHAR, fundet DATE, afsluttet DATE,"
    " udloeber DATE",
    "udfald": "sag VARCHAR, regel VARCHAR, tilstand VARCHAR, fundet DATE",
    "feedback": "sag VARCHAR, dag DATE, bestilt DATE, resultat VARCHAR, aarsag VARCHAR,"
    " aendring VARCHAR, krav BIGINT, maanedlig BIGINT",
    "figur": "id VARCHAR, opdeling VARCHAR, fra DATE, til DATE, kle VARCHAR, trin INT,"
    " maerke VARCHAR",
}
SAGER = """
CREATE VIEW talt AS
SELECT 'AFSLUTTET' AS opdeling, sag, dag, date_diff('day', bestilt, dag) AS dage, krav, maanedlig,
  CASE resultat WHEN 'HENLAGT_VISITERING' THEN 'henlagt_visitering'
    WHEN 'HENLAGT_EFTER_PARTSHOERING' THEN 'henlagt_hoering'
    ELSE if(coalesce(krav, 0) > 0, 'med_krav', 'uden_krav') END AS led FROM feedback
UNION ALL SELECT 'AARSAG', sag, dag, NULL, 0, 0, aarsag FROM feedback
  WHERE resultat = 'AENDRET_TILDELING'
UNION ALL SELECT 'AENDRING', sag, dag, NULL, 0, 0, aendring FROM feedback
  WHERE resultat = 'AENDRET_TILDELING'
UNION ALL SELECT tilstand, id, afsluttet, NULL, 0, 0, lower(tilstand) FROM sag
  WHERE tilstand IN ('UDLOEBET', 'BORTFALDET')
UNION ALL SELECT 'NYE', id, fundet, NULL, 0, 0, 'nye' FROM sag
UNION ALL SELECT 'AABNE', id, sidste, NULL, 0, 0,
  CASE WHEN udloeber < sidste THEN 'over' WHEN gammel <= 15 THEN '0-15'
    WHEN gammel <= 30 THEN '16-30' WHEN gammel <= 45 THEN '31-45' WHEN gammel <= 60 THEN '46-60'
    WHEN gammel <= 75 THEN '61-75' WHEN gammel <= 83 THEN '76-83' ELSE '84-frist' END
  FROM (SELECT sag.*, sidste, date_diff('day', fundet, sidste) AS gammel FROM sag
    CROSS JOIN (SELECT DISTINCT til - INTERVAL 1 DAY AS sidste FROM figur WHERE opdeling = 'AABNE')
    WHERE fundet <= sidste AND (afsluttet IS NULL OR afsluttet > sidste))
"""
MAERKER = """
CREATE VIEW maerke AS
WITH egne AS (
  SELECT DISTINCT udfald.sag, slug, tema
  FROM udfald JOIN sag ON sag.id = udfald.sag JOIN regel ON slug = udfald.regel
  WHERE udfald.tilstand <> 'BORTFALDET' OR sag.tilstand = 'BORTFALDET'),
ene AS (SELECT tema FROM regel GROUP BY tema HAVING count(*) = 1)
SELECT id AS sag, '' AS navn FROM sag
UNION SELECT sag, 'tema:' || tema FROM egne
UNION SELECT sag, 'type:' || slug FROM egne WHERE tema NOT IN (SELECT tema FROM ene)
"""
I_FIGUREN = """
FROM figur f JOIN talt t ON t.opdeling = f.opdeling AND t.dag >= f.fra AND t.dag < f.til
JOIN sag ON sag.id = t.sag AND f.kle IN ('', sag.kle) AND f.trin IN (0, sag.trin)
JOIN maerke ON maerke.sag = t.sag AND maerke.navn = f.maerke
"""


@pytest.fixture
def base(opgjort, db) -> duckdb.DuckDBPyConnection:
    """Kommunens rækker i DuckDB."""
    alle = Sag.objects.i_kommune(opgjort)
    raekker: dict[str, list[tuple[Any, ...]]] = {
        "regel": [(r["slug"], r["tema"]) for r in regler()],
        "sag": [
            (str(s.pk), s.kle, s.kontroltrin, s.tilstand, s.fundet, _dag(s.afsluttet), s.udloeber)
            for s in alle
        ],
        "udfald": [
            (str(u.sag_id), u.regel, u.tilstand, u.fundet)
            for u in Udfald.objects.i_kommune(opgjort)
        ],
        "feedback": [
            (
                *(str(f.sag_id), _dag(f.registreret), _dag(f.bestilling.bestilt), f.resultat),
                *(f.aarsag, f.aendring, f.krav_oere, f.maanedlig_aendring_oere),
            )
            for f in Feedback.objects.i_kommune(opgjort).select_related("bestilling")
        ],
        "figur": [
            (str(f.pk), f.opdeling, f.fra, f.til, f.kle, f.trin, f.maerke)
            for f in figurerne(opgjort)
        ],
    }
    ny = duckdb.connect()
    for navn, kolonner in TABELLER.items():
        ny.execute(f"CREATE TABLE {navn} ({kolonner})")
        pladser = ", ".join("?" * len(kolonner.split(",")))
        ny.executemany(f"INSERT INTO {navn} VALUES ({pladser})", raekker[navn])
    ny.execute(SAGER)
    ny.execute(MAERKER)
    return ny


def _dag(tid):
    return None if tid is None else localdate(tid)


def figurerne(kommune):
    """De viste figurer i de opdelinger, overblikket viser."""
    return Effektfigur.objects.i_kommune(kommune).filter(opdeling__in=OPDELINGER)


def test_hver_vist_gren_er_det_antal_der_kan_taelles_i_raekkerne(base, opgjort):
    antal: dict[str, dict[str, int]] = defaultdict(dict)
    for figur, led, sager in base.execute(
        f"SELECT f.id, t.led, count(*) {I_FIGUREN} GROUP BY ALL"
    ).fetchall():
        antal[figur][led] = sager
    proevet = 0
    for figur in figurerne(opgjort):
        grene = {gren.navn: gren.blade() for gren in OPDELINGER[figur.opdeling].alle()}
        for navn, vist in figur.vist.items():
            talt = sum(antal[str(figur.pk)].get(blad, 0) for blad in grene[navn])
            assert talt == vist, (str(figur), figur.kle, figur.trin, figur.maerke, navn)
            proevet += 1
    assert proevet > 1000


def test_beloeb_og_tider_er_dem_der_kan_regnes_af_raekkerne(base, opgjort):
    regnet = {
        figur: resten
        for figur, *resten in base.execute(
            "SELECT f.id, sum(coalesce(t.krav, 0)), sum(coalesce(t.maanedlig, 0)),"
            f" quantile_cont(t.dage, 0.5), quantile_cont(t.dage, 0.9) {I_FIGUREN}"
            " WHERE f.opdeling = 'AFSLUTTET' GROUP BY f.id"
        ).fetchall()
    }
    proevet = 0
    for figur in figurerne(opgjort).filter(opdeling="AFSLUTTET", dage_median__isnull=False):
        krav, maanedlig, median, ni_af_ti = regnet[str(figur.pk)]
        assert figur.krav_oere in (None, krav)
        assert figur.maanedlig_oere in (None, maanedlig)
        assert figur.dage_median == pytest.approx(median)
        assert figur.dage_90 == pytest.approx(ni_af_ti)
        proevet += figur.krav_oere is not None
    assert proevet >= 5
