"""Adressefilen på vej ind: ved siden af den, der gælder, en ad gangen, mens databasen er fri."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from adgang.lejer import lejer
from adgang.models import Kommune
from hjemmebesoeg.adresser import indlaes as ind
from hjemmebesoeg.adresser.koe import DOED, HOEJST_FORSOEG, OPGIVET, indlaes_ventende
from hjemmebesoeg.adresser.modtag import Optaget, modtag
from hjemmebesoeg.adresser.nu import indlaes
from hjemmebesoeg.models import Adressefil, Adressepunkt
from hjemmebesoeg.models.adresse import Filtilstand
from registre.hel_fil import FilAfvist
from tests import fabrik
from tests.driftsrolle import som_driftsrolle
from tests.hjemmebesoeg.opstilling import PUNKTER, adressefil

GAMMEL, NY = adressefil(*PUNKTER[:2]), adressefil(*PUNKTER[1:])


@pytest.fixture
def kommune(db) -> Kommune:
    """En kommune med en adressefil, der gælder; det næste skrives et hus ad gangen."""
    hvor = fabrik.kommune()
    indlaes(GAMMEL, hvor, "Den gamle")
    return hvor


@pytest.fixture
def hvert_hus(monkeypatch) -> Callable[[Callable[[], None]], None]:
    """Skriv et hus ad gangen, og gør noget i pusten efter hvert."""
    monkeypatch.setattr(ind, "BUNDT", 1)

    def efter(goer: Callable[[], None]) -> None:
        monkeypatch.setattr(ind.time, "sleep", lambda _: goer())

    efter(lambda: None)
    return efter


def filer() -> list[tuple[str, str]]:
    """(kilde, tilstand) i den orden, de kom."""
    alle = Adressefil.objects.i_kommune("0175").order_by("tidspunkt")
    return list(alle.values_list("kilde", "tilstand"))


def bruges() -> set[str]:
    """De huse, en rute kan bruge."""
    alle = Adressepunkt.objects.i_kommune("0175").filter(fil__tilstand=Filtilstand.GAELDER)
    return {punkt.vej for punkt in alle}


GAMLE = {"2610|testvej 12", "2610|prøvevej 3"}
NYE = {"2610|prøvevej 3", "2610|ærøvej 7b", "2610|testvej 2"}


def test_den_gamle_gaelder_til_den_nye_er_helt_inde(kommune, hvert_hus):
    set_: list[tuple[set[str], int]] = []

    def se() -> None:
        fil = Adressefil.objects.i_kommune("0175").filter(kilde="Den nye").get()
        set_.append((bruges(), fil.skrevet))

    modtag(NY, kommune, "Den nye")
    assert filer() == [("Den gamle", "GAELDER"), ("Den nye", "VENTER")]
    hvert_hus(se)
    assert indlaes_ventende() == 1
    assert set_[:3] == [(GAMLE, 1), (GAMLE, 2), (GAMLE, 3)]
    assert all(huse == NYE for huse, _ in set_[3:])
    assert (filer(), bruges()) == ([("Den nye", "GAELDER")], NYE)
    assert Adressepunkt.objects.i_kommune("0175").count() == len(NYE)
    assert Adressefil.objects.i_kommune("0175").get().indhold is None


def test_gaar_den_i_staa_begynder_den_forfra_og_opgives_til_sidst(kommune, hvert_hus, monkeypatch):
    def doer() -> None:
        raise RuntimeError("arbejderen dør efter det første hus")

    modtag(NY, kommune, "Den nye")
    hvert_hus(doer)
    for forsoeg in range(1, HOEJST_FORSOEG + 1):
        with pytest.raises(RuntimeError):
            indlaes_ventende()
        assert (bruges(), indlaes_ventende()) == (GAMLE, 0)  # den kan stadig være i live
        fil = Adressefil.objects.i_kommune("0175").get(kilde="Den nye")
        assert (fil.forsoeg, fil.tilstand) == (forsoeg, "INDLAESES")
        _gaa(DOED)
    hvert_hus(lambda: None)
    assert indlaes_ventende() == 0
    fil = Adressefil.objects.i_kommune("0175").get(kilde="Den nye")
    assert (fil.tilstand, fil.fejl, fil.indhold, bruges()) == ("AFVIST", [OPGIVET], None, GAMLE)
    modtag(NY, kommune, "Igen")
    assert indlaes_ventende() == 1
    assert (filer(), bruges()) == ([("Igen", "GAELDER")], NYE)
    assert Adressepunkt.objects.i_kommune("0175").count() == len(NYE)


@pytest.mark.parametrize(("stille", "tages"), [(DOED - timedelta(seconds=5), 0), (DOED, 1)])
def test_den_der_er_i_live_overtages_ikke(kommune, stille: timedelta, tages: int):
    modtag(NY, kommune, "Den nye", tur=uuid4())
    _gaa(stille)
    assert indlaes_ventende() == tages


def test_den_overtagne_skriver_ikke_mere(kommune, hvert_hus):
    def overtag() -> None:
        Adressefil.objects.i_kommune("0175").filter(kilde="Den nye").update(tur=uuid4())

    tur = uuid4()
    fil = modtag(NY, kommune, "Den nye", tur=tur).fil
    hvert_hus(overtag)
    with pytest.raises(ind.Overtaget):
        ind.skriv_ind("0175", fil.pk, tur)
    assert (bruges(), Adressepunkt.objects.i_kommune("0175").count()) == (GAMLE, 3)


def test_en_fil_ad_gangen_i_kommunen_og_i_huset(kommune):
    modtag(NY, kommune, "Den nye", tur=uuid4())  # nogen er i gang med den
    with pytest.raises(Optaget, match=r"er ved at blive indlæst\. Vent"):
        modtag(adressefil(PUNKTER[3]), kommune, "En tredje")
    anden = fabrik.kommune("0173", "Lyngby-Taarbæk")
    modtag(adressefil(PUNKTER[0].replace("0175", "0173")), anden, "Naboen")
    assert indlaes_ventende() == 0
    assert Adressefil.objects.i_kommune("0173").get().tilstand == "VENTER"
    _gaa(DOED)
    assert indlaes_ventende() == 2
    for kode in ("0173", "0175"):
        assert Adressefil.objects.i_kommune(kode).get().tilstand == "GAELDER"


def test_en_afvist_roerer_ikke_den_der_gaelder_og_de_foerste_fejl_gemmes(kommune):
    modtag(adressefil(PUNKTER[1], *["x"] * 25), kommune, "Fuld af fejl")
    assert indlaes_ventende() == 1
    fil = Adressefil.objects.i_kommune("0175").get(kilde="Fuld af fejl")
    assert (fil.tilstand, fil.indhold, bruges()) == ("AFVIST", None, GAMLE)
    assert (len(fil.fejl), fil.antal_fejl, fil.flere_fejl) == (20, 25, 5)
    assert fil.fejl[0].startswith("Række 3: ")
    modtag(adressefil("y"), kommune, "Også")
    indlaes_ventende()
    assert filer() == [("Den gamle", "GAELDER"), ("Også", "AFVIST")]


def test_en_forkert_overskrift_afvises_med_det_samme(kommune):
    with pytest.raises(FilAfvist, match="afvist"):
        modtag(adressefil(*PUNKTER, hoved="vejnavn,husnr"), kommune, "Forkert")
    assert filer() == [("Den gamle", "GAELDER")]


def test_den_rolle_portalen_svarer_under_kan_modtage_og_indlaese(kommune):
    with som_driftsrolle():
        with lejer("0175"):
            modtag(NY, kommune, "Den nye")
        assert indlaes_ventende() == 1
    assert (filer(), bruges()) == ([("Den nye", "GAELDER")], NYE)


@pytest.mark.django_db(transaction=True)
def test_databasen_er_ikke_optaget_mens_filen_laeses(monkeypatch):
    kommune = fabrik.kommune()
    optaget: list[bool] = []
    laes = ind.laes

    def spion(*hvad: Any) -> Any:
        optaget.append(connection.in_atomic_block)
        return laes(*hvad)

    monkeypatch.setattr(ind, "laes", spion)
    monkeypatch.setattr(ind, "BUNDT", 1)
    monkeypatch.setattr(ind.time, "sleep", lambda _: optaget.append(connection.in_atomic_block))
    modtag(NY, kommune, "Den nye")
    assert indlaes_ventende() == 1
    indlaes(GAMMEL, kommune, "Den næste")
    # læst, tre huse; læst, to huse, og de tre gamle huse ryddet
    assert optaget == [False] * (1 + 3 + 1 + 2 + 3)


def test_kommandoen(kommune, tmp_path):
    fil, ud = tmp_path / "adresser.csv", StringIO()
    fil.write_bytes(NY)
    call_command("indlaes_adresser", "0175", fil, kilde="Driften", stdout=ud)
    assert "3 huse" in ud.getvalue()
    call_command("indlaes_adresser", "0175", fil, kilde="Driften", stdout=ud)
    assert "Intet er ændret" in ud.getvalue()
    fil.write_bytes(adressefil("x"))
    with pytest.raises(CommandError, match="Række 2"):
        call_command("indlaes_adresser", "0175", fil, kilde="Driften")
    modtag(GAMMEL, kommune, "Siden")
    fil.write_bytes(adressefil(PUNKTER[3]))
    with pytest.raises(CommandError, match="er ved at blive indlæst"):
        call_command("indlaes_adresser", "0175", fil, kilde="Driften")
    for kode, sti in (("0999", fil), ("0175", tmp_path / "ingen.csv")):
        with pytest.raises(CommandError, match=r"findes ikke|kan ikke læses"):
            call_command("indlaes_adresser", kode, sti, kilde="Driften")
    assert bruges() == NYE


def _gaa(tid: timedelta) -> None:
    """Så længe siden er det sidste livstegn."""
    alle = Adressefil.objects.i_kommune("0175").filter(tilstand=Filtilstand.INDLAESES)
    alle.update(livstegn=timezone.now() - tid)
