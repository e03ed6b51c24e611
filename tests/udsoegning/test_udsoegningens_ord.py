"""De ord, nogen har skrevet frit eller et register har sendt, er ord på siden og aldrig markup."""

from __future__ import annotations

from pathlib import Path

import pytest

from adgang.telefon import i_par
from tests.conftest import klient_for
from tests.udsoegning import opstilling
from tests.udsoegning.registerfolk import Registre
from udsoegning.models import Fundet, Kursusfil, Projekt
from udsoegning.projekt.dokument import forlaeg
from udsoegning.projekt.visning import felter

GIFT = "<img src=x onerror=alert(1)>"
SOM_ORD = "&lt;img src=x onerror=alert(1)&gt;"


@pytest.mark.parametrize(
    ("nummer", "vises"),
    [
        ("12345670", "12 34 56 70"),
        ("+4512345670", "+45 12 34 56 70"),
        ("+4612345670", "+4612345670"),
        ("123456701", "123456701"),
        ("", ""),
    ],
)
def test_et_dansk_telefonnummer_staar_i_par(nummer: str, vises: str):
    assert i_par(nummer) == vises


@pytest.mark.django_db
def test_frie_ord_er_ord(tmp_path: Path, settings, leder):
    registre = Registre()
    cpr = registre.person(fornavn=GIFT, land=GIFT)
    registre.lever(tmp_path / "r", settings)
    nadia = klient_for(opstilling.medarbejder())
    chef = klient_for(leder)
    chef.post("/udsoegning/nationalitet/", {"begrundelse": GIFT})
    bruger = leder.__class__.objects.get(brugernavn="nadia")
    et = opstilling.soeg(opstilling.projekt(bruger), cpr)
    Projekt.objects.i_kommune("0175").update(navn=GIFT, grund=GIFT)
    Kursusfil.objects.i_kommune("0175").update(kilde=GIFT)
    Fundet.objects.i_kommune("0175").update(kursus=GIFT, aegtefaelle=GIFT)
    et.refresh_from_db()
    en = Fundet.objects.i_kommune("0175").get()
    sider = {
        "/udsoegning/": nadia, f"/udsoegning/{et.pk}/": nadia,
        f"/udsoegning/borger/{en.pk}/": nadia, "/udsoegning/nationalitet/": chef,
    }  # fmt: skip
    vist = [klient.get(sti).content.decode() for sti, klient in sider.items()]
    for tekst in (*vist, forlaeg(felter(et), en.kommune).html):
        assert GIFT not in tekst
        assert SOM_ORD in tekst
