"""Adressefilen: hele filen eller intet af den, med kilde og fingeraftryk."""

from __future__ import annotations

import pytest

from hjemmebesoeg.adresser.fil import laes
from hjemmebesoeg.adresser.nu import indlaes, som_ord
from hjemmebesoeg.models import Adressefil, Adressepunkt
from hjemmebesoeg.models.adresse import Filtilstand
from registre.hel_fil import FilAfvist
from tests import fabrik
from tests.hjemmebesoeg.opstilling import HOVED, PUNKTER, adressefil

GOD = PUNKTER[0]


@pytest.mark.parametrize(
    ("fil", "ord_"),
    [
        (b"",                                                        "mangler"),
        (adressefil(),                                               "ingen rækker"),
        (adressefil(GOD, hoved="vejnavn,husnr"),                     "mangler"),
        (adressefil(GOD.replace("0175", "0173")),                    "Kommunekoden skal være 0175"),
        (adressefil(GOD.replace("2610", "26")),                      "Postnummeret"),
        (adressefil(GOD.replace("0012,", "12345,")),                 "Vejkoden"),
        (adressefil(GOD.replace("012,2610", ",2610")),               "husnummer"),
        (adressefil(GOD.replace("715000.12", "x")),                  "øst skal være et tal"),
        (adressefil(GOD.replace("715000.12", "399999")),             "uden for Danmark"),
        (adressefil(GOD.replace("6176000.50", "6450001")),           "uden for Danmark"),
        (adressefil(GOD + ",7"),                                     "8"),
        (adressefil(GOD, GOD.replace("715000", "715001")),           "to steder"),
        (adressefil(GOD).decode().encode("utf-16"),                  "UTF-8"),
        (adressefil(GOD) + b"\x00",                                  "ikke tekst"),
        (adressefil('0012,"Testvej,1'),                              "citationstegn"),
    ],
)  # fmt: skip
def test_en_fil_med_en_fejl_afvises_hel(fil: bytes, ord_: str):
    with pytest.raises(FilAfvist) as afvist:
        laes(fil, "0175")
    assert ord_ in " ".join(afvist.value.fejl)


@pytest.mark.parametrize("skille", [",", ";"])
def test_begge_skilletegn_og_ekstra_kolonner(skille: str):
    fil = adressefil(*(f"x,{p}" for p in PUNKTER), hoved=f"id,{HOVED}")
    laest = laes(fil.replace(b",", skille.encode()), "0175")
    assert [hus.noegle for hus in laest.huse][:2] == ["2610|testvej 12", "2610|prøvevej 3"]
    assert (laest.huse[0].oest, laest.huse[0].nord, laest.huse[0].vejkode) == (
        715000,
        6176000,
        "0012",
    )


@pytest.mark.django_db
def test_en_ny_fil_afloeser_den_gamle_helt_og_den_samme_igen_aendrer_intet(mette):
    kommune = fabrik.kommune()
    foerste = indlaes(adressefil(*PUNKTER), kommune, "DAR 1", mette)
    assert som_ord(indlaes(adressefil(*PUNKTER), kommune, "DAR 1", mette)).endswith(
        "Intet er ændret."
    )
    with pytest.raises(FilAfvist):
        indlaes(adressefil(GOD, "x"), kommune, "DAR 2", mette)
    gaelder = Adressefil.objects.i_kommune("0175").filter(tilstand=Filtilstand.GAELDER)
    assert gaelder.get().pk == foerste.fil.pk
    assert Adressepunkt.objects.i_kommune("0175").count() == len(PUNKTER)
    ny = indlaes(adressefil(PUNKTER[1]), kommune, "DAR 3", mette).fil
    assert (ny.kilde, ny.raekker, len(ny.sha256), ny.indhold) == ("DAR 3", 1, 64, None)
    assert [p.vej for p in Adressepunkt.objects.i_kommune("0175")] == ["2610|prøvevej 3"]
    assert Adressefil.objects.i_kommune("0175").get().pk == ny.pk
