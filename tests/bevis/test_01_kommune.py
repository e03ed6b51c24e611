"""Trussel 1: ingen kommune ser en andens noget, heller ikke når én af de to mure er væk."""

from __future__ import annotations

from itertools import product
from random import Random
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from adgang import lejer
from adgang.models import Rolle
from adgang.scoping import KommuneManager
from tests import driftsrolle
from tests.adgang.test_rettigheder import ALLE
from tests.bevis import verdenen
from tests.bevis.verdenen import Verden

OFFER = "0175"
Forsoeg = tuple[Rolle, str, str]


def forsoeg(verden: Verden) -> list[Forsoeg]:
    """Hver adresse × rolle × metode × hver af den fremmede kommunes ting."""
    stier = {
        sti for moenster, _ in ALLE for sti in verdenen.adresser(moenster, verden.ider, verden.par)
    }
    udelad = ("/log-af/", "/min-adgang/luk-andre/", "/log-ind/")
    stier = {sti for sti in stier if not sti.startswith(udelad)}
    return list(product(verdenen.ROLLER, ("get", "post"), sorted(stier)))


def udvalg(verden: Verden, antal: int) -> list[Forsoeg]:
    """Så mange forsøg, at hver adresse er med; hellere flere end for få."""
    alle = forsoeg(verden)
    if antal >= len(alle):
        return alle
    een_af_hver: dict[str, Forsoeg] = {}
    for et in alle:
        een_af_hver.setdefault(_moenster(et[2], verden), et)
    valgte = Random(1).sample(alle, max(0, antal - len(een_af_hver)))
    return [*een_af_hver.values(), *valgte]


def _moenster(sti: str, verden: Verden) -> str:
    for id_ in verden.ider:
        sti = sti.replace(id_, "ID")
    return sti


def proev(verden: Verden, valgte: list[Forsoeg], serverfejl: list[str] | None = None) -> list[str]:
    """Brud: et svar, der røber noget, eller en ændring af den fremmede kommunes data.

    En side, der faldt, viste intet; de lægges i ``serverfejl``, så de ikke ligner en mur.
    """
    foer, brud = verdenen.aftryk(OFFER), []
    for rolle, metode, sti in valgte:
        svar = _kald(verden, rolle, metode, sti)
        if svar.status_code >= 500 and serverfejl is not None:
            serverfejl.append(f"{rolle} {metode} {_moenster(sti, verden)}")
        if fundet := verdenen.spor(svar):
            brud.append(f"{rolle} {metode} {_moenster(sti, verden)}: {svar.status_code} {fundet}")
    if verdenen.aftryk(OFFER) != foer:
        brud.append("noget i den fremmede kommune blev ændret")
    return brud


def _kald(verden: Verden, rolle: Rolle, metode: str, sti: str) -> Any:
    klient = verden.klienter[rolle]
    klient.raise_request_exception = False
    if metode == "get":
        return klient.get(sti)
    felter = {"sag": verden.ider, "token": str(uuid4()), "cpr": verdenen.CPR, "post": "1",
              "resultat": "HENLAGT_VISITERING", "version": "0", "begrundelse": "Et rigtigt formål",
              "vurdering": "I_ORDEN"}  # fmt: skip
    if sti.startswith("/api/"):
        felter |= {"sager": verden.ider[:5]}
        noegle = {"Idempotency-Key": str(uuid4())}
        return klient.post(sti, felter, content_type="application/json", headers=noegle)
    return klient.post(sti, felter)


@pytest.fixture
def verden(db, uden_takt, uret_staar, request: pytest.FixtureRequest) -> Verden:
    return verdenen.byg(udfyld=3 if request.getfixturevalue("bevis").fuld else 1)


