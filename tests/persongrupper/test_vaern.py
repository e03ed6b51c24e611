"""Databasen holder selv reglerne om markeringerne, også mod den, der skriver uden om koden."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, transaction

from adgang.lejer import lejer
from adgang.models import Bruger
from persongrupper.indlaesning.indlaes import indlaes
from persongrupper.markering.handlinger import (
    Afvist,
    Markeringsfelter,
    annuller,
    flyt,
    saet,
    slut,
)
from persongrupper.markering.muligheder import muligheder
from persongrupper.markeringer import Markering
from persongrupper.models import (
    Haendelse,
    Maanedstal,
    Markeringshaendelse,
    Markeringsperiode,
    Projektborger,
    Slags,
)
from persongrupper.vaern import dagen, regler
from tests.driftsrolle import som_driftsrolle
from tests.persongrupper.opstilling import borgere, fil, kalender

pytestmark = pytest.mark.django_db
G1, G2, G3 = "GRUPPE_1", "GRUPPE_2", "GRUPPE_3"


def raa(borger: Projektborger, markering: str, fra: date, **felter: Any) -> Markeringsperiode:
    """En periode skrevet uden om handlingerne, som driftsrollen."""
    with transaction.atomic(), som_driftsrolle(), lejer(borger.kommune_id):
        return Markeringsperiode.objects.i_kommune(borger.kommune_id).create(
            kommune_id=borger.kommune_id, borger=borger, markering=markering, fra=fra, **felter
        )


def ret(periode: Markeringsperiode, **felter: Any) -> None:
    """Ret perioden uden om handlingerne, som driftsrollen."""
    with transaction.atomic(), som_driftsrolle(), lejer(periode.kommune_id):
        Markeringsperiode.objects.i_kommune(periode.kommune_id).filter(pk=periode.pk).update(
            **felter
        )


UDSKUDT = {"grund": "Barsel", "forventet_til": date(2099, 1, 1)}
JOBFORMIDLER = Markeringsfelter(jobformidler="Ida Formidler", min_plan_dato=date(2017, 8, 1))
JOB = {"jobformidler": "Ida Formidler", "min_plan_dato": date(2020, 1, 1)}
# fmt: off
INDSAT = [
    # markering               dage    felter                              besked, eller None
    (G1,                         0,   {},                                 None),
    (G1,                        -1,   {},                                 regler.START_I_DAG),
    (G1,                         1,   {},                                 regler.START_I_DAG),
    (G2,                      -365,   {},                                 regler.START_I_DAG),
    (G3,                         0,   {"til": date(2099, 1, 1)},          "åben"),
    ("UDSKUDT_VISITATION",       0,   UDSKUDT,                            None),
    ("UDSKUDT_VISITATION",      -1,   UDSKUDT,                            regler.START_I_DAG),
    ("UDSKUDT_VISITATION",       0,   {**UDSKUDT, "grund": ""},           "markering_udskudt"),
    ("UDSKUDT_VISITATION",       0,   {**UDSKUDT, "grund": "  "},         "mellemrum"),
    ("UDSKUDT_VISITATION",       0,   {"grund": "Barsel"},                "markering_udskudt"),
    ("UDSKUDT_VISITATION",       0,   {**UDSKUDT, "forventet_til": date(2017, 1, 1)}, "frem_i"),
    ("JOBFORMIDLER",             0,   JOB,                                None),
    ("JOBFORMIDLER",             0,   {**JOB, "jobformidler": ""},        "markering_jobformidler"),
    ("JOBFORMIDLER",             0,   {"jobformidler": "Ida"},            "markering_jobformidler"),
    ("JOBFORMIDLER",             0,   {**JOB, "min_plan_dato": date(2099, 1, 1)}, "min_plan"),
    (G1,                         0,   {"jobformidler": "Ida"},            "markering_jobformidler"),
    ("BRUTTOMAALGRUPPE",         0,   {},                                 regler.KUN_STAR),
    ("SYVENDE",                  0,   {},                                 "markering_en_af_seks"),
]
# fmt: on


@pytest.mark.parametrize(("markering", "dage", "felter", "besked"), INDSAT)
def test_en_ny_markering(markering: str, dage: int, felter: dict[str, Any], besked: str | None):
    (borger,) = borgere()
    fra = dagen.i_dag() + timedelta(days=dage)
    if besked is None:
        assert raa(borger, markering, fra, **felter).fra == fra
        return
    with pytest.raises(IntegrityError) as nej:
        raa(borger, markering, fra, **felter)
    assert besked in str(nej.value)


# fmt: off
SAMMEN = [
    # den første              den anden                må de stå sammen
    (G1,                      G2,                      False),
    (G1,                      G3,                      False),
    (G2,                      G3,                      False),
    (G1,                      G1,                      False),
    (G1,                      "UDSKUDT_VISITATION",    True),
    (G2,                      "UDSKUDT_VISITATION",    False),
    ("UDSKUDT_VISITATION",    G3,                      False),
    ("UDSKUDT_VISITATION",    G1,                      True),
    (G1,                      "JOBFORMIDLER",          True),
    (G2,                      "JOBFORMIDLER",          True),
    ("JOBFORMIDLER",          "JOBFORMIDLER",          False),
]
# fmt: on


@pytest.mark.parametrize(("foerste", "anden", "maa"), SAMMEN)
def test_to_markeringer_paa_samme_dag(foerste: str, anden: str, maa: bool):
    felter = {"UDSKUDT_VISITATION": UDSKUDT, "JOBFORMIDLER": JOB}
    (borger,) = borgere()
    raa(borger, foerste, dagen.i_dag(), **felter.get(foerste, {}))
    if maa:
        raa(borger, anden, dagen.i_dag(), **felter.get(anden, {}))
        return
    with pytest.raises(IntegrityError):
        raa(borger, anden, dagen.i_dag(), **felter.get(anden, {}))


@pytest.mark.parametrize(
    ("slutter",           "maa"),
    [
        (None,               True),
        (date(2017, 9, 30),  False),     # i går
        (date(2017, 10, 1),  True),      # i dag er slutdagen, og den er med
    ],
)  # fmt: skip
def test_kun_den_der_er_i_bruttomaalgruppen_faar_en_markering(
    mette: Bruger, slutter: date | None, maa: bool
):
    with kalender() as tid:
        (borger,) = borgere()
        periode = saet(borger, "JOBFORMIDLER", mette, JOBFORMIDLER)
        tid.gaa(30)
        assert mette.kommune
        raekke = f"0175;{borger.cpr};2016-12-01;{slutter or ''}"
        indlaes(fil(raekke), Slags.BRUTTOMAALGRUPPE, mette.kommune, "Prøven, anden fil")
        mulige = muligheder(list(Markeringsperiode.objects.i_kommune("0175")), tid.dag)
        assert bool(mulige) is maa
        if maa:
            assert saet(borger, G1, mette).fra == tid.dag
        else:
            with pytest.raises(Afvist, match="ikke i bruttomålgruppen"):
                saet(borger, G1, mette)
            with pytest.raises(IntegrityError, match="ikke i bruttomålgruppen"):
                raa(borger, G1, tid.dag)
        slut(periode, mette)  # det, der er sat, kan stadig sluttes og annulleres
        annuller(periode, mette, "Fejl")


def test_en_annulleret_staar_ikke_i_vejen(mette: Bruger):
    (borger,) = borgere()
    annuller(saet(borger, G2, mette), mette, "Forkert borger")
    assert saet(borger, G1, mette).markering == G1


# fmt: off
RETTELSER: list[tuple[dict[str, Any], bool]] = [
    ({"fra": date(2017, 8, 31)},                                     False),
    ({"markering": G2},                                              False),
    ({"til": date(2017, 9, 10)},                                     True),   # i dag
    ({"til": date(2017, 9, 9)},                                      True),   # i går
    ({"til": date(2017, 9, 8)},                                      False),
    ({"til": date(2017, 9, 11)},                                     False),
    ({"annulleret": date(2017, 9, 10), "annulleringsgrund": "Fejl"}, True),
    ({"annulleret": date(2017, 9, 9), "annulleringsgrund": "Fejl"},  False),
    ({"annulleret": date(2017, 9, 10)},                              False),
    ({"jobformidler": "Ida"},                                        False),
    ({"oprettet_af": None},                                          False),
]
# fmt: on


@pytest.mark.parametrize(("felter", "maa"), RETTELSER)
def test_en_markering_rettes_ikke(mette: Bruger, felter: dict[str, Any], maa: bool):
    with kalender() as tid:
        (borger,) = borgere()
        periode = saet(borger, G1, mette)
        tid.gaa(9)
        if maa:
            ret(periode, **felter)
            return
        with pytest.raises(IntegrityError):
            ret(periode, **felter)


def test_det_sluttede_og_det_annullerede_bliver(mette: Bruger):
    with kalender() as tid:
        (borger,) = borgere()
        periode = saet(borger, G1, mette)
        tid.gaa(5)
        slut(periode, mette)
        for felter in ({"til": None}, {"til": tid.dag - timedelta(days=1)}):
            with pytest.raises(IntegrityError):
                ret(periode, **felter)
        annuller(periode, mette, "Forkert")
        for felter in ({"annulleret": None, "annulleringsgrund": ""}, {"annulleringsgrund": "Ny"}):
            with pytest.raises(IntegrityError):
                ret(periode, **felter)


def test_flyt_er_en_handling(mette: Bruger):
    with kalender() as tid:
        (borger,) = borgere()
        foerste = saet(borger, G1, mette)
        with pytest.raises(Afvist, match="sat i dag"):
            flyt(borger, G2, mette)
        ny_dag = tid.gaa(30)
        anden = flyt(borger, G2, mette)
        foerste.refresh_from_db()
        borger.refresh_from_db()
        assert (foerste.til, anden.fra, anden.til) == (ny_dag - timedelta(days=1), ny_dag, None)
        assert (borger.foerste_gruppe, borger.foerste_dag) == (G1, date(2017, 9, 1))


# fmt: off
FOERSTE = [
    # det, der sker                                            borgerens første gruppe
    (["saet 1"],                                               G1),
    (["saet 2", "vent", "flyt 1"],                             G2),
    (["saet 1", "vent", "flyt 3"],                             G1),
    (["saet 2", "annuller"],                                   None),
    (["saet 2", "annuller", "saet 1"],                         G1),
    (["saet 2", "vent", "annuller"],                           G2),
    (["saet 2", "vent", "annuller", "saet 1"],                 G2),
    (["saet 2", "vent", "annuller", "saet 1", "annuller"],     G2),
    (["saet 1", "vent", "slut", "vent", "saet 2"],             G1),
]
# fmt: on


@pytest.mark.parametrize(("handlinger", "gruppe"), FOERSTE)
def test_den_foerste_gruppe_bliver(mette: Bruger, handlinger: list[str], gruppe: str | None):
    with kalender() as tid:
        (borger,) = borgere()
        periode: Any = None
        for handling in handlinger:
            hvad, _, nr = handling.partition(" ")
            if hvad == "vent":
                tid.gaa(10)
            elif hvad == "annuller":
                annuller(periode, mette, "Fejl")
            elif hvad == "slut":
                slut(periode, mette)
            else:
                goer = saet if hvad == "saet" else flyt
                periode = goer(borger, f"GRUPPE_{nr}", mette)
        borger.refresh_from_db()
        assert borger.foerste_gruppe == gruppe
        egne = Projektborger.objects.i_kommune(borger.kommune_id).filter(pk=borger.pk)
        for ny in {G1, G2, G3, None} - {gruppe}:
            with (
                pytest.raises(IntegrityError),
                transaction.atomic(),
                som_driftsrolle(),
                lejer("0175"),
            ):
                egne.update(foerste_gruppe=ny, foerste_dag=ny and tid.dag)


def test_loggen_skrives_af_databasen_og_kan_ikke_rettes(mette: Bruger):
    with kalender() as tid:
        (borger,) = borgere()
        saet(borger, G1, mette)
        tid.gaa(3)
        annuller(flyt(borger, G3, mette), mette, "Fejl")
        linjer = Markeringshaendelse.objects.i_kommune(borger.kommune_id).filter(borger=borger)
        egne = linjer.exclude(markering=Markering.BRUTTOMAALGRUPPE)
        assert [(en.haendelse, en.markering, en.bruger_id) for en in egne] == [
            (Haendelse.SAT, G1, mette.pk),
            (Haendelse.SLUTTET, G1, mette.pk),
            (Haendelse.SAT, G3, mette.pk),
            (Haendelse.ANNULLERET, G3, mette.pk),
        ]
        for goer in (lambda: egne.update(dag=date(2017, 1, 1)), egne.delete):
            with (
                pytest.raises(IntegrityError),
                transaction.atomic(),
                som_driftsrolle(),
                lejer("0175"),
            ):
                goer()


def test_en_markering_slettes_foerst_naar_alt_om_borgeren_er_gammelt(mette: Bruger):
    with kalender() as tid:
        (borger,) = borgere()
        saet(borger, G1, mette)
        tid.gaa(2000)
        alle = Markeringsperiode.objects.i_kommune(borger.kommune_id).filter(borger=borger)
        with pytest.raises(IntegrityError), transaction.atomic(), som_driftsrolle(), lejer("0175"):
            alle.filter(markering=G1)._raw_delete(alle.db)


def test_et_opgjort_tal_staar_fast():
    (borger,) = borgere()
    tal = Maanedstal.objects.i_kommune(borger.kommune_id)
    felter = dict.fromkeys(("brutto", "visiteret", "udskudt", "indsats", "aktive"), 0)
    felter |= {"kommune_id": borger.kommune_id, "beroert": 0, "opgjort": datetime.now(tz=UTC)}
    tal.create(maaned=date(2017, 1, 1), **felter)
    for goer in (lambda: tal.update(aktive=5), tal.delete):
        with pytest.raises(IntegrityError), transaction.atomic(), som_driftsrolle(), lejer("0175"):
            goer()
    with pytest.raises(IntegrityError, match="ikke slut"), transaction.atomic():
        tal.create(maaned=dagen.i_dag().replace(day=1), **felter)


UTC = ZoneInfo("UTC")


def test_sqlite_regner_koebenhavns_dag_rigtigt_hvert_doegns_kanter():
    """Hver halve time omkring dansk midnat og skiftet, 2018–2037, mod tidszonebasen."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL kender selv tidszonen")
    koebenhavn, forkerte = ZoneInfo("Europe/Copenhagen"), []
    tider = [
        datetime(2018, 1, 1, tzinfo=UTC) + timedelta(days=dag, minutes=minut)
        for dag in range(20 * 365 + 5)
        for minut in (59, 60, 21 * 60 + 59, 22 * 60, 22 * 60 + 59, 23 * 60)
    ]
    with connection.cursor() as markoer:
        for begynd in range(0, len(tider), 400):
            bundt = [f"{tid:%Y-%m-%d %H:%M:%S}" for tid in tider[begynd : begynd + 400]]
            raekker = ", ".join(f"('{tid}')" for tid in bundt)
            markoer.execute(
                f"WITH t(nu) AS (VALUES {raekker}) SELECT nu, {dagen.sqlite('nu')} FROM t"
            )
            for nu, dag in markoer.fetchall():
                ret_dag = datetime.fromisoformat(nu).replace(tzinfo=UTC).astimezone(koebenhavn)
                if dag != ret_dag.date().isoformat():
                    forkerte.append((nu, dag))
    assert not forkerte
