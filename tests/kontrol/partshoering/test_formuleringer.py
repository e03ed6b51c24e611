"""Brevets ord: hver regel har sine, de er lette at læse, antager intet og afslører ingen."""

from __future__ import annotations

import re
from datetime import date

import pytest

from adgang.models import Kommune
from kontrol.models import Brevart, Partshoering
from kontrol.partshoering.brev import faste_afsnit
from kontrol.partshoering.formuleringer import (
    afsnit,
    formulering_for,
    kan_ikke_hoeres,
    omtanke,
    ordene,
    pladser,
)
from kontrol.partshoering.udkast import udkast
from portal.indsigt.tekster import REGISTRE
from samkoering.indsigt.hvidliste import kolonner
from samkoering.models import Sag
from samkoering.regelkatalog import regler
from samkoering.regler import ALLE_REGLER
from tests.kontrol.partshoering import eksempel
from tests.kontrol.partshoering.lix import lix, saetninger

SLUGS = [regel["slug"] for regel in regler()]
HOERBARE = [slug for slug in SLUGS if slug != "borger_doer"]
ROLLER = [(r["slug"], rolle) for r in regler() for rolle in ("YM", "AEF")
          if r["slug"] != "borger_doer" and (rolle == "YM" or r["aef"])]  # fmt: skip
ANKLAGER = re.compile(
    r"mistænk|snyd|svig|bedrag|anklag|skyld|straf|ulovlig|uretmæssig|påstå|!", re.IGNORECASE
)
ENKE = {"noegle": "E|2026-10-03"}
SAG = Sag(sagsnr="R-26-004812", kle="32.24.04", kommune=Kommune(kode="0175", navn="Rødovre"))
FELTER = {"kommune": "Rødovre Kommune", "sagsnr": "R-26-004812", "frist": "4. december 2026"}
FASTE = "\n\n".join(
    linje for fast in faste_afsnit(FELTER, []) for linje in (fast["overskrift"], *fast["afsnit"])
)


def hele_brevet(*udfald, art: Brevart = Brevart.HOERING) -> str:
    foerste = Partshoering(sendt=eksempel.FREDAG)
    return f"{udkast(SAG, udfald, art, foerste)}\n\n{FASTE}"


def test_hver_regel_har_en_formulering_eller_en_grund():
    assert set(ordene()["regler"]) - {"civilstand_doedsfald"} == set(HOERBARE)
    assert set(ordene()["kan_ikke_hoeres"]) == {"borger_doer"}
    assert set(eksempel.RAEKKER) == set(SLUGS) == {regel.slug for regel in ALLE_REGLER}


@pytest.mark.parametrize("slug", HOERBARE)
def test_felterne_er_bevisets_egne_og_borgerens_egne(slug):
    """Kun hvidlistens kolonner, og ingen adresse, kan nå brevet."""
    adresser = {n for r in ALLE_REGLER if r.slug == slug for n, type_ in r.kolonner
                if type_ == "adresse"}  # fmt: skip
    ord_ = ordene()["regler"][slug]
    assert pladser(ord_["kort"]) <= {"kilde", "hvem", "dato"}
    maa = {"kilde", "hvem", "dato", "antal"} | (kolonner(slug) - adresser)
    assert pladser(ord_.get("fuld", "")) <= maa


def test_registrene_hedder_det_samme_som_i_indsigten():
    assert ordene()["registre"] == REGISTRE


VENTET = {
    "bilkoeb": "Ifølge SKATs årsopgørelse (R75) købte du Skoda Octavia den 1. oktober 2026.",
    "bilsalg": "Ifølge SKATs årsopgørelse (R75) solgte du en bil den 1. oktober 2026.",
    "mange_bilhandler": "har du købt eller solgt ældre biler 3 gange, senest den 1. oktober 2026.",
    "ny_virksomhed": "har du været med i Prøve & Co, siden den startede den 1. oktober 2026.",
    "b_indkomst": "har du fået 2.300,50 kr. i B-indkomst fra Aftenskolen. Det er for tiden fra "
    "1. september 2026 til 30. september 2026.",
    "ny_arbejdsgiver": "Ifølge eIndkomst fik du løn fra Rengøring Nord ApS den 30. oktober 2026.",
    "momsindberetning": "har du oplyst 12.000 kr. i moms for 3. kvartal 2026.",
    "aendring_andre_ydelser": "får eller har fået: pension. Du fik 0 kr. måneden før og 8.200 kr. "
    "i oktober 2026.",
    "civilstand": "noget nyt i din civilstand den 3. oktober 2026. Vi har noteret: gift.",
    "barn_flytter": "har du og et barn under 18 år ikke haft samme adresse siden",
    "flytning": "Ifølge CPR-registeret flyttede du den 1. oktober 2026.",
    "borgerstatus": "Før stod der: Bopæl i Danmark. Nu står der: Udrejst.",
    "foedsel": "Ifølge CPR-registeret fik du et barn den 1. oktober 2026.",
    "barn_doer": "har du mistet et barn den 1. oktober 2026. Det gør os ondt.",
    "underholdsbidrag": "begyndte der den 1. oktober 2026 en sag om børnebidrag (normalbidrag). "
    "Du står i sagen som bidragsbetaler.",
    "feriekonto": "bad du om 4.800 kr. i feriepenge den 1. oktober 2026. Første feriedag er den "
    "21. december 2026.",
}  # fmt: skip


