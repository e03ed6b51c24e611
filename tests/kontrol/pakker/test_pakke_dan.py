"""Zip-filen dannes hel eller slet ikke, og kun med det, brugeren stadig må hente."""

from __future__ import annotations

import errno
import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError
from django.utils import timezone

from adgang.models import Bruger, Rolle
from kontrol.bestillingsliste.bestil import bestil, laeg_tilbage
from kontrol.models import Pakke, Pakketilstand
from kontrol.pakker import dan as danner
from kontrol.pakker import mappe
from kontrol.pakker.bestil import bestil_pakke
from kontrol.pakker.dan import DISKEN, INGEN_SAGER, dan
from kontrol.pakker.vedligehold import genoptag
from kontrol.tildeling.tildel import flyt
from samkoering.models import Sag, Sagstilstand
from tests import fabrik
from tests.driftsrolle import som_driftsrolle
from tests.kontrol.pakker.conftest import indhold, laes, sager_i

pytestmark = pytest.mark.django_db


def koer(pakke: Pakke) -> Pakke:
    """Opgaven, som arbejderen kører den: under driftsrollen og uden en kommune sat."""
    with som_driftsrolle():
        dan(pakke.kommune_id, pakke.pk)
    return laes(pakke)


def test_filen(pakke, pakkemappe: Path):
    nu = koer(pakke(3))
    numre = [sag.sagsnr for sag in sager_i(nu)]
    assert (nu.tilstand, nu.faerdige, nu.antal, nu.fejl) == (Pakketilstand.KLAR, 3, 3, "")
    assert list(indhold(nu)) == [f"kontrolark-{nr}.pdf" for nr in numre]
    assert indhold(nu)[f"kontrolark-{numre[0]}.pdf"] == f"%PDF {numre[0]} udgave 1".encode()
    assert not list(pakkemappe.glob("*.halv"))


def test_kun_portalen_kan_laese_den(pakke, pakkemappe: Path):
    koer(pakke(1))
    assert stat.S_IMODE(pakkemappe.stat().st_mode) == 0o700
    assert {stat.S_IMODE(fil.stat().st_mode) for fil in pakkemappe.iterdir()} == {0o600}


def test_en_rigtig_pdf_som_allerede_er_dannet_koster_intet(mette, klient, monkeypatch):
    sag = fabrik.bestilt_sag(mette)
    hentet = klient.get(f"/kontrolark/{sag.pk}.pdf").content
    monkeypatch.setattr("journal.pdf.dan_pdf", lambda _: pytest.fail("dannet igen"))
    nu = koer(bestil_pakke([sag.pk], mette))
    assert indhold(nu) == {f"kontrolark-{sag.sagsnr}.pdf": hentet}
    assert hentet.startswith(b"%PDF-1.7")


def test_den_udgave_der_blev_bestilt(pakke):
    ny = pakke(1)
    fabrik.kontrolark(sager_i(ny)[0])
    assert b"udgave 1" in next(iter(indhold(koer(ny)).values()))


@pytest.mark.parametrize(
    ("sker", "med"),
    [
        ("intet",                       True),
        ("lagt tilbage",                False),
        ("lagt tilbage, taget igen",    True),
        ("lagt tilbage, en kollega",    False),
        ("givet videre",                False),
        ("frigivet",                    False),
        ("bortfaldet",                  False),
        ("lukket med feedback",         True),
        ("ydelsen er ikke brugerens",   False),
    ],
)  # fmt: skip
def test_en_sag_der_imens_er_en_andens_udelades_og_naevnes(
    pakke, mette, leder, sker: str, med: bool
):
    ny = pakke(2)
    den, anden = sager_i(ny)
    saet = Sag.objects.i_kommune("0175").filter(pk=den.pk).update
    if sker.startswith("lagt tilbage"):
        laeg_tilbage([den.pk], mette)
    if sker.endswith("taget igen"):
        bestil([den.pk], mette, ny.pk)
    if sker.endswith("en kollega"):
        bestil([den.pk], leder, ny.pk)
    if sker in ("givet videre", "frigivet"):
        flyt({den.pk: mette.pk}, leder if sker == "givet videre" else None, mette)
    if sker == "bortfaldet":
        saet(tilstand=Sagstilstand.BORTFALDET)
    if sker == "lukket med feedback":
        saet(tilstand=Sagstilstand.HENLAGT_VISITERING)
    if sker.startswith("ydelsen"):
        saet(kle="32.24.12")
        Bruger.objects.filter(pk=mette.pk).update(kle=["32.24.04"])
    nu = koer(ny)
    filer = [f"kontrolark-{sag.sagsnr}.pdf" for sag in ((den, anden) if med else (anden,))]
    assert sorted(indhold(nu)) == sorted(filer)
    assert nu.fejl == ("" if med else f"1 sag er udeladt: {den.sagsnr}.")
    assert (nu.antal, nu.faerdige, len(nu.sager)) == (len(filer),) * 3


