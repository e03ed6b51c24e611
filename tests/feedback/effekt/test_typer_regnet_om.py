"""Kontroltypernes, afprøvningens og ligebehandlingens tal regnet om af DuckDB over rækkerne.

Som i ``test_regnet_om`` deler spørgsmålene ingen kode med opgørelsen; kun træernes blade, de
afprøvede grænser og kataloget er fælles.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import duckdb
import pytest
from django.db import transaction
from django.utils.timezone import localtime

from adgang.models import Kommune, Rolle
from feedback.effekt.afproevning.traeer import typernes_traeer, udenfor_traeer
from feedback.effekt.opdelinger import GRUPPEN
from feedback.effekt.opgoerelse import opgoer_alle
from feedback.models import Effektfigur, Feedback
from samkoering.models import Handling, Kontrolark, Sag, Sagshaendelse, Udfald
from tests import fabrik
from tests.conftest import klient_for
from tests.feedback.effekt.aaret import Aaret, et_aar
from tests.feedback.effekt.conftest import NU, SLUT

pytestmark = pytest.mark.django_db
CIVIL = ("Ugift", "Gift", "Gift (separeret 04-06-2018)", "Fraskilt", "Enke eller enkemand", "")

TABELLER = {
    "sag": "id VARCHAR, cpr VARCHAR, tilstand VARCHAR, afsluttet DATE, kle VARCHAR, trin INT",
    "udfald": "sag VARCHAR, regel VARCHAR, tilstand VARCHAR, oere BIGINT, pause INT",
    "feedback": "sag VARCHAR, tid TIMESTAMP, bestilt TIMESTAMP, resultat VARCHAR",
    "aabnet": "sag VARCHAR, tid TIMESTAMP",
    "ark": "sag VARCHAR, udgave INT, cpr VARCHAR, alder INT, civilstand VARCHAR",
    "figur": "id VARCHAR, opdeling VARCHAR, fra DATE, til DATE, kle VARCHAR, trin INT,"
    " maerke VARCHAR",
}
UDSNIT = """
CREATE VIEW lukket AS
SELECT sag, tid, bestilt, tid::DATE AS dag, resultat,
  if(resultat = 'AENDRET_TILDELING', 'aendret', 'henlagt') AS side FROM feedback;
CREATE VIEW egen AS
SELECT sag, regel, max(CASE regel
    WHEN 'b_indkomst' THEN len(list_filter([75000, 100000, 150000, 200000, 300000, 500000],
      lambda x: oere > x))
    WHEN 'ny_arbejdsgiver' THEN
      if(pause IS NULL, 3, len(list_filter([75, 90, 120], lambda x: pause > x)))
    ELSE 0 END) AS trin
FROM udfald WHERE tilstand <> 'BORTFALDET' GROUP BY sag, regel;
CREATE VIEW talt AS
SELECT 'AFPROEVNING:' || regel AS opdeling, 'type:' || regel AS maerke, lukket.sag, dag,
  side || ':' || if((SELECT count(*) FROM egen e WHERE e.sag = lukket.sag) > 1,
    'bliver', trin::VARCHAR) AS led
FROM lukket JOIN egen ON egen.sag = lukket.sag
UNION ALL
SELECT 'UDENFOR:' || egen.regel, 'type:' || egen.regel, lukket.sag, dag, side
FROM lukket JOIN egen ON egen.sag = lukket.sag
JOIN (VALUES ('feriekonto', 'underholdsbidrag'), ('underholdsbidrag', 'feriekonto'),
  ('ny_virksomhed', 'momsindberetning'), ('momsindberetning', 'ny_virksomhed')) m(en, anden)
  ON m.en = egen.regel
WHERE (SELECT count(*) FROM egen e WHERE e.sag = lukket.sag) > 1
  AND NOT EXISTS (SELECT 1 FROM egen e WHERE e.sag = lukket.sag AND e.regel = m.anden)
