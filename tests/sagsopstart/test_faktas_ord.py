"""Faktas ord: indkomstens typer og linjen om, hvem der har svaret."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from registre.opslag.kontrakt import OPSLAGSREGISTRE
from sagsopstart.fakta.fuldstaendig import status
from sagsopstart.fakta.indkomst import indkomst
from sagsopstart.models import Registeropslag, Rolle

SIDST = datetime(2026, 11, 27, 8, 52, tzinfo=UTC)
"""09.52 i Danmark."""
ALLE = list(OPSLAGSREGISTRE)


@pytest.mark.parametrize(
    ("type_", "art", "ord_"),
    [
        ("00", None,   "Løn"),
        ("06", None,   "Kontanthjælp m.v."),
        ("04", None,   "Anden personlig indkomst"),
        ("04", "0006", "Pension"),
        ("04", "9999", "Anden personlig indkomst"),
        ("07", None,   "Syge- eller barselsdagpenge"),
        ("26", None,   "Aldersopsparing"),
        ("99", None,   "Indkomsttype 99"),
    ],
)  # fmt: skip
def test_indkomsttypen_staar_i_ord(type_: str, art: str | None, ord_: str):
    raekke: dict[str, Any] = {
        "virksomhed": "Firmaet", "indkomsttype": type_, "indtaegtsart": art, "beloeb_oere": 100,
        "periode_fra": "2026-10-01", "periode_til": "2026-10-31",
    }  # fmt: skip
    (tabel,) = indkomst({"eindkomst": [raekke]}, SIDST.date())
    assert [navn for navn, _ in tabel.kolonner] == ["Måned", ord_, "Indberettet i alt"]


def opslag(register: str, tilstand: str) -> Registeropslag:
    faerdig = SIDST if tilstand in ("SVARET", "FEJLET") else None
    return Registeropslag(register=register, tilstand=tilstand, afsluttet=faerdig)


@pytest.mark.parametrize(
    ("andre", "linje"),
    [
        # de andre registre end CPR, som svarede; resten har svaret
        ({}, "9 af 9 registre har svaret om ansøgeren."),
        ({"uip": "FEJLET"}, "8 af 9 registre har svaret om ansøgeren; UIP svarede ikke kl. 09.52."),
        ({"uip": "HENTER"}, "8 af 9 registre har svaret om ansøgeren; UIP har ikke svaret endnu."),
        ({"uip": "HENTER", "cvr": "VENTER", "r75": "HENTER"},
         "6 af 9 registre har svaret om ansøgeren; UIP, CVR og SKAT årsopgørelse (R75) har ikke "
         "svaret endnu."),
        ({"uip": "HENTER", "cvr": "FEJLET"},
         "7 af 9 registre har svaret om ansøgeren; CVR svarede ikke kl. 09.52; UIP har ikke "
         "svaret endnu."),
        ({"uip": "FEJLET", "cvr": "FEJLET"},
         "7 af 9 registre har svaret om ansøgeren; UIP svarede ikke kl. 09.52 og CVR svarede ikke "
         "kl. 09.52."),
        ({"uip": None}, "8 af 9 registre har svaret om ansøgeren; UIP er ikke slået op."),
        (dict.fromkeys(ALLE, "VENTER"), "0 af 9 registre har svaret om ansøgeren."),
        ({**dict.fromkeys(ALLE, "VENTER"), "cpr": "SVARET"},
         "1 af 9 registre har svaret om ansøgeren; UIP, Huslejeregister, Boligstøtte, Jobcenter, "
         "CVR, Motorregister, eIndkomst og SKAT årsopgørelse (R75) har ikke svaret endnu."),
    ],
)  # fmt: skip
def test_linjen_siger_hvem_der_har_svaret(andre: dict[str, str | None], linje: str):
    tilstande = {**dict.fromkeys(ALLE, "SVARET"), **andre}
    egne = {register: opslag(register, t) for register, t in tilstande.items() if t}
    vist = status(Rolle.ANSOEGER, egne)
    assert vist["linje"] == linje
    svaret = sum(t == "SVARET" for t in tilstande.values())
    assert (vist["svaret"], len(vist["mangler"])) == (svaret, len(ALLE) - svaret)
