"""CPR hentes, svarede ikke eller har svaret: siden og dokumentet siger hver gang det rigtige."""

from __future__ import annotations

import pytest
from django.utils import timezone

from sagsopstart.dokument.post import hovedets_personer
from sagsopstart.fakta.samling import (
    CPR_MANGLER,
    adresser_hentes,
    aegtefaelle_hentes,
    samling,
)
from sagsopstart.models import Ansoegning, Registeropslag, Rolle

I_DAG = timezone.localdate()
BESKYTTET = {"type": "0001", "fra": "2020-01-01", "til": None}
NUMRE = {Rolle.ANSOEGER: "6101900010", Rolle.AEGTEFAELLE: "6201900010"}


def _cpr(rolle: Rolle, tilstand: str, *beskyttelse: dict[str, str | None]) -> Registeropslag:
    person = {
        "fornavn": "Bo", "mellemnavn": None, "efternavn": "Testesen",
        "foedselsdato": "1990-05-01", "gaeldende_cpr": None,
    }  # fmt: skip
    uden = ("cpr_status", "cpr_civilstand", "cpr_separation", "cpr_boern", "cpr_adresser")
    svar = {
        "cpr_personer": [person], "cpr_beskyttelse": [*beskyttelse], **{navn: [] for navn in uden}
    }  # fmt: skip
    return Registeropslag(
        rolle=rolle, register="cpr", cpr=NUMRE[rolle], tilstand=tilstand,
        dag=I_DAG, svar=svar if tilstand == "SVARET" else None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("ansoeger", "aegtefaelle", "hun_hentes", "adresser", "advarsel", "navne"),
    [
        # ansøgeren          ægtefællen            hun   adr.  advarsel navne i hovedet
        (("VENTER",),            None,                 True,  True,  False, [""]),
        (("HENTER",),            None,                 True,  True,  False, [""]),
        (("FEJLET",),            None,                 False, False, True,  [""]),
        (("SVARET",),            None,                 False, False, False, ["Bo Testesen"]),
        (("SVARET",),            ("HENTER",),          False, True,  False, ["Bo Testesen", ""]),
        (("SVARET",),            ("FEJLET",),          False, False, False, ["Bo Testesen", ""]),
        (("SVARET", BESKYTTET),  ("HENTER",),          False, False, False, ["", ""]),
        (("SVARET",),            ("SVARET", BESKYTTET), False, False, False, ["Bo Testesen", ""]),
    ],
)  # fmt: skip
def test_at_hente_er_ikke_at_mangle(
    ansoeger, aegtefaelle, hun_hentes: bool, adresser: bool, advarsel: bool, navne: list[str]
):
    om = Ansoegning(cpr=NUMRE[Rolle.ANSOEGER])
    alle = [_cpr(Rolle.ANSOEGER, *ansoeger)]
    if aegtefaelle:
        om.aegtefaelle_cpr = NUMRE[Rolle.AEGTEFAELLE]
        alle.append(_cpr(Rolle.AEGTEFAELLE, *aegtefaelle))
    assert (aegtefaelle_hentes(alle), adresser_hentes(alle)) == (hun_hentes, adresser)
    fakta = samling(alle)
    assert fakta["bemaerkninger"] == [CPR_MANGLER] * advarsel
    assert fakta["beskyttet"] or all(navne)  # adressen er skjult, til det vides
    assert [en["navn"] for en in hovedets_personer(om, alle)] == navne