def uden_manager(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plant fejlen: manageren glemmer kommunen."""

    def alt(self: Any, _hvor: object) -> Any:
        return super(KommuneManager, self).get_queryset()

    monkeypatch.setattr(KommuneManager, "i_kommune", alt)


@pytest.fixture
def uden_raekkesikkerhed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plant fejlen: databasens mur står åben for alle."""
    monkeypatch.setattr(lejer, "_brugerens_kommune", lambda _: lejer.ALLE)


def test_begge_mure_staar(verden: Verden, bevis):
    valgte = udvalg(verden, bevis.antal(150, 12_000))
    faldt: list[str] = []
    brud = proev(verden, valgte, faldt)
    assert not faldt
    assert set(egne(verden)) == {200}  # de rigtige brugere får tingene
    fanget = bool(brud) or planter_vi_fejlen_ses_den(verden, valgte)
    bevis.foer(
        1, "Kommunen som lejer, begge mure", forsoeg=len(valgte), brud=brud,
        plantet_fejl_fanget=fanget,
    )  # fmt: skip


def egne(verden: Verden) -> list[int]:
    """Status på den rigtige kommunes egne sider."""
    sider = {
        Rolle.SAGSBEHANDLER: "/prioriteringsliste/",
        Rolle.TEAMLEDER: "/log/stikproeve/",
        Rolle.DPO: "/log/",
    }
    return [verden.egne[rolle].get(sti).status_code for rolle, sti in sider.items()]


def planter_vi_fejlen_ses_den(verden: Verden, valgte: list[Forsoeg]) -> bool:
    """Uden begge mure slipper noget igennem for de samme forsøg; det første er nok."""
    with pytest.MonkeyPatch.context() as plant:
        uden_manager(plant)
        plant.setattr(lejer, "_brugerens_kommune", lambda _: lejer.ALLE)
        return any(proev(verden, valgte[fra : fra + 25]) for fra in range(0, len(valgte), 25))


@pytest.mark.postgres
def test_uden_manageren_holder_raekkesikkerheden(verden: Verden, bevis, monkeypatch):
    valgte = udvalg(verden, bevis.antal(150, 12_000))
    uden_manager(monkeypatch)
    brud = proev_under_ejeren(verden, valgte)
    fanget = planter_vi_fejlen_ses_den(verden, valgte)
    bevis.foer(
        1, "Manageren slået ud: rækkesikkerheden alene", forsoeg=len(valgte), brud=brud,
        plantet_fejl_fanget=fanget,
    )  # fmt: skip


def proev_under_ejeren(verden: Verden, valgte: list[Forsoeg]) -> list[str]:
    """Prøven selv læser som ejeren; kun forespørgslerne er driftsrollens (tests.driftsrolle)."""
    with pytest.MonkeyPatch.context() as laeser:
        laeser.setattr(verdenen, "aftryk", lambda _: _alt())
        return proev(verden, valgte)


def _alt() -> dict[str, Any]:
    """Hele tabellerne: manageren er slået ud, så den kan ikke spørges om én kommune."""
    with connection.cursor() as markoer:
        alt = {}
        for model in verdenen.kommunale_modeller():
            tabel = model._meta.db_table
            if tabel in ("adgang_opslag", "adgang_opslagsborger", "adgang_borger"):
                continue
            markoer.execute(f"SELECT * FROM {tabel} WHERE kommune_id = '{OFFER}' ORDER BY 1")
            alt[tabel] = markoer.fetchall()
        return alt


def test_uden_raekkesikkerheden_holder_manageren(verden: Verden, bevis, uden_raekkesikkerhed: None):
    valgte = udvalg(verden, bevis.antal(150, 12_000))
    brud = proev(verden, valgte)
    fanget = planter_vi_fejlen_ses_den(verden, valgte)
    bevis.foer(
        1, "Rækkesikkerheden slået ud: manageren alene", forsoeg=len(valgte), brud=brud,
        plantet_fejl_fanget=fanget,
    )  # fmt: skip


def test_hele_adresseplanen_er_med(verden: Verden):
    """100 % af adresserne: hvert mønster i planen er i hvert udvalg."""
    proevet = {_moenster(sti, verden).split("?")[0] for _, _, sti in udvalg(verden, 1)}
    udelad = ("log-af/", "min-adgang/luk-andre/", "log-ind/")
    planen = {
        _moenster(next(iter(verdenen.adresser(moenster, verden.ider))), verden).split("?")[0]
        for moenster, _ in ALLE
        if not moenster.startswith(udelad)
    }
    assert planen <= proevet


@pytest.mark.postgres
def test_hver_kommunal_tabel_har_sin_mur(db):
    """En ny tabel uden politik falder her, ikke i drift."""
    tabeller = {m._meta.db_table for m in verdenen.kommunale_modeller()}
    with connection.cursor() as markoer:
        markoer.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid "
            "WHERE c.relrowsecurity AND c.relforcerowsecurity"
        )
        med_mur = {navn for (navn,) in markoer.fetchall()}
    assert tabeller - med_mur == set()


@pytest.mark.postgres
def test_driftsrollen_kan_hverken_gaa_udenom_eller_aendre_loggen(db):
    from adgang.databaseroller import for_staerk

    assert for_staerk() == "databaserollen er superbruger eller går uden om rækkesikkerheden"
    with driftsrolle.som_driftsrolle():
        assert for_staerk() == ""
        with connection.cursor() as markoer:
            markoer.execute(
                "SELECT has_table_privilege('adgang_opslag', 'UPDATE'), "
                "has_table_privilege('adgang_opslag', 'DELETE'), "
                "has_table_privilege('adgang_opslag', 'TRUNCATE'), "
                "has_table_privilege('adgang_opslag', 'INSERT')"
            )
            assert markoer.fetchone() == (False, False, False, True)