@pytest.mark.parametrize("slug", HOERBARE)
def test_hvad_vi_har_set_hvor_og_hvornaar(slug):
    tekst = afsnit(eksempel.udfald(slug))
    assert VENTET[slug] in tekst
    assert REGISTRE[eksempel.bevis(slug)["register"]] in tekst
    assert "Det så vi den 22. november 2026." in tekst
    assert "{" not in tekst


AFSLOERER = ("Rengøring", "Aftenskolen", "Skoda", "Prøve", "kr.", "pension", "B-77", "Opel")


@pytest.mark.parametrize(("slug", "rolle"), ROLLER)
@pytest.mark.parametrize("beskyttet", [False, True])
def test_intet_om_andre_og_ingen_adresser(slug, rolle, beskyttet):
    bevis = eksempel.bevis(slug, adressebeskyttet=beskyttet)
    tekst = afsnit(eksempel.udfald(slug, rolle, bevis=bevis))
    skjult = eksempel.ANDRES + (AFSLOERER if rolle == "AEF" or beskyttet else ())
    assert not [ord_ for ord_ in skjult if ord_ in tekst]
    assert ("din ægtefælle" in tekst) == (rolle == "AEF")
    assert ("den 1. oktober 2026" in tekst) or not (rolle == "AEF" or beskyttet)


@pytest.mark.parametrize("slug", HOERBARE)
@pytest.mark.parametrize(
    "hul",
    [
        {"raekker": []},
        {"raekker": [[]]},
        {"raekker": [[None] * 7]},
        {"raekker": [["670585-0028"] * 7]},   # et CPR-nummer i en celle kommer ikke med
        {"raekker": [["A" * 81] * 7]},
        {"raekker": [["\u202e"] * 7]},
        {"kolonner": []},
        {"register": "UKENDT", "slaaet_op": "", "raekker": []},
    ],
)  # fmt: skip
def test_et_bevis_med_huller_giver_den_korte_formulering(slug, hul):
    tekst = afsnit(eksempel.udfald(slug, bevis=eksempel.bevis(slug, **hul)))
    assert tekst.startswith("Ifølge ")
    assert "{" not in tekst
    assert "670585" not in tekst
    assert "None" not in tekst


@pytest.mark.parametrize("ond", ["{hvem}", "{0}", "{x.__class__}", "<script>alert(1)</script>"])
def test_registertekst_er_kun_tekst(ond):
    raekke = [["2026-10-30", ond, "99990012", "0 Lønindkomst", 1, 3]]
    tekst = afsnit(
        eksempel.udfald("ny_arbejdsgiver", bevis=eksempel.bevis("ny_arbejdsgiver", raekker=raekke))
    )
    assert f"løn fra {ond} den" in tekst


@pytest.mark.parametrize(
    ("slug", "mere", "ventet"),
    [
        ("barn_doer",  {},                        True),
        ("civilstand", ENKE,                      True),
        ("civilstand", {"noegle": "L|2026-10-3"}, True),
        ("civilstand", {"noegle": "F|2026-10-3"}, False),
        ("civilstand", {"noegle": "G|2026-10-3"}, False),
        ("flytning",   {"noegle": "E|2026-10-3"}, False),
        ("foedsel",    {},                        False),
    ],
)  # fmt: skip
def test_et_doedsfald_faar_sine_egne_ord(slug, mere, ventet):
    udfald = eksempel.udfald(slug, **mere)
    brevet = udkast(SAG, [eksempel.udfald("bilkoeb"), udfald], Brevart.HOERING)
    assert bool(omtanke(udfald)) == ventet
    assert ("Det gør os ondt" in afsnit(udfald)) == ventet
    if ventet:
        assert "?" not in afsnit(udfald)
        assert brevet.startswith("Du får kontanthjælp fra Rødovre Kommune.")
        assert brevet.split("\n\n")[1] == afsnit(udfald)  # dødsfaldet står først
        assert "Nu vil vi gerne høre dig om dette" not in brevet


