"""Reglerne for en ny adgangskode, med begge sider af hver grænse."""

from __future__ import annotations

import random
import time

import pytest
from django.core.exceptions import ValidationError

from adgang.adgangskoder import IkkeBrudt, IkkeForLang, IkkeOmBrugeren
from adgang.models import Bruger, Kommune

LANGE_ORD = "kamel-gryde-torden-violin"


def grunde(regel, adgangskode: str, bruger: Bruger | None = None) -> list[str]:
    """Reglens indvendinger; tom, når adgangskoden må bruges."""
    try:
        regel.validate(adgangskode, bruger)
    except ValidationError as fejl:
        return fejl.messages
    return []


@pytest.fixture(scope="module")
def ikke_brudt() -> IkkeBrudt:
    return IkkeBrudt()


PYNTEDE = [
    ("password",             True),
    ("Password2026!",        True),   # store bogstaver, tal og tegn i enden
    ("Pasvord2026!",         False),  # intet listet ord
    ("!!2026 PASSWORD",      True),   # i begge ender
    ("2026-pass-word-2026",  True),   # bindestreger inde i ordet
    ("p a s s w o r d 1234", True),
    ("Passw0rd-2026!",       True),   # listet med sit eget tal
    ("trustno1-2026",        True),   # ordet ender selv på et tal
    ("2026-1qaz2wsx",        True),   # eller begynder på et
    ("P@ssw0rd2026!!",       True),   # og rummer selv et tegn
    ("sommer-sommer",        True),   # gentaget
    ("Sommer2025Sommer2026", True),
    ("sommer-vinterkulde",   False),  # to forskellige ord
    ("sommer-sommers",       False),
    ("aaaaaaaaaaaa",         True),
    ("abcabcabcabc",         True),
    ("12345678-12345678",    True),
    ("12345678-2026!",       True),   # tal med tal bagefter
    ("2026-12345678",        True),
    ("58203-12937-64018",    False),  # tal, der ikke er listet
    ("abc-5820-3129-3764",   True),   # tre bogstaver er et ord
    ("my-5820-3129-37641",   False),  # to er ikke
    ("Adgangskode2026!",     True),   # danske ord, Djangos liste ikke har
    ("Efterår-2026",         True),
    ("Efterårsjævndøgn-26",  False),
    ("ｐａｓｓｗｏｒｄ２０２６", True),   # brede tegn er de samme bogstaver
    (LANGE_ORD,              False),
    ("kT7#vq9!Lw2@xR",       False),
]  # fmt: skip


@pytest.mark.parametrize(("adgangskode", "afvises"), PYNTEDE)
def test_et_almindeligt_ord_med_pynt(ikke_brudt: IkkeBrudt, adgangskode: str, afvises: bool):
    assert bool(grunde(ikke_brudt, adgangskode)) is afvises


def test_tilfaeldige_adgangskoder_afvises_ikke(ikke_brudt: IkkeBrudt):
    tilfaeldig = random.Random(1)
    tegn = "abcdefghjkmnpqrstuvwxyz23456789"
    koder = ["-".join("".join(tilfaeldig.choices(tegn, k=4)) for _ in range(4)) for _ in range(999)]
    assert not [kode for kode in koder if grunde(ikke_brudt, kode)]


def test_fejlen_siger_hvad_man_goer_og_gentager_ikke_adgangskoden(ikke_brudt: IkkeBrudt):
    (besked,) = grunde(ikke_brudt, "Password2026!")
    assert "Vælg en anden, fx fire tilfældige ord." in besked
    assert "Password2026!" not in besked


def test_en_meget_lang_adgangskode_koster_ikke_regnetid(ikke_brudt: IkkeBrudt):
    begyndt = time.process_time()
    grunde(ikke_brudt, "1" * 1_000_000 + "a" + "1" * 1_000_000)
    grunde(ikke_brudt, "1" * 63 + "ab" + "1" * 63)  # den værste under grænsen
    assert time.process_time() - begyndt < 1


