"""Kapløb om en køreliste på rigtig PostgreSQL, hver i sin proces: intet besøg tabt eller doblet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from adgang.roller import Rolle
from hjemmebesoeg.adresser.koe import indlaes_ventende
from hjemmebesoeg.adresser.modtag import Optaget, modtag
from hjemmebesoeg.afslutning.afslut import KanIkkeAfsluttes, ListenErVaek, afslut
from hjemmebesoeg.afslutning.destruer import KanIkkeDestrueres, destruer, kasser
from hjemmebesoeg.doeren.registrer import StoppetErVaek, Udfald, registrer
from hjemmebesoeg.liste.opret import opret, tilfoej_beskyttet
from hjemmebesoeg.models import (
    Adressefil,
    Adressepunkt,
    Destruktion,
    Koereliste,
    Koerselstal,
    Stop,
)
from hjemmebesoeg.udskrift.pdf import nyt_eksemplar
from journal.models import Journalpost
from tests import fabrik
from tests.bevis.processer import Vent, samtidig
from tests.hjemmebesoeg.opstilling import (
    HUSE,
    adressefil,
    koert,
    liste,
    noter,
    noteret,
    omraade,
    stoppene,
    uden_svar,
)

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("transactional_db")]
PROCESSER = 4
RUNDER = 3
NEJ = (KanIkkeAfsluttes, KanIkkeDestrueres, ListenErVaek, StoppetErVaek, Optaget)


def paa_stregen(*handlinger: Callable[[], Any]) -> list[Any]:
    """Hver handling i sin egen proces, på samme tid; et nej er et svar."""

    def opgave(handling: Callable[[], Any]) -> Callable[[Vent], Any]:
        def loeb(vent: Vent) -> Any:
            vent()
            try:
                return handling()
            except NEJ as nej:
                return type(nej).__name__

        return loeb

    return samtidig([opgave(handling) for handling in handlinger])


def antal(model: Any) -> int:
    return int(model.objects.i_kommune("0175").count())


def poster() -> Counter[object]:
    alle = Journalpost.objects.i_kommune("0175").filter(art="HJEMMEBESOEG")
    return Counter(alle.values_list("sag", flat=True))


def test_fire_afslutter_samtidig_og_hvert_besoeg_journaliseres_en_gang(mette, leder):
    omraade()
    for _ in range(RUNDER):
        listen = liste(leder, mette, [uden_svar(mette, hus) for hus in HUSE[:3]])
        noter(listen, mette)
        svar = paa_stregen(*[lambda en=listen: bool(afslut(en, mette, 0))] * PROCESSER)
        assert Counter(svar) == {True: 1, "KanIkkeAfsluttes": PROCESSER - 1}
        sager = {stop.sag_id for stop in stoppene(listen)}
        assert {sag: gange for sag, gange in poster().items() if sag in sager} == dict.fromkeys(
            sager, 1
        )


def test_fire_destruerer_samtidig_og_hver_borger_taelles_en_gang(mette, leder):
    omraade()
    for runde in range(1, RUNDER + 1):
        listen = liste(leder, mette, [uden_svar(mette, hus) for hus in HUSE[:3]])
        koert(listen, mette, [True])
        svar = paa_stregen(*[lambda en=listen: destruer(en, mette).talt] * PROCESSER)
        assert Counter(svar) == {True: 1, "ListenErVaek": PROCESSER - 1}
        assert [antal(m) for m in (Koereliste, Stop, Destruktion)] == [0, 0, runde]
        tal = Koerselstal.objects.i_kommune("0175").get()
        assert (tal.besoegt, tal.kontakt) == (3 * runde, runde)


def test_telefonen_sender_mens_turen_afsluttes_destrueres_og_udskrives(mette, leder):
    """Et gem, der blev sagt ja til, står i journalen; ellers har telefonen fået nej."""
    omraade()
    for _ in range(RUNDER):
        listen = liste(leder, mette, [uden_svar(mette, hus) for hus in HUSE[:4]])
        foerste, *resten = stoppene(listen)
        registrer(foerste, mette, 0, uuid4(), noteret())
        svar = paa_stregen(
            lambda alle=resten: [_gem(stop, mette) for stop in alle],
            lambda en=listen: [_forsoeg(afslut, en, mette, mangler) for mangler in (3, 2, 1, 0)],
            lambda en=listen: _forsoeg(kasser, en, leder),
            lambda en=listen: [nyt_eksemplar(en, mette) is None for _ in range(3)],
        )
        gemte = {stop.pk for stop, s in zip(resten, svar[0], strict=True) if s == Udfald.GEMT}
        assert svar[2] == "KanIkkeDestrueres"
        staar = {stop.pk: stop for stop in stoppene(listen)}
        if any(et is True for et in svar[1]):
            assert set(staar) == {foerste.pk, *gemte}
            sager = {stop.sag_id for stop in staar.values()}
            assert {sag: poster()[sag] for sag in sager} == dict.fromkeys(sager, 1)
        else:
            assert {pk for pk, stop in staar.items() if stop.registreret} >= gemte


def test_telefonen_sender_mens_en_kladde_destrueres(mette, leder):
    """Enten er besøget gemt, og kladden står, eller også er den væk, og telefonen fik nej."""
    omraade()
    for _ in range(RUNDER * 2):
        listen = liste(leder, mette, [uden_svar(mette)])
        (stop,) = stoppene(listen)
        gemt, vaek = paa_stregen(
            lambda et=stop: registrer(et, mette, 0, uuid4(), noteret()).udfald,
            lambda en=listen: bool(kasser(en, leder)),
        )
        assert (gemt, vaek) in {(Udfald.GEMT, "KanIkkeDestrueres"), ("StoppetErVaek", True)}
        assert len(stoppene(listen)) == (gemt == Udfald.GEMT)


def test_to_telefoner_gemmer_det_samme_og_hver_sit(mette, leder):
    omraade()
    listen = liste(leder, mette, [uden_svar(mette, hus) for hus in HUSE[:2]])
    ens, hver_sit = stoppene(listen)
    token = uuid4()
    svar = paa_stregen(
        *[lambda: registrer(ens, mette, 0, token, noteret()).udfald] * PROCESSER,
        *[lambda: registrer(hver_sit, mette, 0, uuid4(), noteret()).udfald] * PROCESSER,
    )
    assert Counter(svar[:PROCESSER]) == {Udfald.GEMT: 1, Udfald.IGEN: PROCESSER - 1}
    assert Counter(svar[PROCESSER:]) == {Udfald.GEMT: 1, Udfald.KONFLIKT: PROCESSER - 1}
    assert [stop.version for stop in stoppene(listen)] == [1, 1]


def test_fire_ledere_laver_lister_af_de_samme_borgere(mette):
    """Hver borger kommer på én liste, numrene er forskellige, og den beskyttede tages én gang."""
    omraade()
    ledere = [fabrik.bruger(f"leder{nr}", Rolle.TEAMLEDER) for nr in range(PROCESSER)]
    sager = [uden_svar(mette, hus).pk for hus in HUSE[:4]]
    skjult = uden_svar(mette, HUSE[4], adressebeskyttet=True).pk
    i_dag = timezone.localdate()

    def lav(nr: int) -> list[tuple[str, list[object]]]:
        lavet = [
            opret(ledere[nr], "Rødovre", i_dag, mette, valgte, i_dag)
            for valgte in ([sager[nr]], sager)
        ]
        return [(en.liste.nr, [s.sag_id for s in en.stop]) for en in lavet if en.liste]

    svar = paa_stregen(*[lambda nr=nr: lav(nr) for nr in range(PROCESSER)])
    lavet = [en for leders in svar for en in leders]
    assert Counter(sag for _, stop in lavet for sag in stop) == Counter(sager)
    assert len({nr for nr, _ in lavet}) == len(lavet) == antal(Koereliste)
    lister = list(Koereliste.objects.i_kommune("0175"))

    def tag(nr: int) -> bool:
        listen = lister[nr % len(lister)]
        return bool(tilfoej_beskyttet(ledere[nr], listen, skjult, "En god grund", i_dag))

    taget = paa_stregen(*[lambda nr=nr: tag(nr) for nr in range(PROCESSER)])
    assert Counter(taget) == {True: 1, False: PROCESSER - 1}
    assert antal(Stop) == 5


def test_fire_ledere_indlaeser_og_fire_arbejdere_tager_adressefilen(mette):
    """Én fil kommer ind, og den læses én gang; de andre får nej eller finder intet."""
    kommune = fabrik.kommune()
    ledere = [fabrik.bruger(f"leder{nr}", Rolle.TEAMLEDER) for nr in range(PROCESSER)]

    def send(runde: int, nr: int) -> bool:
        fil = adressefil(f"0012,Testvej,{10 * runde + nr + 1},2610,0175,715000,6176000")
        return bool(modtag(fil, kommune, f"DAR {runde}", ledere[nr]))

    for runde in range(RUNDER * 3):
        svar = paa_stregen(*[lambda r=runde, nr=nr: send(r, nr) for nr in range(PROCESSER)])
        assert Counter(svar) == {True: 1, "Optaget": PROCESSER - 1}
        laest = paa_stregen(*[indlaes_ventende] * PROCESSER)
        assert Counter(laest) == {1: 1, 0: PROCESSER - 1}
        fil = Adressefil.objects.i_kommune("0175").get()
        assert (fil.kilde, fil.tilstand, fil.forsoeg) == (f"DAR {runde}", "GAELDER", 1)
        assert antal(Adressepunkt) == fil.raekker == 1


def _gem(stop: Stop, hvem: Any) -> object:
    try:
        return registrer(stop, hvem, 0, uuid4(), noteret()).udfald
    except StoppetErVaek:
        return "StoppetErVaek"


def _forsoeg(goer: Callable[..., Any], *hvad: Any) -> object:
    try:
        return bool(goer(*hvad))
    except NEJ as nej:
        return type(nej).__name__