def test_en_afdoed_kan_ikke_hoeres():
    doed = eksempel.udfald("borger_doer")
    assert "kan ikke høres" in kan_ikke_hoeres(doed)
    assert udkast(SAG, [doed, eksempel.udfald("flytning")], Brevart.HOERING).count("\n\n") == 1


@pytest.mark.parametrize(("slug", "rolle"), ROLLER)
def test_ordene_antager_intet(slug, rolle):
    assert not ANKLAGER.search(hele_brevet(eksempel.udfald(slug, rolle)))


@pytest.mark.parametrize(("slug", "rolle"), ROLLER)
@pytest.mark.parametrize("art", list(Brevart))
def test_brevet_er_let_at_laese(slug, rolle, art):
    tekst = hele_brevet(eksempel.udfald(slug, rolle), art=art)
    assert lix(tekst) <= 30
    assert max(len(saetning) for saetning in saetninger(tekst)) <= 25


def test_ogsaa_det_laengste_brev_er_let_at_laese():
    alle = [eksempel.udfald(slug, rolle) for slug, rolle in ROLLER]
    tekst = hele_brevet(*alle, eksempel.udfald("civilstand", **ENKE))
    assert lix(tekst) <= 35
    assert tekst.count("Ifølge ") == len(alle) + 1


@pytest.mark.parametrize(
    ("tekst", "ventet"),
    [
        ("Vi ser dig.",                               3.0),
        ("Vi ser dig. Du ser os.",                    3.0),
        ("Overordentlig vanskelige formuleringer.",   103.0),
        ("Du fik 230 kr. i løn den 1. maj 2026.",     10.0),   # ét punktum slutter sætningen
        ("abcdef abcdefg.",                           52.0),   # seks bogstaver er ikke langt
    ],
)  # fmt: skip
def test_lix_kan_maale(tekst, ventet):
    assert lix(tekst) == ventet


@pytest.mark.parametrize(
    "ord_",
    ["ikke en afgørelse", "Svar senest den 4. december 2026", "skrive eller ringe", "R-26-004812",
     "en anden til at hjælpe dig eller svare for dig", "bede om at se", "brug for mere tid",
     "ring til Rødovre Kommune", "mindre, større eller være det samme"],
)  # fmt: skip
def test_det_brevet_altid_siger(ord_):
    assert ord_ in FASTE


def test_brevet_citerer_ingen_lov():
    """Kilderne nævner ingen lov om partshøring; så gør brevet heller ikke."""
    alle = hele_brevet(*(eksempel.udfald(slug) for slug in HOERBARE))
    assert "§" not in alle
    assert not re.search(r"\blov(en|ens)?\b|forvaltningslov", alle, re.IGNORECASE)


@pytest.mark.parametrize(
    ("kle", "ventet"),
    [("32.24.04", "Du får kontanthjælp fra"), ("32.24.48", "Du får SHO-ydelse fra")],
)
def test_ydelsens_navn_midt_i_en_saetning(kle, ventet):
    sag = Sag(sagsnr="R-26-1", kle=kle, kommune=SAG.kommune)
    assert udkast(sag, [eksempel.udfald("flytning")], Brevart.HOERING).startswith(ventet)


def test_paamindelsen_siger_hvornaar_vi_skrev():
    tekst = hele_brevet(eksempel.udfald("flytning"), art=Brevart.PAAMINDELSE)
    assert "Vi skrev til dig den 20. november 2026." in tekst
    assert "Har du svaret, kan du se bort fra dette brev." in tekst


def test_nyeste_haendelse_foerst():
    gammel = eksempel.udfald("bilkoeb", haendelsesdato=date(2026, 8, 1))
    ny = eksempel.udfald("flytning", haendelsesdato=date(2026, 10, 1))
    tekst = udkast(SAG, [gammel, ny], Brevart.HOERING)
    assert tekst.index("flyttede du") < tekst.index("købte du")
    assert formulering_for(gammel) == "bilkoeb"
