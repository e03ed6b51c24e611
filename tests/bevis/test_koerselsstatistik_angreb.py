"""Kørselsstatistikken: ingen vej til en person, ingen gengangere, ingen skjulte tal."""

from __future__ import annotations

import random
from datetime import date, datetime, time
from itertools import product
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from adgang.smaatal.graense import er_sikkert
from hjemmebesoeg.models import Koereliste, Koerselstal, Maanedsaftryk, Taelling
from hjemmebesoeg.statistik import lukning, taelling
from hjemmebesoeg.statistik.skjul import Tal, vist
from samkoering.models import Sag
from tests.bevis import koerselsangreb as angreb
from tests.bevis.plantning import rullet_tilbage
from tests.hjemmebesoeg.opstilling import HUSE, destrueret, liste, omraade, uden_svar

NAVN = "koerselsstatistik-angreb"


@pytest.mark.django_db
def test_ingen_vej_fra_statistikken_til_personer_bestillinger_eller_udfald(
    bevis, mette, leder, monkeypatch
):
    omraade()
    sager = [uden_svar(mette, hus) for hus in HUSE]
    destrueret(liste(leder, mette, sager), mette, [True, False])
    assert Koerselstal.objects.i_kommune("0175").exists()
    kanter = angreb.fremmednoegler()
    dump = angreb.tabellerne()
    brud = [*angreb.veje(kanter), *angreb.faelles_vaerdier(dump)]
    assert len(kanter) > 40
    assert angreb.naaede(kanter, "hjemmebesoeg_stop") & angreb.PERSONER  # kæden følges rigtigt
    # Plantet: en fremmednøgle til sagen, en tid, og et nummer, der også står på kvitteringen.
    med_noegle = {**kanter, "hjemmebesoeg_koerselstal": {"samkoering_sag"}}
    (raekke,) = dump["hjemmebesoeg_koerselstal"]
    kvittering = dump["hjemmebesoeg_destruktion"][0]["nr"]
    med_nummer = {**dump, "hjemmebesoeg_koerselstal": [{**raekke, "liste": kvittering}]}
    felter = angreb.kolonner()
    felter["hjemmebesoeg_koerselstal"]["tid"] = Sag._meta.get_field("afsluttet")
    fanget = [angreb.veje(med_noegle), angreb.faelles_vaerdier(med_nummer)]
    monkeypatch.setattr(angreb, "kolonner", lambda: felter)
    fanget.append(angreb.veje(kanter))
    forsoeg = len(angreb.STATISTIKKEN) * len(kanter) + sum(len(r) for r in dump.values())
    bevis.foer(NAVN, "Veje fra kørselsstatistikken til personer, bestillinger og udfald",
               forsoeg=forsoeg, brud=brud, plantet_fejl_fanget=all(fanget))  # fmt: skip


def et_aar(maaneder: int, leder: Any, mette: Any, sager: list[Sag]) -> list[dict[str, Any]]:
    """De samme borgere opsøges hver måned; angriberen tager hele tiden et dump."""
    dumpene, maaned = [], lukning.naeste_maaned(timezone.localdate().replace(day=1))
    for nr in range(maaneder):
        with _klokken(maaned.replace(day=20)):
            destrueret(liste(leder, mette, sager), mette, [nr % 2 == 0])
            dumpene.append(_dump())
        maaned = lukning.naeste_maaned(maaned)
        with _klokken(maaned.replace(day=2)):
            lukning.luk_alle()
            dumpene.append(_dump())
    return dumpene


def _klokken(dag: date) -> time_machine.travel:
    return time_machine.travel(timezone.make_aware(datetime.combine(dag, time(10))), tick=False)


def _dump() -> dict[str, Any]:
    """Det, statistikkens tabeller rummer lige nu."""
    alle = Taelling.objects.i_kommune("0175")
    aabne = [en for en in alle if en.noegle]
    tal = Koerselstal.objects.i_kommune("0175")
    return {
        "maaned": aabne[0].aaben if aabne else None,
        "noegler": [(bytes(en.noegle), en.aaben) for en in aabne],
        "aftryk": set(Maanedsaftryk.objects.i_kommune("0175").values_list("pk", flat=True)),
        "omraader": set(tal.values_list("omraade", flat=True)),
    }


@pytest.mark.django_db
def test_en_genganger_i_en_anden_maaned_kan_ikke_ses(bevis, mette, leder, monkeypatch):
    """Angriberen har en kopi af databasen efter hver ændring og alle CPR-numre.

    Hver kopi for sig rummer højst én måneds nøgle, så det, hun kan se i én kopi, er én måned. Har
    hun gemt kopier fra flere måneder, mens de var åbne, har hun nøglerne og kan prøve numrene:
    derfor er fristen på sikkerhedskopier en del af løftet, og det måles her kopi for kopi.
    """
    omraade()
    sager = [uden_svar(mette, hus) for hus in HUSE[:3]]
    cpr = [sag.cpr for sag in sager]
    maaneder = bevis.antal(kort=3, fuldt=12)
    with rullet_tilbage():
        dumpene = et_aar(maaneder, leder, mette, sager)
        forsoeg = len(dumpene) * len(cpr)
        brud = [fund for dump in dumpene for fund in angreb.gengangere([dump], cpr)]
        brud += [f"{len(d['noegler'])} nøgler" for d in dumpene if len(d["noegler"]) > 1]
        # Lukkede måneder efterlader intet at sammenligne med, heller ikke fra kopi til kopi.
        brud += angreb.gengangere([{**dump, "noegler": []} for dump in dumpene], cpr)
        tal = Koerselstal.objects.i_kommune("0175").values_list("besoegt", flat=True)
        assert list(tal) == [3] * maaneder
        assert not Koereliste.objects.i_kommune("0175").exists()
    # Plantet 1: den samme nøgle hver måned. Plantet 2: aftrykkene bliver liggende med deres nøgle.
    fanget = []
    with rullet_tilbage(), monkeypatch.context() as plantet:
        plantet.setattr(taelling.secrets, "token_bytes", lambda antal: b"x" * antal)
        fanget.append(angreb.gengangere(et_aar(2, leder, mette, sager), cpr))
    with rullet_tilbage():
        to_noegler = et_aar(2, leder, mette, sager)
        samlet = {
            "maaned": None, "noegler": [n for d in to_noegler for n in d["noegler"]],
            "aftryk": set().union(*(d["aftryk"] for d in to_noegler)), "omraader": {"Rødovre"},
        }  # fmt: skip
        fanget.append(angreb.gengangere([samlet], cpr))
    bevis.foer(NAVN, "Gengangere over måneder i kørselsstatistikken", forsoeg=forsoeg, brud=brud,
               plantet_fejl_fanget=all(fanget))  # fmt: skip