UNION ALL
SELECT 'GENTAGELSE:' || egen.regel, 'type:' || egen.regel, lukket.sag, dag,
  if(EXISTS (SELECT 1 FROM sag nu JOIN sag foer ON foer.cpr = nu.cpr AND foer.id <> nu.id
    JOIN udfald ON udfald.sag = foer.id AND udfald.regel = egen.regel
      AND udfald.tilstand <> 'BORTFALDET'
    WHERE nu.id = lukket.sag AND foer.afsluttet < dag AND foer.afsluttet >= dag - 365
      AND foer.tilstand IN ('HENLAGT_VISITERING', 'HENLAGT_EFTER_PARTSHOERING',
        'AENDRET_TILDELING')), 'gentaget', 'foerste')
FROM lukket JOIN egen ON egen.sag = lukket.sag
UNION ALL
SELECT opdeling, unnest(['', gruppe]), lukket.sag, dag, side FROM lukket JOIN (
  SELECT sag, unnest(['GRUPPE:alder', 'GRUPPE:koen', 'GRUPPE:civilstand']) AS opdeling,
    unnest([
      CASE WHEN alder IS NULL THEN 'uoplyst' WHEN alder >= 60 THEN '60 år og derover'
        WHEN alder >= 50 THEN '50–59 år' WHEN alder >= 40 THEN '40–49 år'
        WHEN alder >= 30 THEN '30–39 år' ELSE 'under 30 år' END,
      if(right(cpr, 1) IN ('0', '2', '4', '6', '8'), 'kvinder', 'mænd'),
      CASE WHEN civilstand = 'Ugift' THEN 'ugift'
        WHEN civilstand LIKE 'Gift%' THEN 'gift eller registreret partner'
        WHEN civilstand LIKE 'Enke%' THEN 'enke, enkemand eller længstlevende'
        WHEN civilstand = 'Fraskilt' THEN 'fraskilt eller ophørt partnerskab'
        ELSE 'uoplyst' END]) AS gruppe
  FROM ark WHERE udgave = (SELECT max(udgave) FROM ark a WHERE a.sag = ark.sag)) g
ON g.sag = lukket.sag;
"""
"""Sagerne efter opdeling, mærke og led, talt for sig."""
MINUTTER = """
WITH maalt AS (
  SELECT lukket.sag, dag, tid, (SELECT min(a.tid) FROM aabnet a
    WHERE a.sag = lukket.sag AND a.tid >= lukket.bestilt) AS foerst
  FROM lukket WHERE resultat = 'HENLAGT_VISITERING'),
egne AS (
  SELECT sag, dag, arg_min(t, (abs(t - date_diff('second', foerst, tid) / 60.0), t)) AS minutter
  FROM maalt CROSS JOIN (SELECT unnest([1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60,
    90, 120, 180, 240, 480]) AS t)
  WHERE foerst <= tid AND foerst::DATE = dag GROUP BY sag, dag)
SELECT f.id, quantile_cont(minutter, 0.5) FROM figur f
JOIN egne ON egne.dag >= f.fra AND egne.dag < f.til
JOIN sag ON sag.id = egne.sag AND f.kle IN ('', sag.kle) AND f.trin IN (0, sag.trin)
WHERE f.maerke = '' OR EXISTS (
  SELECT 1 FROM egen WHERE egen.sag = egne.sag AND 'type:' || egen.regel = f.maerke)
