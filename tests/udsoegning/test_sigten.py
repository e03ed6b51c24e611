"""Sigten: hvem der kommer på listen, med begge sider af hver grænse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from tests.udsoegning import opstilling
from tests.udsoegning.registerfolk import Registre
from udsoegning.models import Kursusafslutning, Projekt, Soegetilstand
from udsoegning.soegning import perioder
from udsoegning.soegning.grunde import Grund, skjulte_tal

pytestmark = pytest.mark.django_db

DAGEN = date(2026, 11, 20)
FRA, TIL = perioder.indkomstperiode(DAGEN)
ET_DOEGN = timedelta(days=1)
TILBAGE = perioder.ydelser_fra(DAGEN)


@pytest.fixture(autouse=True)
def paa_dagen() -> Iterator[None]:
    """Uret står på dagen, som grænserne i tabellerne er regnet ud fra."""
    with time_machine.travel(datetime(2026, 11, 20, 11, tzinfo=UTC)):
        yield


@pytest.mark.parametrize(
    ("dag", "fra", "til"),
    [
        (date(2026, 11, 26), date(2025, 11, 1), date(2026, 10, 31)),
        (date(2026, 11, 1),  date(2025, 11, 1), date(2026, 10, 31)),
        (date(2026, 10, 31), date(2025, 10, 1), date(2026, 9, 30)),
        (date(2026, 1, 1),   date(2025, 1, 1),  date(2025, 12, 31)),
        (date(2024, 3, 31),  date(2023, 3, 1),  date(2024, 2, 29)),  # skudår
    ],
)  # fmt: skip
def test_de_tolv_hele_maaneder(dag: date, fra: date, til: date):
    assert perioder.indkomstperiode(dag) == (fra, til)


@pytest.mark.parametrize(
    ("foedt", "pension"),
    [
        (date(1953, 12, 31), date(2018, 12, 31)),
        (date(1954, 1, 1),   date(2019, 7, 1)),
        (date(1954, 6, 30),  date(2019, 12, 30)),
        (date(1954, 7, 1),   date(2020, 7, 1)),
        (date(1954, 12, 31), date(2020, 12, 31)),
        (date(1955, 1, 1),   date(2021, 7, 1)),
        (date(1955, 6, 30),  date(2021, 12, 30)),
        (date(1955, 7, 1),   date(2022, 7, 1)),
        (date(1962, 12, 31), date(2029, 12, 31)),
        (date(1963, 1, 1),   date(2031, 1, 1)),
        (date(1966, 12, 31), date(2034, 12, 31)),
        (date(1967, 1, 1),   date(2036, 1, 1)),
    ],
)  # fmt: skip
def test_pensionsalderens_tabel(foedt: date, pension: date):
    assert perioder.pensionsdag(foedt) == pension


Ret = Callable[[Registre], str]


def med(**andet: Any) -> Ret:
    return lambda r: r.person(**andet)


def indkomst(*poster: tuple[Any, ...]) -> Ret:
    """Indberetninger som (øre, fra, til, cvr, type)."""

    def saet(r: Registre) -> str:
        cpr = r.person()
        for oere, fra, til, cvr, type_ in poster:
            r.indkomst(cpr, oere, fra, til, cvr=cvr, type=type_)
        return cpr

    return saet


def post(oere: int, fra: date, til: date, cvr: str = "11111111", type_: str = "00"):
    return (oere, fra, til, cvr, type_)


def ydelse(afsluttet: date | None) -> Ret:
    def saet(r: Registre) -> str:
        cpr = r.person()
        r.ydelse(cpr, afsluttet)
        return cpr

    return saet


def aegtefaellens(afsluttet: date | None, *, skilt: date | None = None, omvendt: bool = False):
    def saet(r: Registre) -> str:
        cpr, anden = r.person(), r.person()
        r.gift(*((anden, cpr) if omvendt else (cpr, anden)), til=skilt)
        r.ydelse(anden, afsluttet)
        return cpr

    return saet


def aar(antal: int, dage: int = 0) -> date:
    """Fødselsdagen for en, der blev så mange år for så mange dage siden."""
    return perioder.plus_maaneder(DAGEN - timedelta(days=dage), -12 * antal)


def udskiftet(r: Registre) -> str:
    """Indkomsten står under det gamle nummer."""
    ny = r.person()
    gammel = r.person(fornavn="Gammel")
    r.raekker["cpr_personer"][-1] = (*r.raekker["cpr_personer"][-1][:-1], ny)
    r.indkomst(gammel, 100, TIL)
    return gammel


FOERSTE = TIL.replace(day=1)
LOEN, MAANED = post(500, TIL, TIL), post(500, FOERSTE, TIL)
IND, YD, UNG = Grund.INDKOMST, Grund.YDELSE, Grund.UNDER_18
INGEN, ANDEN = Grund.UDEN_ADRESSE, Grund.ANDEN_KOMMUNE
TILFAELDE: list[tuple[str, Ret, Grund | None]] = [
    ("intet i vejen",                    med(), None),
    ("beskyttet er ingen grund",         med(beskyttet=True), None),
    # de tolv måneder
    ("dagen før de tolv måneder",        indkomst(post(1, FRA - ET_DOEGN, FRA - ET_DOEGN)), None),
    ("den første dag",                   indkomst(post(1, FRA, FRA)), IND),
    ("den sidste dag",                   indkomst(post(1, TIL, TIL)), IND),
    ("dagen efter",                      indkomst(post(1, TIL + ET_DOEGN, TIL + ET_DOEGN)), None),
    ("en periode, der rækker ind",       indkomst(post(1, FRA - ET_DOEGN, FRA)), IND),
    ("en periode, der rækker ud",        indkomst(post(1, TIL, TIL + ET_DOEGN)), IND),
    # enhver type, og rettelserne
    ("type 26",                  indkomst(post(1, TIL, TIL, type_="26")), IND),
    ("nul kroner",               indkomst(post(0, TIL, TIL)), None),
    ("kun en tilbageførsel",     indkomst(post(-500, TIL, TIL)), None),
    ("rettet til nul",           indkomst(MAANED, post(-500, FOERSTE, TIL)), None),
    ("rettet til én øre",        indkomst(MAANED, post(-499, FOERSTE, TIL)), IND),
    ("rettet til under nul",     indkomst(MAANED, post(-501, FOERSTE, TIL)), None),
    ("en andens tilbageførsel",  indkomst(LOEN, post(-900, TIL, TIL, "22222222")), IND),
    ("en anden types",           indkomst(LOEN, post(-900, TIL, TIL, type_="05")), IND),
    ("en anden måneds",          indkomst(LOEN, post(-900, FRA, FRA)), IND),
    ("under et gammelt nummer",  udskiftet, IND),
    # ydelser
    ("en åben ydelse",           ydelse(None), YD),
    ("sluttet i tilbageblikket", ydelse(TILBAGE), YD),
    ("sluttet dagen før",        ydelse(TILBAGE - ET_DOEGN), None),
    ("ægtefællens ydelse",       aegtefaellens(None), YD),
    ("kun ægtefællen har parret", aegtefaellens(None, omvendt=True), YD),
    ("ægtefællens sluttede",     aegtefaellens(TILBAGE - ET_DOEGN), None),
    ("skilt i tilbageblikket",   aegtefaellens(None, skilt=TILBAGE), YD),
    ("skilt før",                aegtefaellens(None, skilt=TILBAGE - ET_DOEGN), None),
    # alder
    ("18 år i dag",              med(foedt=aar(18)), None),
    ("18 år i morgen",           med(foedt=aar(18, dage=-1)), UNG),
    ("pension for længst",       med(foedt=date(1950, 1, 1)), Grund.PENSION),
    # bopæl
    ("død",                      med(status="90"), Grund.DOED),
    ("udrejst",                  med(status="80"), Grund.UDREJST),
    ("forsvundet",               med(status="70"), Grund.UDREJST),
    ("uden adresse",             med(adresse=False), INGEN),
    ("uden fast bopæl",          med(status="03", vejkode="9901"), INGEN),
    ("i en anden kommune",       med(kommune="0173"), ANDEN),
]  # fmt: skip


def test_hver_grund_for_sig(tmp_path: Path, settings, monkeypatch):
    """Alle tilfælde i én søgning: hver får den grund, der står ved den, og de andre intet."""
    registre, hvem = Registre(), {}
    for navn, ret, _ in TILFAELDE:
        hvem[ret(registre)] = navn
    registre.lever(tmp_path / "r", settings)
    fundet: dict[str, Grund | None] = {}
    from udsoegning.soegning import udfoer

    def spion(nr, viden, ramme):
        grund = aegte(nr, viden, ramme)
        for gammelt, nyt in viden.numre.items():
            if nyt == nr:
                fundet[hvem[f"{gammelt:010d}"]] = grund
        return grund

    aegte = udfoer.grund
    monkeypatch.setattr(udfoer, "grund", spion)
    et = opstilling.soeg(opstilling.projekt(opstilling.medarbejder()), *hvem)
    assert et.soegning == Soegetilstand.UDFOERT
    assert fundet == {navn: grund for navn, _, grund in TILFAELDE}
    assert len(opstilling.paa_listen(et)) == sum(grund is None for _, _, grund in TILFAELDE)


def test_pensionsdagen_til_begge_sider(tmp_path: Path, settings):
    registre = Registre()
    alder = next(a for fra, a in perioder.PENSIONSALDRE if DAGEN.year - 67 >= fra.year)
    i_dag = registre.person(foedt=perioder.plus_maaneder(DAGEN, -alder))
    i_morgen = registre.person(foedt=perioder.plus_maaneder(DAGEN, -alder) + ET_DOEGN)
    registre.lever(tmp_path / "r", settings)
    et = opstilling.soeg(opstilling.projekt(opstilling.medarbejder()), i_dag, i_morgen)
    assert set(opstilling.paa_listen(et)) == {i_morgen}


@pytest.mark.parametrize("tavst", ["cpr", "eindkomst", "ydelse"])
def test_et_register_der_tier_er_ikke_ingen_indkomst(tavst: str, tmp_path: Path, settings):
    registre = Registre()
    cpr = registre.person()
    registre.lever(tmp_path / "r", settings, uden=tavst)
    et = opstilling.soeg(opstilling.projekt(opstilling.medarbejder()), cpr)
    assert et.soegning == Soegetilstand.IKKE_UDFOERT
    assert "svarede ikke" in et.grund
    assert opstilling.paa_listen(et) == {}
    assert venter(et) == 1  # listen er der endnu, så der kan søges igen
    registre.lever(tmp_path / "igen", settings)
    assert set(opstilling.paa_listen(opstilling.soeg(et))) == {cpr}
    assert venter(et) == 0


@pytest.mark.parametrize(
    ("tabel", "grund"),
    [
        ("eindkomst",    "eIndkomst svarede ikke. "),  # registerets eneste tabel
        ("ydelse_sager", "svarede ikke på alt, der skal bruges (ydelse_sager)"),
        ("cpr_status",   "CPR svarede ikke på alt, der skal bruges (cpr_status)"),
    ],
)  # fmt: skip
def test_en_tabel_der_mangler_er_heller_ikke_et_svar(
    tabel: str, grund: str, tmp_path: Path, settings
):
    registre = Registre()
    cpr = registre.person()
    del registre.raekker[tabel]
    registre.lever(tmp_path / "r", settings)
    et = opstilling.soeg(opstilling.projekt(opstilling.medarbejder()), cpr)
    assert (et.soegning, opstilling.paa_listen(et)) == (Soegetilstand.IKKE_UDFOERT, {})
    assert grund in et.grund


@pytest.mark.parametrize("om", ["borgeren", "ægtefællen"])
def test_et_mislykket_opslag_holder_borgeren_ude(om: str, tmp_path: Path, settings):
    registre = Registre()
    cpr, anden, rask = (registre.person() for _ in range(3))
    registre.gift(cpr, anden)
    tabel, nr = ("eindkomst", cpr) if om == "borgeren" else ("ydelse_sager", anden)
    mappe = tmp_path / "r"
    registre.lever(mappe, settings)
    (mappe / "ikke_besvaret.csv").write_text(f"tabel,cpr\n{tabel},{nr}\n")
    et = opstilling.soeg(opstilling.projekt(opstilling.medarbejder()), cpr, rask)
    assert set(opstilling.paa_listen(et)) == {rask}


def test_ingen_der_er_holdt_ude_gemmes(tmp_path: Path, settings):
    registre = Registre()
    rask, *ude = registre.person(), *(registre.person(status="90") for _ in range(6))
    registre.lever(tmp_path / "r", settings)
    et = opstilling.soeg(opstilling.projekt(opstilling.medarbejder()), rask, *ude)
    assert set(opstilling.paa_listen(et)) == {rask}
    assert venter(et) == 0
    assert et.tal == {"DOED": 6}


def test_kurset_skal_vaere_afsluttet_i_perioden(tmp_path: Path, settings):
    registre = Registre()
    dage = {date(2019, 12, 31): False, date(2020, 1, 1): True, date(2020, 12, 31): True,
            date(2021, 1, 1): False}  # fmt: skip
    bruger = opstilling.medarbejder()
    et = opstilling.projekt(bruger)
    Projekt.objects.i_kommune("0175").update(
        kurser_fra=date(2020, 1, 1), kurser_til=date(2020, 12, 31)
    )
    et.refresh_from_db()
    ventede = set()
    numre = {dag: registre.person() for dag in dage}
    registre.lever(tmp_path / "r", settings)
    for dag, med_ in dage.items():
        opstilling.soeg(et, numre[dag], afsluttet=dag)
        ventede |= {numre[dag]} if med_ else set()
    assert set(opstilling.paa_listen(et)) == ventede


@pytest.mark.parametrize(
    ("antal", "vist"),
    [
        ({Grund.DOED: 4}, {"DOED": None}),
        ({Grund.DOED: 5}, {"DOED": 5}),
        ({Grund.DOED: 9, Grund.PENSION: 1}, {"DOED": None, "PENSION": None, "I_ALT": 10}),
        (
            {Grund.DOED: 9, Grund.UKENDT: 1, IND: 7},
            {"UKENDT": None, "DOED": 9, "INDKOMST": None, "I_ALT": 17},
        ),
        ({Grund.DOED: 2, Grund.PENSION: 1}, {"DOED": None, "PENSION": None}),
        ({Grund.DOED: 3, Grund.PENSION: 3}, {"DOED": None, "PENSION": None}),
        (
            {Grund.DOED: 4, Grund.PENSION: 4, IND: 5},
            {"DOED": None, "PENSION": None, "INDKOMST": None, "I_ALT": 13},
        ),
        ({Grund.DOED: 0}, {}),
    ],
)  # fmt: skip
def test_smaa_tal_gemmes_ikke(antal: dict[Grund, int], vist: dict[str, int | None]):
    assert skjulte_tal(Counter(antal)) == vist


def test_en_ny_soegning_sletter_den_der_har_faaet_arbejde(tmp_path: Path, settings):
    registre = Registre()
    i_arbejde, ja, rask = (registre.person() for _ in range(3))
    registre.lever(tmp_path / "r", settings)
    et = opstilling.soeg(opstilling.projekt(opstilling.medarbejder()), i_arbejde, ja, rask)
    from udsoegning.models import Fundet

    Fundet.objects.i_kommune("0175").filter(cpr=ja).update(svar="JA")
    for nr in (i_arbejde, ja):
        registre.indkomst(nr, 100, TIL)
    registre.lever(tmp_path / "igen", settings)
    assert set(opstilling.paa_listen(opstilling.soeg(et))) == {ja, rask}


def venter(et: Projekt) -> int:
    return Kursusafslutning.objects.i_kommune(et.kommune_id).filter(projekt=et).count()
