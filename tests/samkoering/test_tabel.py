"""Prøvernes tabel læser kolonnerne, som de står, og siger fra, når en række er skæv."""

from __future__ import annotations

import pytest

from tests.samkoering import tabel
from tests.samkoering.verden import Proev, raekke


def test_kolonnerne_begynder_under_overskrifterne():
    raekker = tabel.laes("""
        fra         to ord  YM              hvorfor
        2018-06-19          UDFALD          den midterste er tom
        a  b        c d     INGEN_AENDRING  to blanke i en celle
    """)
    assert raekker[0] == {
        "fra": "2018-06-19",
        "to ord": "",
        "YM": "UDFALD",
        "hvorfor": "den midterste er tom",
    }
    assert (raekker[1]["fra"], raekker[1]["to ord"]) == ("a  b", "c d")
    assert (tabel.fakta(raekker[0]), tabel.ventede(raekker[0])) == (
        {"fra": "2018-06-19", "to ord": ""},
        {"YM": "UDFALD"},
    )


@pytest.mark.parametrize("linje", ["12345678", " 123  12"])
def test_en_skaev_celle_er_en_fejl_i_tabellen(linje: str):
    with pytest.raises(tabel.Skaevt):
        tabel.laes(f"fra   til\n{linje}")


@pytest.mark.parametrize("ventet", ["INGEN_AENDRING", "2018-05-04 90", "2018-05-05 80"])
def test_en_tabel_med_et_forkert_svar_falder(proev: Proev, ventet: str):
    with pytest.raises(pytest.fail.Exception, match=r"fandt \{'YM': '2018-05-05 90'\}"):
        proev(
            "borger_doer",
            raekke("cpr_status", status="90"),
            f"fra         YM              hvorfor\n2018-05-05  {ventet:14}  forkert med vilje",
        )