def naivt(omraader: angreb.Maanedstabel) -> angreb.Vist:
    """Hvert tal for sig: 1–4 skjules, og intet andet."""

    def skjul(n: int, k: int) -> Tal:
        sikkert = er_sikkert(k) and er_sikkert(n - k)
        return Tal(n if er_sikkert(n) else None, k if sikkert and er_sikkert(n) else None)

    i_alt = skjul(sum(n for n, _ in omraader.values()), sum(k for _, k in omraader.values()))
    return i_alt, {navn: skjul(n, k) for navn, (n, k) in omraader.items()}


def en_maaned(traek: random.Random) -> dict[str, tuple[int, int]]:
    """En måned i en lille kommune: 1–4 områder med få besøg."""
    tabel = {}
    for navn in "ABCD"[: traek.randint(1, 4)]:
        n = traek.choice((1, 2, 3, 4, 5, 6, 7, 8, 9, 11))
        tabel[navn] = (n, traek.randint(0, n))
    return tabel


def test_den_hurtige_opregning_finder_det_samme_som_den_langsomme():
    traek = random.Random(29)
    for _ in range(12):
        sand = dict(list(en_maaned(traek).items())[:3])
        for vis in (vist, naivt):
            assert angreb.hurtigt(vis(sand), 9) == angreb.langsomt(vis(sand), 9)


def test_ingen_skjulte_tal_kan_regnes_ud(bevis):
    """Angriberen opregner hver tabel, der passer; et tal, der er ens i dem alle, er kendt."""
    traek, hoejst = random.Random(28), 14
    brud, fanget, antal = [], 0, bevis.antal(kort=60, fuldt=2000)
    for _ in range(antal):
        sand = en_maaned(traek)
        brud += [f"{sand}: {fund}" for fund in angreb.kan_regnes_ud(sand, vist, hoejst)]
        fanget += bool(angreb.kan_regnes_ud(sand, naivt, hoejst))
    bevis.foer(NAVN, "Skjulte tal i kørselsstatistikken, hver mulig tabel opregnet",
               forsoeg=antal, brud=brud, plantet_fejl_fanget=fanget > 0)  # fmt: skip


@pytest.mark.parametrize(("antal", "op", "hoejst"), [(1, 9, 6), (2, 10, 6), (3, 6, 4)])
def test_heller_ikke_for_den_der_kender_reglen(antal, op, hoejst):
    """Alle måneder, der ser ens ud, holdt op mod hinanden; de største er kun med som muligheder."""
    par = [(n, k) for n in range(1, op + 1) for k in range(n + 1)]
    muligheder: dict[Any, list[set[int]]] = {}
    syn = {}
    for maaned in product(par, repeat=antal):
        i_alt, omraader = vist(dict(zip("ABC", maaned, strict=False)))
        syn[maaned] = (i_alt, *omraader.values())
        n, k = (sum(tal) for tal in zip(*maaned, strict=True))
        kendt = [tal for n, k in (*maaned, (n, k)) for tal in (n, k, n - k)]
        mulige = muligheder.setdefault(syn[maaned], [set() for _ in kendt])
        for plads, tal in zip(mulige, kendt, strict=True):
            plads.add(tal)
    for maaned, synet in syn.items():
        givne = [min(plads) for plads in muligheder[synet] if len(plads) == 1]
        assert max(n for n, _ in maaned) > hoejst or all(map(er_sikkert, givne)), maaned


@pytest.mark.parametrize(
    ("tabel", "i_alt", "omraader"),
    [
        ({"A": (12, 6)},                        (12, 6),       {"A": (12, 6)}),
        ({"A": (12, 2)},                        (12, None),    {"A": (12, None)}),
        ({"A": (3, 1)},                         (None, None),  {"A": (None, None)}),
        ({"A": (12, 6), "B": (3, 1)},           (15, 7),
         {"A": (None, None), "B": (None, None)}),
        ({"A": (12, 6), "B": (20, 10)},         (32, 16),      {"A": (12, 6), "B": (20, 10)}),
        ({"A": (12, 2), "B": (20, 10)},         (32, 12),      {"A": (12, None), "B": (20, None)}),
        ({"A": (4, 0), "B": (4, 0)},            (None, None),
         {"A": (None, None), "B": (None, None)}),
        ({"A": (9, 9), "B": (30, 0)},           (39, 9),       {"A": (9, 9), "B": (30, 0)}),
    ],
)  # fmt: skip
def test_hvad_der_vises(tabel, i_alt, omraader):
    samlet, dele = vist(tabel)
    assert (samlet.besoegt, samlet.kontakt) == i_alt
    assert {navn: (tal.besoegt, tal.kontakt) for navn, tal in dele.items()} == omraader
