"""Beskrivelsen i depotet passer til koden, og dens eksempler er lovlige kald og svar."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from typing import Any

import jsonschema
import pytest
import yaml
from django.conf import settings
from django.core.management import CommandError, call_command

from adgang.api.omfang import Apiomfang
from adgang.cpr_i_tekst import rummer_cpr
from portal.api.skema import beskrivelsen
from tests.adgang.test_rettigheder import ALLE
from tests.portal.api.fagsystem import Fagsystem

FIL = settings.ROD / "docs" / "openapi.yaml"
AFVISES = {"401", "403", "422", "429", "500"}


def operationer() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for sti, metoder in beskrivelsen()["paths"].items():
        for metode, om in metoder.items():
            yield sti, metode, om


def test_filen_passer_til_koden():
    call_command("openapi", "--proev", stdout=StringIO())
    assert yaml.safe_load(FIL.read_text(encoding="utf-8")) == beskrivelsen()


def test_en_fil_der_ikke_passer_ses(settings, tmp_path):
    settings.ROD = tmp_path
    (tmp_path / "docs").mkdir()
    with pytest.raises(CommandError, match="passer ikke"):
        call_command("openapi", "--proev")
    call_command("openapi", stdout=StringIO())
    call_command("openapi", "--proev", stdout=StringIO())
    (tmp_path / "docs" / "openapi.yaml").write_text("openapi: 3.1.0\n", encoding="utf-8")
    with pytest.raises(CommandError, match="passer ikke"):
        call_command("openapi", "--proev")


def test_hver_adresse_er_beskrevet():
    i_koden = {"/" + sti.replace("<uuid:", "{").replace(">", "}") for sti, _ in ALLE
               if sti.startswith("api/")}  # fmt: skip
    assert i_koden == {sti for sti, _, _ in operationer()}
    assert beskrivelsen()["openapi"] == "3.1.0"


def test_hver_operation_siger_sin_noegle_sit_omfang_og_sine_afvisninger():
    omfang = set()
    for sti, metode, om in operationer():
        (krav,) = om["security"]
        omfang.update(krav["klientnoegle"])
        assert set(om["responses"]) >= AFVISES, (sti, metode)
        assert ("404" in om["responses"]) == ("{" in sti)
        assert ("415" in om["responses"]) == ("requestBody" in om)
        assert om["summary"]
        assert om["description"]
    assert omfang == set(Apiomfang.values)


def test_alle_former_er_lukkede():
    for navn, form in beskrivelsen()["components"]["schemas"].items():
        assert form["additionalProperties"] is False, navn


def test_bestillingslistens_form_har_intet_om_borgeren():
    felter = set(beskrivelsen()["components"]["schemas"]["LedigSag"]["properties"])
    assert felter == {
        "id", "sagsnr", "ydelse", "temaer", "kontroltyper", "vedroerer", "fundet", "udloeber",
    }  # fmt: skip


def eksempler() -> Iterator[tuple[str, dict[str, Any], Any]]:
    """Hvert eksempel med den form, det er et eksempel på."""
    dele = beskrivelsen()["components"]
    for _, _, om in operationer():
        for del_ in (om.get("requestBody"), *om["responses"].values()):
            for indhold in (del_ or {}).get("content", {}).values():
                for navn, et in indhold.get("examples", {}).items():
                    yield navn, indhold["schema"], et["value"]
    for navn, svar in dele["responses"].items():
        for indhold in svar["content"].values():
            yield navn, indhold["schema"], indhold["example"]


def test_eksemplerne_passer_til_formerne():
    alle = list(eksempler())
    assert len(alle) > 15
    for navn, form, vaerdi in alle:
        hel = {**form, "components": beskrivelsen()["components"]}
        jsonschema.Draft202012Validator(hel).validate(vaerdi), navn


def test_kun_det_syntetiske_cpr_nummer_staar_i_beskrivelsen():
    tekst = FIL.read_text(encoding="utf-8")
    assert rummer_cpr(tekst)
    assert not rummer_cpr(tekst.replace("6101900010", ""))


def test_endepunktet_giver_den_samme(db):
    assert Fagsystem().get("openapi").json() == beskrivelsen()
