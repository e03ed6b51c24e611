"""Diagrammernes titler er konklusionen, og den siger aldrig mere, end tallene kan."""

from __future__ import annotations

from datetime import date

import pytest

from feedback.effekt.diagrammer import alder, kvartaler, traef, tragt
from feedback.effekt.diagrammer.tegning.traef import BRED, SMAL, tegn
from feedback.effekt.laesning import Figurer, aaret_foer
from feedback.effekt.laesning import kvartaler as perioderne
from feedback.effekt.regelkort.kort import STREG, regelkort
from feedback.effekt.statistik import andel
from feedback.effekt.udsnit import tema, type_
from feedback.effekt.valg import Valg
from feedback.models import Effektfigur

VALG = Valg(date(2025, 11, 1), date(2026, 11, 1))
OKTOBER = (date(2026, 10, 1), date(2026, 11, 1))
ALLE = {"afsluttet": 100, "aendret": 25, "henlagt": 75, "henlagt_visitering": 60}
ALLE |= {"henlagt_hoering": 15, "med_krav": 15, "uden_krav": 10}


def figurer(*viste, valg=VALG):
    """Figurer af (opdeling, vist, mærke, periode); de to sidste kan udelades."""
    alle = {}
    for opdeling, vist, *resten in viste:
        maerke, (fra, til) = (*resten, *("", (valg.fra, valg.til))[len(resten) :])
        alle[fra, til, opdeling, maerke] = Effektfigur(opdeling=opdeling, vist=vist)
    return Figurer(valg, alle)


def afsluttet(**rettet):
    """Årets afsluttede; ``None`` skjuler grenen."""
    vist = {**ALLE, **rettet}
    return "AFSLUTTET", {navn: tal for navn, tal in vist.items() if tal is not None}


UDLOEBET = ("UDLOEBET", {"udloebet": 50})


@pytest.mark.parametrize(
    ("viste", "titel", "oeverst"),
    [
        ([], "Der er ingen eller for få afsluttede sager til at vise, hvad de førte til", None),
        ([afsluttet(), UDLOEBET], "Hver sjette sluttede sag førte til ændret tildeling", 150),
        # uden de udløbne er tragten af de bestilte, og det siger den
        ([afsluttet()], "Hver fjerde bestilte sag førte til ændret tildeling", 100),
        ([afsluttet(aendret=0), UDLOEBET], "Ingen sag førte til ændret tildeling", 150),
        (
            [afsluttet(aendret=None), UDLOEBET],
            "Der er for få sager til at vise, hvor mange der førte til ændret tildeling",
            150,
        ),
        ([afsluttet(aendret=66)], "To ud af tre bestilte sager førte til ændret tildeling", 100),
    ],
)
def test_tragten(viste, titel, oeverst):
    diagram = tragt.tragt(figurer(*viste))
    assert diagram.titel == titel
    vist = [celle for _, celle, andel in diagram.raekker if andel is not None]
    assert vist[:1] == ([oeverst] if oeverst else [])
    assert bool(diagram.tegning) == bool(oeverst)


@pytest.mark.parametrize(
    ("vist", "titel", "grupper"),
    [
        ({}, "Der er ingen eller for få åbne sager til at vise dem", []),
        ({"aabne": 0}, "Ingen åbne sager", [("Alle", 0)]),
        ({"aabne": 7}, "7 åbne sager; alderen vises ikke (små tal)", [("Alle", 7)]),
        (
            {"aabne": 50, "0-15": 40, "16-30–over": 10},
            "50 åbne sager",
            [("0–15", 40), ("16 og over", 10)],
        ),
        (
            {"aabne": 50, "0-15": 30, "16-30–over": 20, "16-30": 10, "31-45–over": 10}
            | {"31-45": 5, "46-60–over": 5},
            "5 åbne sager er 46 dage eller ældre",
            [("0–15", 30), ("16–30", 10), ("31–45", 5), ("46 og over", 5)],
        ),
    ],
)
def test_de_aabne_sager(vist, titel, grupper):
    diagram = alder.alder(figurer(("AABNE", vist, "", OKTOBER)))
    assert diagram.titel == titel
    assert diagram.raekker == (grupper or [("Alle", "Vises ikke (små tal)")])