@pytest.mark.parametrize(
    ("laengde", "afvises"), [(12, False), (127, False), (128, False), (129, True)]
)
def test_hoejst_128_tegn(laengde: int, afvises: bool):
    fundet = grunde(IkkeForLang(), "æ" * laengde)
    assert fundet == (["Adgangskoden er for lang. Vælg en på højst 128 tegn."] if afvises else [])


def mette(kommune: str = "Rødovre", **felter: str) -> Bruger:
    """Mette, som hun står i basen; intet gemmes."""
    felter = {"brugernavn": "mho", "navn": "Mette Bak Holm", **felter}
    return Bruger(kommune=Kommune(kode="0175", navn=kommune) if kommune else None, **felter)


BRUGERNAVN, NAVN = "dit brugernavn", "dit navn"
KOMMUNE, SYSTEM = "kommunens navn", "systemets navn"
CPR = "et tal, der ligner et CPR-nummer"

OM_METTE = [
    (LANGE_ORD,                 []),
    ("gryde-MHO-torden",        [BRUGERNAVN]),
    ("gryde-m.h.o-torden",      [BRUGERNAVN]),  # skilletegn skjuler intet
    ("gryde-mhn-torden",        []),
    ("violinMETTEgryde",        [NAVN]),
    ("violin-holm-gryde",       [NAVN]),
    ("violin-bakke-gryde",      []),            # tre bogstaver af et navn er for lidt
    ("Kamel-i-Rødovre",         [KOMMUNE]),
    ("Kamel-i-roedovre",        [KOMMUNE]),
    ("Kamel-i-rodovre",         [KOMMUNE]),
    ("Kamel-i-rød-aftensol",    []),
    ("minRegistersamkøring",    [SYSTEM]),
    ("register-samkoering-1",   [SYSTEM]),
    ("registersammenligning",   []),
    ("gryde670585-0028",        [CPR]),
    ("gryde6705850028",         [CPR]),
    ("gryde670585 0028",        [CPR]),
    ("gryde670585002",          []),            # ni cifre
    ("gryde6713850028",         []),            # ingen måned 13
    ("gryde9205850028",         []),            # ingen dag 92
    ("mette-i-rødovre-670585-0028", [NAVN, KOMMUNE, CPR]),
    ("mette-holm-violin",       [NAVN]),        # hver grund én gang
]  # fmt: skip


@pytest.mark.parametrize(("adgangskode", "rummer"), OM_METTE)
def test_adgangskoden_handler_ikke_om_brugeren(adgangskode: str, rummer: list[str]):
    ventet = [f"Adgangskoden rummer {h}. Vælg en anden, fx fire tilfældige ord." for h in rummer]
    assert grunde(IkkeOmBrugeren(), adgangskode, mette()) == ventet


@pytest.mark.parametrize(
    ("adgangskode", "bruger", "afvises"),
    [
        ("sol-over-høje-gran",     mette("Høje-Taastrup"),    True),   # en del på fire bogstaver
        ("sol-over-taastrup",      mette("Høje-Taastrup"),    True),
        ("sol-over-aero-gran",     mette("Ærø"),              True),   # hele navnet, også kort
        ("sol-over-aeble-gran",    mette("Ærø"),              False),
        ("sol-over-rødovre",       mette(""),                 False),  # ingen kommune
        ("sol-over-rødovre",       None,                      False),  # ingen bruger
        ("sol-registersamkøring",  None,                      True),
        ("sol-over-gran-alle",     mette(brugernavn="al"),    False),  # to tegn siger intet
        ("sol-over-gran-alle",     mette(brugernavn="all"),   True),
        ("sol-mette-holm-gran",    mette(brugernavn="mette.holm@rk", navn=""), False),
        ("sol-mette-holm-rk-gran", mette(brugernavn="mette.holm@rk", navn=""), True),
    ],
)  # fmt: skip
def test_andre_brugere(adgangskode: str, bruger: Bruger | None, afvises: bool):
    assert bool(grunde(IkkeOmBrugeren(), adgangskode, bruger)) is afvises


@pytest.mark.parametrize("regel", [IkkeForLang(), IkkeBrudt(), IkkeOmBrugeren()])
def test_hver_regel_kan_forklares_ved_feltet(regel):
    assert regel.get_help_text().startswith("Adgangskoden må")