@pytest.mark.parametrize(
    "felter",
    [{"is_active": False}, {"kommune_id": "0173"}, {"rolle": Rolle.DPO}, {"kle": ["32.24.12"]}],
    ids=str,
)
def test_en_bruger_der_ikke_laengere_maa_faar_ingen_fil(pakke, mette: Bruger, felter: dict):
    fabrik.kommune("0173")
    ny = pakke(2)
    Bruger.objects.filter(pk=mette.pk).update(**felter)
    nu = koer(ny)
    assert (nu.tilstand, nu.fejl, nu.sager) == (Pakketilstand.FEJLET, INGEN_SAGER, [])
    assert indhold(nu) == {}


def test_eet_ark_der_ikke_kan_dannes_holder_ikke_de_andre_tilbage(pakke, monkeypatch):
    ny = pakke(2)
    den, aegte = sager_i(ny)[0], danner.kontrolark_som_pdf

    def snubler(sag: Sag, ark: object) -> bytes:
        if sag.pk == den.pk:
            raise ValueError("en ond tekst")
        return aegte(sag, ark)

    monkeypatch.setattr(danner, "kontrolark_som_pdf", snubler)
    nu = koer(ny)
    assert (nu.tilstand, nu.fejl) == (Pakketilstand.KLAR, f"1 sag er udeladt: {den.sagsnr}.")


def test_mange_udeladte_naevnes_ikke_alle(pakke, mette: Bruger):
    ny = pakke(9)
    laeg_tilbage([sag.pk for sag in sager_i(ny)[1:]], mette)
    fejl = koer(ny).fejl
    assert fejl.startswith("8 sager er udeladt: R-")
    assert fejl.endswith(" og 2 til.")


# ── Når noget går galt ──────────────────────────────────────────────────────────────────────


def fuld(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("hvor", ["skriv", "fsync", "rename"])
def test_fuld_disk_giver_ingen_fil_og_uret_proever_igen(
    pakke, pakkemappe: Path, koe, monkeypatch, hvor: str
):
    ny = pakke(2)
    with monkeypatch.context() as disken:
        if hvor == "skriv":
            disken.setattr("zipfile.ZipFile.writestr", fuld)
        else:
            disken.setattr(os if hvor == "fsync" else Path, hvor, fuld)
        nu = koer(ny)
    assert (nu.tilstand, nu.fejl, nu.faerdige) == (Pakketilstand.VENTER, DISKEN, 0)
    assert [fil.suffix for fil in pakkemappe.iterdir()] == [".laas"]
    genoptag(timezone.now() + timedelta(minutes=1))
    assert koe == [("0175", str(ny.pk))]
    assert len(indhold(koer(ny))) == 2


@pytest.mark.parametrize("fejl", [DatabaseError, KeyboardInterrupt])
def test_afbrydes_arbejderen_er_der_ingen_fil_og_uret_tager_den_op(
    pakke, koe, monkeypatch, fejl: type[BaseException]
):
    ny = pakke(3)

    def doer(*_: object) -> bytes:
        raise fejl

    with monkeypatch.context() as undervejs:
        undervejs.setattr(danner, "kontrolark_som_pdf", doer)
        with pytest.raises(fejl):
            koer(ny)
    assert (laes(ny).tilstand, indhold(ny)) == (Pakketilstand.DANNES, {})
    genoptag(timezone.now() + timedelta(minutes=1))
    assert koe == [("0175", str(ny.pk))]
    assert len(indhold(koer(ny))) == 3


def test_er_en_anden_i_gang_goeres_intet(pakke, hurtig_pdf):
    ny = pakke(2)
    with mappe.alene(ny.pk) as vi_er:
        assert vi_er
        assert koer(ny).tilstand == Pakketilstand.VENTER
    assert hurtig_pdf == []


@pytest.mark.parametrize(
    "tilstand", [Pakketilstand.KLAR, Pakketilstand.FEJLET, Pakketilstand.SLETTET]
)
def test_en_pakke_der_er_afgjort_dannes_ikke_igen(pakke, hurtig_pdf, tilstand: Pakketilstand):
    ny = pakke(1)
    Pakke.objects.i_kommune("0175").update(tilstand=tilstand)
    assert koer(ny).tilstand == tilstand
    assert hurtig_pdf == []


def test_slettes_pakken_undervejs_bliver_der_ingen_fil(pakke, pakkemappe: Path, monkeypatch):
    ny = pakke(2)

    def slet_imens(*_: object) -> bytes:
        Pakke.objects.i_kommune("0175").update(tilstand=Pakketilstand.SLETTET, sager=[])
        mappe.slet(ny.pk)
        return b"%PDF"

    monkeypatch.setattr(danner, "kontrolark_som_pdf", slet_imens)
    assert koer(ny).tilstand == Pakketilstand.SLETTET
    assert list(pakkemappe.iterdir()) == []


def test_fremdriften_taelles_undervejs(pakke, monkeypatch):
    ny, set_ = pakke(3), []
    aegte = danner.kontrolark_som_pdf

    def ser_efter(sag: Sag, ark: object) -> bytes:
        set_.append((laes(ny).tilstand, laes(ny).faerdige))
        return aegte(sag, ark)

    monkeypatch.setattr(danner, "kontrolark_som_pdf", ser_efter)
    koer(ny)
    assert set_ == [(Pakketilstand.DANNES, nr) for nr in range(3)]