@pytest.mark.parametrize(
    ("antal", "titel"),
    [
        ((6, 5, 0), "11 åbne sager rammer fristen inden for omkring to uger eller er over den"),
        ((0, 0, 0), "Ingen åben sag er 76 dage eller ældre"),
    ],
)
def test_taet_paa_fristen_siges_det(antal, titel):
    grupper = [
        alder.Gruppe("0–75", 0, 100),
        alder.Gruppe("76–83", 76, antal[0]),
        alder.Gruppe("84–frist", 84, antal[1]),
        alder.Gruppe("Over fristen", 93, antal[2], over=True),
    ]
    assert alder.titel(tuple(grupper)) == titel


TYPE_A, TYPE_B = type_("b_indkomst"), type_("ny_arbejdsgiver")


def typer(*par):
    """Alle sager 25 af 100, og kontroltyper med (mærke, ændret, afsluttet)."""
    egne = [("AFSLUTTET", {"afsluttet": n, "aendret": k}, m) for m, k, n in par]
    return figurer(afsluttet(), *egne)


@pytest.mark.parametrize(
    ("par", "titel"),
    [
        ([], "Ingen kontroltype har sager nok til at vise træfprocenten"),
        ([(TYPE_A, 40, 50)], "Kun B indkomst har sager nok til at vise træfprocenten"),
        (
            [(TYPE_A, 40, 50), (TYPE_B, 10, 50)],
            "B indkomst rammer oftere end alle sager under ét",
        ),
        (
            [(TYPE_A, 13, 50), (TYPE_B, 12, 50)],  # højest, men ikke sikkert højere
            "Ingen kontroltype skiller sig sikkert ud fra alle sager under ét",
        ),
        (
            [(TYPE_A, 5, 100), (TYPE_B, 12, 50)],
            "B indkomst rammer sjældnere end alle sager under ét",
        ),
    ],
)
def test_kontroltyperne(par, titel):
    assert traef.traef(typer(*par)).titel == titel


def test_de_skjulte_kontroltyper_staar_nederst_og_i_et_tema_staar_kun_dets_egne():
    viste = typer((TYPE_B, 10, 50))
    navne = [linje.navn for linje in traef.linjer(viste)]
    assert navne[0] == "Ny arbejdsgiver"
    assert len(navne) == 17
    # Også når en skjult har flere sager end en vist, der aldrig rammer.
    ingen_rammer = (
        typer((TYPE_B, 0, 50)).alle | figurer(("AFSLUTTET", {"afsluttet": 400}, TYPE_A)).alle
    )
    raekken = traef.linjer(Figurer(VALG, ingen_rammer))
    assert [linje.navn for linje in raekken[:2]] == ["Ny arbejdsgiver", "B indkomst"]
    i_temaet = Figurer(VALG.__class__(VALG.fra, VALG.til, maerke=tema("Indkomst")), viste.alle)
    assert {linje.navn for linje in traef.linjer(i_temaet)} == {
        "B indkomst", "Ny arbejdsgiver", "Ændring i andre offentlige ydelser",
    }  # fmt: skip
    raekke = next(r for r in traef.traef(viste).raekker if r[0] == "B indkomst")
    assert set(raekke[1:]) <= {"Vises ikke (små tal)", None}


@pytest.mark.parametrize("form", [BRED, SMAL])
def test_linjen_for_alle_sager_gaar_aldrig_gennem_de_skjultes_ord(form):
    linjen_staar_over = []
    for aendret in range(0, 101, 2):
        tegning = tegn((traef.Linje("Bilkøb", None, 81),), andel(aendret, 100), form)
        ordene = tegning.skjult_x - 3, tegning.skjult_x + 125  # som skabelonens hvide felt
        assert not ordene[0] <= tegning.alle_x <= ordene[1]
        assert form.venstre <= ordene[0]
        assert ordene[1] <= form.bredde
        linjen_staar_over.append(tegning.alle_x > ordene[1])
    assert set(linjen_staar_over) == {True, False}  # begge sider af ordene er prøvet


def kvartal(nr, afsluttede, udloebet=None):
    """Kvartalets figurer."""
    periode = perioderne(VALG)[nr]
    egne = [("AFSLUTTET", afsluttede, "", periode)]
    return egne + ([("UDLOEBET", {"udloebet": udloebet}, "", periode)] if udloebet else [])


