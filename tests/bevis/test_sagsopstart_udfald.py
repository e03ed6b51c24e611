"""Bevis: intet register, der ikke svarede, bliver til et tomt svar på side, i journal eller API."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.test import Client
from django.utils import timezone

from adgang.models import Bruger
from registre.adapter import vaelg
from registre.http.bestilling import Bestilling
from registre.http.forbindelse import Forbindelse
from registre.http.kreds import Kreds
from registre.http.server import Registerserver
from registre.http.taalmod import Taalmod
from registre.opslag.kontrakt import OPSLAGSREGISTRE
from registre.syntetisk import danmark, skriv
from sagsopstart.dokument import post
from sagsopstart.dokument.forlaeg import forlaeg
from sagsopstart.dokument.post import Form, laeg_paa_sagen
from sagsopstart.fakta.grupper import GRUPPER
from sagsopstart.models import Ansoegning, Opslagstilstand, Registeropslag, Rolle
from sagsopstart.opslag import kald, udfoer
from sagsopstart.opslag.afstem import afstem
from sagsopstart.opslag.kald import Udfald
from sagsopstart.side import opslagene
from tests.bevis import verdenen
from tests.bevis.bevisbog import Bevisbog
from tests.conftest import klient_for
from tests.registre.http.registerserveren import Spoleur
from tests.sagsopstart.opstilling import ansoegning, i_koeen

NOEGLE = "en-noegle-paa-mindst-16-tegn"
DAG = date(2018, 6, 19)
FRA_SERVEREN = (
    "timeout", "500", "503", "halv-side", "afbrudt", "content-type", "aftryk", "tom-side",
    "dobbelt-side", "periode", "gaarsdagen", "gamle-tal", "skema", "tegnsaet",
)  # fmt: skip
UDEN_VIRKNING_PAA_TOMT = ("tom-side", "dobbelt-side")
"""Et svar uden rækker er det samme, når rækkerne udelades; det er da registerets eget nej."""
KORT = "det korte notat"
UDFALD = (*FRA_SERVEREN, "åben kreds", "arbejder dræbt", "adapter vælter")


@dataclass
class Scene:
    """Serveren, borgerne og den, der ser efter."""

    server: Registerserver
    numre: list[str]
    mette: Bruger
    browser: Client
    fagsystem: Client
    kredse: dict[str, Kreds]
    frist: float = 0.15
    """Sekunder, et register har til at svare."""

    def adapter(self, register: str) -> Any:
        klasse = type(vaelg(f"registre.{register}.adapter.HttpAdapter"))
        ur = Spoleur()
        return klasse(
            forbindelse=Forbindelse(self.server.url, NOEGLE, self.frist),
            budget=20.0,
            taalmod=Taalmod(forsoeg=1, ur=ur),
            kreds=self.kredse.setdefault(register, Kreds(lambda: 0.0, graense=10_000)),
        )


@pytest.fixture
def scene(
    db: None, uden_takt: None, tmp_path: Path, mette: Bruger, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Scene]:
    verden = tmp_path / "verden"
    skriv(danmark(40, ["0175"], DAG, seed=3, horisont_dage=10), verden)
    numre = sorted(pl.read_parquet(verden / "ydelse_sager.parquet")["cpr"].unique())
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: DAG)
    with Registerserver(verden, NOEGLE) as server, i_koeen():
        scenen = Scene(
            server, numre, mette, klient_for(mette), verdenen.fagsystem(mette.kommune), {}
        )
        monkeypatch.setattr(kald, "_adapter", scenen.adapter)
        yield scenen


def arbejd(om: Ansoegning, scene: Scene, uheld: dict[str, str]) -> None:
    """Udfør alt, der venter; et register med et uheld får det, mens det slås op."""
    while True:
        alle = Registeropslag.objects.i_kommune("0175").filter(ansoegning=om)
        venter = list(alle.filter(tilstand=Opslagstilstand.VENTER).order_by("bestilt", "pk"))
        if not venter:
            return
        for opslag in venter:
            _udfoer(opslag, scene, uheld.get(opslag.register, ""))


def _udfoer(opslag: Registeropslag, scene: Scene, uheld: str) -> None:
    scene.server.bestillinger.ryd()
    scene.kredse.pop(opslag.register, None)
    if uheld in FRA_SERVEREN:
        scene.server.bestillinger.bestil(Bestilling.laes(f"{uheld}:{opslag.register}"))
    if uheld == "åben kreds":
        kreds = scene.kredse[opslag.register] = Kreds(lambda: 0.0, graense=1)
        kreds.fejlede()
    if uheld == "arbejder dræbt":
        for _ in range(3):
            assert udfoer._tag("0175", opslag.pk)
            afstem(timezone.now() + timedelta(minutes=5))
        return
    with pytest.MonkeyPatch.context() as lap:
        if uheld == "adapter vælter":
            lap.setattr(kald, "_adapter", lambda _: None)
        udfoer.udfoer("0175", opslag.pk)


def brud(om: Ansoegning, scene: Scene, fejlede: set[str]) -> list[str]:
    """De steder, hvor et register, der ikke svarede om en af personerne, ligner et svar.

    Personerne tælles i hovedbogen. ``om`` er læst, før CPR nævnte en ægtefælle, så det, der
    lægges på sagen, skal selv læse hende.
    """
    fundne = []
    alle = Registeropslag.objects.i_kommune("0175").filter(ansoegning=om)
    tavse = Counter(alle.filter(register__in=fejlede).values_list("register", flat=True))
    for et in alle.filter(register__in=fejlede):
        if et.tilstand != Opslagstilstand.FEJLET or et.svar is not None or not et.fejl:
            fundne.append(f"{et.register}: databasen siger {et.tilstand}")
    svar = scene.fagsystem.get(f"/api/v1/sagsopstart/{om.pk}").json()
    for hvor, tekst in _tekster(om, scene).items():
        for register, personer in tavse.items():
            if any(nej in tekst for nej in _nej(register)):
                fundne.append(f"{register}: {hvor} har et nej")
            gange = tekst.count(f"{OPSLAGSREGISTRE[register]} svarede ikke")
            if gange < personer * _gange(register, hvor):
                fundne.append(f"{register}: {hvor} siger ikke om hver person, at den tav")
    for register, personer in tavse.items():
        dele = [et for et in svar["afsnit"] if et["register"] == register]
        if {et["person"] for et in dele} != {et.rolle for et in alle.filter(register=register)}:
            fundne.append(f"{register}: API'et mangler en af de {personer}")
        if any(et["tabeller"] is not None or et["svarede"] or not et["fejl"] for et in dele):
            fundne.append(f"{register}: API'et har et svar")
    return fundne


def _tekster(om: Ansoegning, scene: Scene) -> dict[str, str]:
    """Stedet → det, der kan læses dér."""
    former = (Form.NOTAT, Form.DOKUMENT, Form.NOTAT)  # det sidste henviser til dokumentet
    lagte = [forlaeg(laeg_paa_sagen(om, form, scene.mette)).html for form in former]
    side = scene.browser.get(f"/sagsopstart/{om.pk}/").content.decode()
    return dict(zip(("notatet", "dokumentet", KORT, "siden"), (*lagte, side), strict=True))


def _gange(register: str, hvor: str) -> int:
    """Øverst og i hver gruppe, registeret står i; siden siger det i gruppen med andre ord."""
    grupper = sum(del_.register == register for gruppe in GRUPPER for del_ in gruppe.dele)
    return 1 if hvor in ("siden", KORT) else 1 + grupper


def _nej(register: str) -> list[str]:
    """Registerets eget nej, som siden og dokumentet skriver det."""
    tom = _Tom()
    return [
        tabel.tom
        for gruppe in GRUPPER
        for del_ in gruppe.dele
        if del_.register == register
        for tabel in del_.dan(tom, DAG)
        if tabel.tom
    ]


class _Tom(dict[str, Any]):
    def __missing__(self, _: str) -> list[Any]:
        return []


def virkede(om: Ansoegning, uheld: dict[str, str]) -> set[str]:
    """De registre, uheldet ramte: et tomt svar kan ikke gøres tommere."""
    tomme = {
        et.register
        for et in Registeropslag.objects.i_kommune("0175").filter(ansoegning=om)
        if uheld.get(et.register) in UDEN_VIRKNING_PAA_TOMT and et.svar is not None
    }
    return set(uheld) - tomme


def et_forsoeg(scene: Scene, lod: random.Random, cpr: str) -> tuple[int, list[str]]:
    """En ansøgning, hvor nogle registre får hvert sit uheld."""
    ramte = lod.sample(list(OPSLAGSREGISTRE), lod.randint(1, 6))
    uheld = {register: lod.choice(UDFALD) for register in ramte}
    om = ansoegning(scene.mette, cpr, DAG)
    arbejd(om, scene, uheld)
    fejlede = virkede(om, uheld)
    return len(fejlede), [f"{linje} ({uheld})" for linje in brud(om, scene, fejlede)]


def plantede() -> list[Callable[[pytest.MonkeyPatch], None]]:
    """Fejl, beviset skal kunne finde."""

    def svaret_tomt(lap: pytest.MonkeyPatch) -> None:
        # En adapter, der gør tavshed til et tomt svar.
        rigtig = kald.spoerg

        def spoerg(register: str, om: Any) -> Udfald:
            from registre.opslag import Opslagssvar
            from registre.opslag.kontrakt import OPSLAGSTABELLER

            udfald = rigtig(register, om)
            if udfald.svar is not None:
                return udfald
            tomme = {tabel.navn: () for tabel in OPSLAGSTABELLER[register]}
            return Udfald(Opslagssvar(register, tomme, om.dato, "plantet"))

        lap.setattr(udfoer, "spoerg", spoerg)

    def siden_viser_et_nej(lap: pytest.MonkeyPatch) -> None:
        # En side, der danner fakta af ingenting.
        from sagsopstart.fakta import samling

        rigtig = samling._blok

        def blok(del_: Any, egne: Any, *, skjul: bool) -> Any:
            dannet = rigtig(del_, egne, skjul=skjul)
            if not dannet["svarede"]:
                tabeller = [samling._tabel(t, skjul=skjul) for t in del_.dan(_Tom(), DAG)]
                dannet |= {"svarede": True, "tabeller": tabeller}
            return dannet

        lap.setattr(samling, "_blok", blok)

    def aegtefaellen_mangler(lap: pytest.MonkeyPatch) -> None:
        # Et dokument dannet af ansøgningen, som den var, før CPR svarede.
        def dagens(om: Ansoegning) -> list[Registeropslag]:
            return [et for et in opslagene.dagens(om) if et.rolle == Rolle.ANSOEGER]

        lap.setattr(post, "dagens", dagens)

    return [svaret_tomt, siden_viser_et_nej, aegtefaellen_mangler]


def en_gift(scene: Scene) -> str:
    """En ansøger, CPR nævner en ægtefælle til."""
    for cpr in scene.numre:
        om = ansoegning(scene.mette, cpr, DAG)
        arbejd(om, scene, {})
        om.refresh_from_db()
        gift = om.aegtefaelle_cpr is not None
        Ansoegning.objects.i_kommune("0175").all().delete()
        if gift:
            return cpr
    raise LookupError("Ingen i verdenen er gift.")


def test_ingen_tavshed_bliver_til_et_tomt_svar(scene: Scene, bevis: Bevisbog):
    lod = random.Random("sagsopstart-udfald")
    antal, fundne = 0, []
    for nr in range(bevis.antal(kort=6, fuldt=400)):
        cpr = scene.numre[nr % len(scene.numre)]
        ramte, nye = et_forsoeg(scene, lod, cpr)
        Ansoegning.objects.i_kommune("0175").all().delete()
        antal, fundne = antal + ramte, fundne + nye
    # En travl maskine må ikke gøre CPR tavst: uden en ægtefælle kan den tredje fejl ikke ses.
    scene.frist = 20.0
    fanget, gift = True, en_gift(scene)
    for plant in plantede():
        with pytest.MonkeyPatch.context() as lap:
            plant(lap)
            om = ansoegning(scene.mette, gift, DAG)
            arbejd(om, scene, {"motor": "500"})
            fanget = fanget and bool(brud(om, scene, {"motor"}))
            Ansoegning.objects.i_kommune("0175").all().delete()
    bevis.foer(
        "sagsopstart-udfald",
        "Et register, der ikke svarede, vist som et tomt svar på side, i dokument, notat og API",
        forsoeg=antal,
        brud=fundne,
        plantet_fejl_fanget=fanget,
    )
