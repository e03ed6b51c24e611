"""Arket er det samme, hver gang de samme registre læses: ingen tilfældig orden."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from registre.laesning import Udtraek
from samkoering.koersel import koer
from samkoering.models import Kontrolark
from tests.uafhaengig.haandlavet import YM, Mappe

pytestmark = pytest.mark.django_db

NAT = date(2018, 6, 19)
FERIEDAGE = tuple(f"2018-07-{dag:02}" for dag in range(2, 10))
TVILLINGER = (("6505120005", "Bo"), ("6505120013", "Alma"), ("6505120021", "Carl"))


def frosset_ark(sted: Path, feriedage: tuple[str, ...], boern: Any) -> Kontrolark:
    """Det frosne ark over de samme rækker i den givne rækkefølge."""
    mappe = Mappe(sted).person(YM)
    for udbetalt in ("2018-06-30", "2018-07-31"):
        mappe.med("ydelse_udbetalinger", sag_id="S1", udbetalt=udbetalt, beloeb_oere=1)
    for dag in feriedage:
        felter = {"anmodet": "2018-06-18", "beloeb_oere": 1, "annulleret": "false"}
        felter |= {"foerste_feriedag": dag, "forventet_udbetaling": "2018-06-25"}
        mappe.med("feriekonto_anmodninger", cpr=YM, **felter)
    for cpr, navn in boern:
        mappe.med("cpr_personer", cpr=cpr, foedselsdato="2012-05-05", fornavn=navn)
        mappe.med("cpr_boern", foraelder_cpr=YM, barn_cpr=cpr)
    koer(Udtraek(mappe.skriv()), NAT)
    (ark,) = Kontrolark.objects.paa_tvaers(grund="prøven ser hele databasen")
    return ark


def indhold(sted: Path, feriedage: tuple[str, ...], boern: Any) -> dict[str, Any]:
    """Arkets indhold."""
    return frosset_ark(sted, feriedage, boern).indhold


def test_fingeraftrykket_er_af_indholdet_med_faste_noegler(tmp_path):
    """Arket skrives i dele; de skal stå, som hele indholdet ville være skrevet."""
    ark = frosset_ark(tmp_path, FERIEDAGE[:2], TVILLINGER)
    kanonisk = json.dumps(ark.indhold, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert ark.sha256 == hashlib.sha256(kanonisk.encode()).hexdigest()


def test_samme_dags_haendelser_staar_efter_det_de_er(tmp_path):
    """Otte af samme regel og dag: en tilfældig orden ville ramme rigtigt én gang af 40.320."""
    frosset = indhold(tmp_path, FERIEDAGE, TVILLINGER)
    feriedage = [
        next(celle for celle in fund["raekker"][0] if celle in FERIEDAGE)
        for fund in frosset["udfald"]
    ]
    assert feriedage == list(FERIEDAGE)


@pytest.mark.parametrize("boern", [TVILLINGER, TVILLINGER[::-1]])
def test_tvillinger_staar_ens_uanset_registrets_orden(tmp_path, boern):
    frosset = indhold(tmp_path, FERIEDAGE[:1], boern)
    navne = [barn["navn"].split()[0] for barn in frosset["ym"]["boern"]]
    assert navne == [navn for _cpr, navn in TVILLINGER]
