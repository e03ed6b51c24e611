"""CPR-feltet: tekst i databasen, maskeret i Python, og fejl, der ikke gentager værdien."""

from __future__ import annotations

import json

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Max

from adgang.felter import BESKED, CprFelt
from registre.cpr.numre import Cpr
from samkoering.models import Fredning, Kontrolregnskab, Sag, Udfald
from tests import fabrik

NUMMER = "6705850028"


@pytest.mark.parametrize(
    ("model", "navn"),
    [(Sag, "cpr"), (Udfald, "cpr"), (Udfald, "ym_cpr"), (Fredning, "ym_cpr"),
     (Kontrolregnskab, "cpr")],
)  # fmt: skip
def test_alle_cpr_kolonner_har_typen(model: type[models.Model], navn: str):
    felt = model._meta.get_field(navn)
    assert isinstance(felt, CprFelt)
    assert felt.max_length == 10


@pytest.mark.parametrize(
    ("ind", "ud"), [(NUMMER, NUMMER), (Cpr(NUMMER), NUMMER), (6705850028, NUMMER), ("", "")]
)
def test_to_python_giver_typen(ind, ud):
    vaerdi = CprFelt().to_python(ind)
    assert type(vaerdi) is Cpr
    assert vaerdi == ud


def test_intet_nummer_er_stadig_intet():
    felt = CprFelt(null=True)
    assert felt.to_python(None) is felt.from_db_value(None, None, None) is None


def test_ud_af_databasen_kommer_typen_og_ind_gaar_teksten(db):
    sag = fabrik.sag_med_udfald(cpr=NUMMER)
    alle = Sag.objects.i_kommune(sag.kommune)
    fundne = [
        alle.get(cpr=NUMMER).cpr,
        alle.get(cpr=Cpr(NUMMER)).cpr,
        alle.filter(cpr__in=[Cpr(NUMMER)]).values_list("cpr", flat=True)[0],
        alle.values("cpr")[0]["cpr"],
        alle.aggregate(stoerste=Max("cpr"))["stoerste"],
    ]
    assert fundne == [NUMMER] * 5
    assert {type(fundet) for fundet in fundne} == {Cpr}
    alle.update(cpr=Cpr("6805850036"))
    assert alle.filter(cpr__startswith="680585").exists()


def test_json_faar_teksten(db):
    sag = fabrik.sag_med_udfald(cpr=NUMMER)
    hentet = Sag.objects.i_kommune(sag.kommune).get()
    (skrevet,) = json.loads(serializers.serialize("json", [hentet]))
    assert skrevet["fields"]["cpr"] == NUMMER


@pytest.mark.parametrize(
    ("vaerdi", "beskeder"),
    [
        (NUMMER, None),
        ("670585-0028", 2),  # for langt og ikke ti cifre
        ("670585002", 1),
        ("6713850028", 1),  # ingen måned 13
        ("hemmelighed9", 2),
        ("670585002\0", 1),
    ],
)
def test_en_fejl_gentager_aldrig_vaerdien(vaerdi: str, beskeder: int | None):
    if beskeder is None:
        assert CprFelt().clean(vaerdi, None) == vaerdi
        return
    with pytest.raises(ValidationError) as fejl:
        CprFelt().clean(vaerdi, None)
    assert BESKED in fejl.value.messages
    assert len(fejl.value.messages) == beskeder
    baaret = [led.params for led in fejl.value.error_list]
    assert vaerdi not in f"{fejl.value!r} {fejl.value} {fejl.value.messages} {baaret}"


def test_et_valg_uden_for_listen_gentages_heller_ikke():
    felt = CprFelt(choices=[("6805850036", "den anden")])
    with pytest.raises(ValidationError) as fejl:
        felt.clean(NUMMER, None)
    assert fejl.value.messages == [BESKED]


def test_modellens_egen_kontrol_gentager_ikke_nummeret():
    with pytest.raises(ValidationError) as fejl:
        Sag(cpr="670585-0028").clean_fields()
    assert BESKED in fejl.value.message_dict["cpr"]
    assert "670585" not in f"{fejl.value!r} {fejl.value}"