def delt(aendret, visitering, hoering=20):
    """Et kvartals afsluttede, delt helt."""
    henlagt = visitering + hoering
    return {
        "afsluttet": aendret + henlagt,
        "aendret": aendret,
        "henlagt": henlagt,
        "henlagt_visitering": visitering,
        "henlagt_hoering": hoering,
    }


@pytest.mark.parametrize(
    ("viste", "titel", "med_udloebne"),
    [
        ([], "Kvartalerne har for få sager til at vise udfaldene", True),
        (
            kvartal(3, delt(20, 60)),
            "20 % endte med ændret tildeling i 3. kvartal 2026",
            False,
        ),
        (
            kvartal(0, delt(20, 60), 20) + kvartal(3, delt(22, 60), 20),
            "Ingen sikker ændring i udfaldene siden 4. kvartal 2025",
            True,
        ),
        (
            kvartal(0, delt(200, 600), 90) + kvartal(3, delt(300, 600), 30),
            "Flere sager ender med ændret tildeling, og færre udløber",
            True,
        ),
        (
            kvartal(0, delt(200, 600), 90) + kvartal(3, delt(205, 600), 30),
            "Færre sager udløber",
            True,
        ),
        # er de udløbne skjult i ét kvartal, er alle kvartaler uden dem
        (
            kvartal(0, delt(200, 600), 90) + kvartal(3, delt(300, 600)),
            "Flere sager ender med ændret tildeling",
            False,
        ),
    ],
)
def test_kvartalerne(viste, titel, med_udloebne):
    diagram = kvartaler.resultater(figurer(*viste))
    assert diagram.titel == titel
    assert ("Udløbne sager er ikke med" in diagram.under) != med_udloebne
    assert ("Udløbet ubehandlet" in diagram.hoved) == (med_udloebne and bool(viste))


def test_er_de_henlagte_ikke_delt_vises_de_under_et():
    vist = {"afsluttet": 100, "aendret": 30, "henlagt": 70}
    diagram = kvartaler.resultater(figurer(*kvartal(3, vist)))
    assert diagram.hoved[2] == "Henlagt"
    assert diagram.raekker[3][:3] == ["3. kvartal 2026", 100, 70]


@pytest.mark.parametrize(
    ("foer", "nu", "ord_"),
    [
        ((20, 100), (22, 100), "Som året før (20 %)"),
        # De to intervaller overlapper, men forskellen er sikker: det er den, der spørges om.
        ((40, 200), (60, 200), "Op fra 20 %"),
        ((60, 200), (40, 200), "Ned fra 30 %"),
        (None, (40, 200), "Intet år før"),
    ],
)
def test_kontroltypens_op_og_ned_er_kvartalernes(foer, nu, ord_):
    maerke = type_("b_indkomst")
    viste = [
        ("AFSLUTTET", {"aendret": tal[0], "afsluttet": tal[1]}, maerke, periode)
        for tal, periode in ((foer, aaret_foer(VALG)), (nu, (VALG.fra, VALG.til)))
        if tal
    ]
    kort = next(k for k in regelkort(figurer(*viste), 10) if k.navn == "B indkomst")
    assert kort.retning == ord_


def test_kortets_tal_er_de_viste_og_en_streg_for_de_skjulte():
    uden = regelkort(figurer(), 10)[0]
    assert {celle.tal for celle in uden.celler} == {STREG}
    assert uden.har_skjulte
    maerke = type_("bilkoeb")
    viste = figurer(
        ("NYE", {"nye": 0}, maerke),
        ("AFSLUTTET", {"afsluttet": 40, "aendret": 10}, maerke),
        ("UDLOEBET", {"udloebet": 10}, maerke),
        ("GENTAGELSE:bilkoeb", {"afsluttet": 40, "gentaget": 0}, maerke),
    )
    figur = viste.figur("AFSLUTTET", maerke)
    figur.krav_oere, figur.maanedlig_oere, figur.minutter_median = 4_000_000, -200_000, 4.5
    kort = regelkort(viste, 10)[0]
    assert [(celle.tal, celle.under) for celle in kort.celler] == [
        ("0", ""), ("40", ""), ("25 %", "14–40 %"), ("Intet år før", ""), ("4,5", ""),
        ("1.000 kr.", ""), ("−50 kr.", ""), ("20 %", ""), ("0 %", ""),
    ]  # fmt: skip
    assert not kort.har_skjulte
