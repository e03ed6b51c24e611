"""Trussel 27: ingen vej ind i huset sætter en markering tilbage i tiden."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client

from adgang.lejer import lejer
from adgang.models import Kommune, Rolle
from persongrupper.models import Markeringsperiode, Projektborger
from persongrupper.vaern import dagen, regler
from tests import fabrik
from tests.bevis.plantning import rullet_tilbage
from tests.bevis.test_persongruppe_tilstande import KOMMUNENS, uden_regel
from tests.bevis.verdenen import fagsystem
from tests.conftest import klient_for
from tests.driftsrolle import som_driftsrolle
from tests.persongrupper.opstilling import borgere, fil

pytestmark = pytest.mark.django_db
KOMMUNE = "0175"
Forsoeg = Callable[[Projektborger, str, date], Any]


def _felter(markering: str, dag: date) -> dict[str, Any]:
    if markering == "UDSKUDT_VISITATION":
        return {"grund": "Barsel", "forventet_til": dag + timedelta(days=9000)}
    if markering == "JOBFORMIDLER":
        return {"jobformidler": "Ida", "min_plan_dato": dag - timedelta(days=9)}
    return {"grund": "", "forventet_til": None}


def raa_sql(borger: Projektborger, markering: str, dag: date) -> None:
    """En INSERT, som driftsrollen kan skrive den."""
    with transaction.atomic(), som_driftsrolle(), lejer(KOMMUNE):
        Markeringsperiode.objects.i_kommune(KOMMUNE).create(
            kommune_id=KOMMUNE, borger=borger, markering=markering, fra=dag,
            **_felter(markering, dag),
        )  # fmt: skip


def raa_rettelse(borger: Projektborger, markering: str, dag: date) -> None:
    """En UPDATE af en markering, der er sat rigtigt i dag."""
    i_dag = dagen.i_dag()
    egne = Markeringsperiode.objects.i_kommune(KOMMUNE).filter(borger=borger)
    with transaction.atomic(), som_driftsrolle(), lejer(KOMMUNE):
        egne.create(
            kommune_id=KOMMUNE, borger=borger, markering=markering, fra=i_dag,
            **_felter(markering, i_dag),
        )  # fmt: skip
        with connection.cursor() as markoer:
            markoer.execute(
                "UPDATE persongrupper_markeringsperiode SET fra = %s WHERE markering = %s",
                [dag.isoformat(), markering],
            )


def _veje(sider: Client, star: Client, api: Client) -> dict[str, Forsoeg]:
    """Hver vej, nogen kan nå en markering ad."""

    def siden(borger: Projektborger, markering: str, dag: date) -> None:
        ord_ = {"UDSKUDT_VISITATION": "udskyd", "JOBFORMIDLER": "jobformidler"}
        felter = {k: v or "" for k, v in _felter(markering, dag).items()}
        sider.post(
            f"/persongrupper/borger/{borger.pk}/{ord_.get(markering, 'gruppe')}/",
            {
                "fra": dag,
                "startdato": dag,
                "dag": dag,
                "oprettet": dag,
                "version": borger.version,
                "markering": markering,
                **felter,
            },
        )

    def flere(borger: Projektborger, markering: str, dag: date) -> None:
        sider.post(f"/persongrupper/saet/?fra={dag}",
                   {"borger": str(borger.pk), "markering": markering, "fra": dag})  # fmt: skip

    def importen(borger: Projektborger, markering: str, dag: date) -> None:
        for hoved in ("kommunekode;cpr;fra;til", "kommunekode;cpr;markering;fra;til"):
            raekke = f"{KOMMUNE};{borger.cpr};{markering};{dag};"
            data = SimpleUploadedFile("fil.csv", fil(raekke, hoved=hoved))
            star.post("/persongrupper/indlaesning/", {
                "slags": "BRUTTOMAALGRUPPE", "kommune": KOMMUNE, "kilde": "x", "fil": data,
            })  # fmt: skip

    def graensefladen(borger: Projektborger, markering: str, dag: date) -> None:
        felter = {k: v for k, v in _felter(markering, dag).items() if v}
        for ekstra in ({"fra": str(dag)}, {}):
            api.post(
                f"/api/v1/persongrupper/{borger.pk}/markeringer",
                {"markering": markering, **{k: str(v) for k, v in felter.items()}, **ekstra},
                content_type="application/json",
                headers={"Idempotency-Key": str(uuid4())},
            )

    return {
        "siden": siden, "flere på én gang": flere, "importen": importen,
        "programgrænsefladen": graensefladen, "INSERT": raa_sql, "UPDATE": raa_rettelse,
    }  # fmt: skip


def tilbagedaterede(veje: dict[str, Forsoeg], dage: list[int]) -> tuple[int, list[str]]:
    """(antal forsøg, dem, der efterlod en markering fra en anden dag end den, den blev sat)."""
    (borger,) = borgere()
    fundne, antal = [], 0
    for navn, vej in veje.items():
        for nr, dage_ in enumerate(dage):
            markering = KOMMUNENS[nr % len(KOMMUNENS)]
            i_dag, antal = dagen.i_dag(), antal + 1
            with rullet_tilbage():
                try:
                    with transaction.atomic():
                        vej(borger, markering, i_dag + timedelta(days=dage_))
                except IntegrityError:
                    pass
                fundne += [f"{navn}: {m} {f}" for m, f in _forkerte(i_dag)]
    return antal, fundne


def _forkerte(i_dag: date) -> Iterator[tuple[str, date]]:
    alle = Markeringsperiode.objects.i_kommune(KOMMUNE).exclude(markering="BRUTTOMAALGRUPPE")
    yield from alle.exclude(fra=i_dag).values_list("markering", "fra")


def test_ingen_markering_sat_tilbage_i_tiden(bevis, mette, uden_takt):
    star = klient_for(fabrik.bruger("star", Rolle.STAR_IMPORT))
    api = fagsystem(Kommune.objects.get(pk=KOMMUNE))
    veje = _veje(klient_for(mette), star, api)
    traek = random.Random(27)
    antal = bevis.antal(kort=5, fuldt=150)
    dage = [traek.choice((-1, 1, -traek.randint(2, 3000))) for _ in range(antal)]
    forsoeg, brud = tilbagedaterede(veje, dage)
    with uden_regel(regler.START_I_DAG, regler.UFORANDERLIG):
        _, fanget = tilbagedaterede({navn: veje[navn] for navn in ("INSERT", "UPDATE")}, dage[:5])
    bevis.foer(
        27, "Markering tilbage i tiden: side, flere, import, grænseflade, INSERT og UPDATE",
        forsoeg=forsoeg, brud=brud, plantet_fejl_fanget={f[:6] for f in fanget} == {
            "INSERT", "UPDATE",
        },
    )  # fmt: skip


def test_der_er_intet_adminsted():
    """En generel redaktør ville være en vej mere; den findes ikke."""
    assert not [app for app in settings.INSTALLED_APPS if app.startswith("django.contrib.admin")]
