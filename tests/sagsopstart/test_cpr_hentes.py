"""CPR hentes, svarede ikke eller har svaret: siden og dokumentet siger hver gang det rigtige."""

from __future__ import annotations

import pytest
from django.utils import timezone

from sagsopstart.dokument.post import hovedets_personer
from sagsopstart.fakta.beskyttelse import hvorfor_skjult
from sagsopstart.fakta.samling import (
    CPR_MANGLER,
    TIDLIGERE_AEGTEFAELLE,
    adresser_hentes,
    aegtefaelle_hentes,
    samling,
)
from sagsopstart.models import Ansoegning, Registeropslag, Rolle

I_DAG = timezone.localdate()
BESKYTTET = {"type": "0001", "fra": "2020-01-01", "til": None}
BO = "Bo Testesen"
HAN, HUN, BEGGE = (
    f"{hvem} har navne- og adressebeskyttelse."
    for hvem in ("Ansøgeren", "Ægtefællen", "Ansøgeren og ægtefællen")
)
TIER_HAN, TIER_HUN, TIER_BEGGE = (
    f"CPR har ikke svaret om {hvem}."
    for hvem in ("ansøgeren", "ægtefællen", "ansøgeren og ægtefællen")
)
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
    ("ansoeger", "aegtefaelle", "hun_hentes", "adresser", "advarsel", "navne", "skjult"),
    [
        # ansøgeren          ægtefællen            hun   adr.  advarsel navne i hovedet  skjult
        (("VENTER",),            None,                 True,  True,  False, [""],    [TIER_HAN]),
        (("HENTER",),            None,                 True,  True,  False, [""],    [TIER_HAN]),
        (("FEJLET",),            None,                 False, False, True,  [""],    [TIER_HAN]),
        (("SVARET",),            None,                 False, False, False, [BO],    []),
        (("SVARET",),            ("HENTER",),          False, True,  False, [BO, ""], [TIER_HUN]),
        (("SVARET",),            ("FEJLET",),          False, False, False, [BO, ""], [TIER_HUN]),
        (("SVARET", BESKYTTET),  ("HENTER",),     False, False, False, [BO, ""], [HAN, TIER_HUN]),
        (("SVARET",),            ("SVARET", BESKYTTET), False, False, False, [BO, BO], [HUN]),
        (("SVARET", BESKYTTET),  ("SVARET", BESKYTTET), False, False, False, [BO, BO], [BEGGE]),
        (("FEJLET",),            ("FEJLET",),          False, False, True,  ["", ""], [TIER_BEGGE]),
    ],
)  # fmt: skip
def test_at_hente_er_ikke_at_mangle(
    ansoeger, aegtefaelle, hun_hentes: bool, adresser: bool, advarsel: bool,
    navne: list[str], skjult: list[str],
):  # fmt: skip
    om = Ansoegning(cpr=NUMRE[Rolle.ANSOEGER])
    alle = [_cpr(Rolle.ANSOEGER, *ansoeger)]
    if aegtefaelle:
        om.aegtefaelle_cpr = NUMRE[Rolle.AEGTEFAELLE]
        alle.append(_cpr(Rolle.AEGTEFAELLE, *aegtefaelle))
    assert (aegtefaelle_hentes(alle), adresser_hentes(alle)) == (hun_hentes, adresser)
    fakta = samling(alle)
    mangler = TIDLIGERE_AEGTEFAELLE if aegtefaelle else CPR_MANGLER
    assert fakta["bemaerkninger"] == [mangler] * advarsel
    assert fakta["beskyttet"] or all(navne)  # adressen er skjult, til det vides
    hoved = hovedets_personer(om, alle)
    assert [en["navn"] for en in hoved] == navne  # også en beskyttets: det står ved navnet
    assert [en["beskyttet"] for en in hoved] == [
        BESKYTTET in svar for svar in (ansoeger, aegtefaelle) if svar
    ]
    assert hvorfor_skjult(alle) == " ".join(skjult)
    assert bool(skjult) is fakta["beskyttet"]
