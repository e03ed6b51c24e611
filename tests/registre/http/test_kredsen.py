"""Kredsløbsafbryderen: den åbner efter fejl i træk, prøver én gang, og lukker, når det lykkes."""

from __future__ import annotations

from pathlib import Path

from registre.http.kreds import Kreds, Kredse
from tests.registre.http.registerserveren import Klient, Spoleur, server


def ny(graense: int = 3) -> tuple[Kreds, Spoleur]:
    ur = Spoleur()
    return Kreds(ur.nu, graense=graense, pause=60), ur


def fejl(kreds: Kreds, antal: int) -> None:
    for _ in range(antal):
        assert kreds.spaerret() == ""
        kreds.fejlede()


def test_den_aabner_paa_graensen_og_ikke_foer():
    kreds, _ = ny()
    fejl(kreds, 2)
    assert kreds.spaerret() == ""
    kreds.fejlede()
    ventet = "Registeret fejlede 3 gange i træk og får ro. Prøv igen om 60 sekunder."
    assert kreds.spaerret() == ventet


def test_et_svar_imellem_begynder_forfra():
    kreds, _ = ny()
    for _ in range(5):
        fejl(kreds, 2)
        kreds.lykkedes()
    assert kreds.spaerret() == ""


def test_halvaaben_slipper_netop_een_igennem():
    kreds, ur = ny()
    fejl(kreds, 3)
    ur.tid = 59.9
    assert kreds.spaerret()
    ur.tid = 60.0
    assert kreds.spaerret() == ""
    assert kreds.spaerret()  # den anden må vente på den førstes svar


def test_den_halvaabne_proeve_afgoer_det():
    kreds, ur = ny()
    fejl(kreds, 3)
    ur.tid = 60.0
    fejl(kreds, 1)
    ur.tid = 119.9
    assert kreds.spaerret()  # en pause til
    ur.tid = 120.0
    assert kreds.spaerret() == ""
    kreds.lykkedes()
    fejl(kreds, 2)
    assert kreds.spaerret() == ""


def test_en_proeve_der_intet_siger_giver_den_naeste_lov():
    kreds, ur = ny()
    fejl(kreds, 3)
    ur.tid = 60.0
    assert kreds.spaerret() == ""
    kreds.uafgjort()
    assert kreds.spaerret() == ""


def test_hver_server_og_hvert_register_har_sin():
    kredse = Kredse(lambda: ny()[0])
    assert kredse.giv("a", "cpr") is kredse.giv("a", "cpr")
    assert kredse.giv("a", "cpr") is not kredse.giv("a", "udk")
    assert kredse.giv("a", "cpr") is not kredse.giv("b", "cpr")


def test_en_syg_server_faar_fred_og_proeves_igen_bagefter(verden: Path, tmp_path: Path):
    kreds, ur = ny(graense=3)
    with server(verden, "500:feriekonto::3") as koerende:
        klient = Klient(koerende, kreds=kreds)
        klient.ur = ur
        klient.taalmod = type(klient.taalmod)(ur=ur, terning=lambda: 0.0)
        assert "får ro" in klient.grund(tmp_path / "ud")
        kald = len(koerende.kald)
        assert "får ro" in klient.grund(tmp_path / "ud")
        assert len(koerende.kald) == kald  # den åbne kreds kalder slet ikke
        ur.tid += 60
        assert klient.hent(tmp_path / "ud").tabeller == ("feriekonto_anmodninger",)