GROUP BY f.id
"""


@pytest.fixture(scope="module")
def typeaaret(django_db_setup, django_db_blocker) -> Iterator[Kommune]:
    """Et år, hvor borgere kommer igen, arkene er forskellige, og sagerne er åbnet før de lukkes."""
    with django_db_blocker.unblock(), transaction.atomic():
        mette = fabrik.bruger("mette", navn="Mette Holm")
        aaret = et_aar(mette.kommune, mette, slut=SLUT, sager=480)
        _saet_til(aaret)
        opgoer_alle(NU)
        yield mette.kommune
        transaction.set_rollback(True)


def _saet_til(aaret: Aaret) -> None:
    """Alt, de tre siders tal bygger på, og som ``et_aar`` ikke har."""
    rng, kommune = aaret.tilfaeldig, aaret.kommune
    borgere = [fabrik.nyt_cpr() for _ in range(80)]
    for sag in aaret.sager:
        if sag.tilstand != "LEDIG":
            Sag.objects.i_kommune(kommune).filter(pk=sag.pk).update(cpr=rng.choice(borgere))
    for udfald in aaret.udfald:
        if udfald.regel == "ny_arbejdsgiver":
            udfald.bevis = _loen(rng.randint(61, 140), ens=rng.random() < 0.7)
        if rng.random() < 0.1 and udfald.tilstand == "BEHANDLET":
            udfald.tilstand = "BORTFALDET"
    Udfald.objects.i_kommune(kommune).bulk_update(aaret.udfald, ["bevis", "tilstand"], 100)
    foer = len(aaret.udfald)
    for udfald in aaret.udfald[:foer:2]:
        if udfald.regel == "b_indkomst":  # to beløb i den samme sag
            aaret._udfald(udfald.sag, udfald.regel)
        if udfald.regel == "feriekonto" and rng.random() < 0.3:  # begge temaets kontroltyper
            aaret._udfald(udfald.sag, "underholdsbidrag")
    Udfald.objects.i_kommune(kommune).bulk_create(aaret.udfald[foer:])
    aabninger = []
    for feedback in aaret.feedback:
        sag = Sag.objects.i_kommune(kommune).get(pk=feedback.sag_id)
        for _ in range(rng.choice((1, 1, 2))):
            civil, alder = rng.choice(CIVIL), rng.choice((None, 29, 30, 39, 40, 59, 60))
            fabrik.kontrolark(sag, civilstand=civil, alder=alder)
        for minutter in rng.choice(((4,), (33, 11), (60 * 24,), (60 * 24 * 40, 17))):
            tid = feedback.registreret - timedelta(minutes=minutter + rng.randint(0, 3))
            egen = Sagshaendelse(kommune=kommune, sag=sag, handling=Handling.AABNET, tidspunkt=tid)
            aabninger.append(egen)
    Sagshaendelse.objects.i_kommune(kommune).bulk_create(aabninger)


def _loen(pause: int, *, ens: bool) -> dict[str, Any]:
    kolonner = [{"navn": "CVR-nr."}, {"navn": "Dage siden forrige"}]
    return {"kolonner": kolonner, "raekker": [["1", pause], ["1" if ens else "2", None]]}


@pytest.fixture
def base(typeaaret: Kommune, db) -> duckdb.DuckDBPyConnection:
    """Kommunens rækker i DuckDB."""
    ny = duckdb.connect()
    for navn, kolonner in TABELLER.items():
        ny.execute(f"CREATE TABLE {navn} ({kolonner})")
        pladser = ", ".join("?" * len(kolonner.split(",")))
        ny.executemany(f"INSERT INTO {navn} VALUES ({pladser})", _raekker(typeaaret)[navn])
    ny.execute(UDSNIT)
    return ny


def _raekker(kommune: Kommune) -> dict[str, list[tuple[Any, ...]]]:
    return {
        "sag": [
            (str(s.pk), s.cpr, s.tilstand, _tid(s.afsluttet), s.kle, s.kontroltrin)
            for s in Sag.objects.i_kommune(kommune)
        ],
        "udfald": [
            (str(u.sag_id), u.regel, u.tilstand, *_maal(u))
            for u in Udfald.objects.i_kommune(kommune)
        ],
        "feedback": [
            (str(f.sag_id), _tid(f.registreret), _tid(f.bestilling.bestilt), f.resultat)
            for f in Feedback.objects.i_kommune(kommune).select_related("bestilling")
        ],
        "aabnet": [
            (str(h.sag_id), _tid(h.tidspunkt)) for h in Sagshaendelse.objects.i_kommune(kommune)
        ],
        "ark": [
            (str(a.sag_id), a.udgave, ym["cpr"], ym["alder"], ym["civilstand"])
            for a in Kontrolark.objects.i_kommune(kommune)
            if (ym := a.indhold["ym"])
        ],
        "figur": [
            (str(f.pk), f.opdeling, f.fra, f.til, f.kle, f.trin, f.maerke)
            for f in Effektfigur.objects.i_kommune(kommune)
        ],
    }


def _tid(tid: Any) -> Any:
    return None if tid is None else localtime(tid).replace(tzinfo=None)


def _maal(udfald: Udfald) -> tuple[int | None, int | None]:
    """Beløbet, og pausen hos den samme arbejdsgiver."""
    match udfald.regel, udfald.bevis.get("raekker"):
        case "b_indkomst", [[oere]]:
            return oere, None
        case "ny_arbejdsgiver", [[en, pause], [anden, _]] if en == anden:
            return None, pause
        case _:
            return None, None


def test_hver_vist_gren_er_det_antal_der_kan_taelles_i_raekkerne(base, typeaaret: Kommune):
    antal: dict[str, dict[str, int]] = defaultdict(dict)
    for figur, led, sager in base.execute(
        "SELECT f.id, t.led, count(DISTINCT t.sag) FROM figur f JOIN talt t"
        " ON t.opdeling = f.opdeling AND t.maerke = f.maerke AND t.dag >= f.fra AND t.dag < f.til"
        " GROUP BY ALL"
    ).fetchall():
        antal[figur][led] = sager
    alle = {**typernes_traeer(), **udenfor_traeer()}
    traeer = {opdeling: gren for opdeling, (_, gren) in alle.items()}
    traeer |= {f"GRUPPE:{navn}": GRUPPEN for navn in ("alder", "koen", "civilstand")}
    proevet: dict[str, int] = defaultdict(int)
    for figur in Effektfigur.objects.i_kommune(typeaaret).filter(opdeling__in=traeer):
        grene = {gren.navn: gren.blade() for gren in traeer[figur.opdeling].alle()}
        for navn, vist in figur.vist.items():
            talt = sum(antal[str(figur.pk)].get(blad, 0) for blad in grene[navn])
            assert talt == vist, (figur.opdeling, figur.maerke, figur.fra, navn)
            proevet[figur.opdeling.partition(":")[0]] += bool(vist)
    assert min(proevet[slags] for slags in ("AFPROEVNING", "GENTAGELSE", "GRUPPE")) > 10, proevet
    assert proevet["UDENFOR"], proevet


def test_minutterne_er_medianen_af_dem_der_blev_lukket_samme_dag(base, typeaaret: Kommune):
    regnet = dict(base.execute(MINUTTER).fetchall())
    maalte = Effektfigur.objects.i_kommune(typeaaret).filter(
        opdeling="AFSLUTTET", minutter_median__isnull=False
    )
    uden_tema = [figur for figur in maalte if not figur.maerke.startswith("tema:")]
    assert len(uden_tema) > 5
    for figur in uden_tema:
        assert figur.minutter_median == pytest.approx(regnet[str(figur.pk)]), str(figur)


@pytest.mark.parametrize("side", ["kontroltyper", "ligebehandling"])
def test_filens_andele_er_tal_og_tomme_hvor_de_er_skjult(typeaaret: Kommune, db, side: str):
    leder = fabrik.bruger("soeren", Rolle.TEAMLEDER, hjemme=typeaaret)
    fil = klient_for(leder).get(f"/effekt/{side}/?format=csv").content.decode("utf-8-sig")
    viste = skjulte = 0
    for raekke in csv.DictReader(io.StringIO(fil), delimiter=";"):
        andel = [raekke[navn] for navn in ("Træfprocent", "95 % fra", "95 % til")]
        if raekke["Ændret"].isdigit():
            regnet = 100 * int(raekke["Ændret"]) / int(raekke["Afsluttet"])
            assert andel[0] == f"{regnet:.1f}".replace(".", ",")
            midt, nedre, oevre = (float(tal.replace(",", ".")) for tal in andel)
            assert nedre < midt < oevre
            viste += 1
        else:
            assert set(andel) == {""}
            assert raekke.get("Mod året før", "") == ""
            skjulte += 1
    assert viste
    assert skjulte or side == "ligebehandling"
