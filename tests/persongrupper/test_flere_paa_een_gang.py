"""Kvitteringen for gruppen på flere: hvem der fik den, hvem der ikke blev ændret, og hvorfor."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from adgang.models import Bruger, Opslag
from persongrupper.borger.kvittering import KAN_ANNULLERES as KAN
from persongrupper.liste import naevnte
from persongrupper.liste.flere import marker
from persongrupper.liste.naevnte import NAEVNT
from persongrupper.markering.handlinger import Markeringsfelter, saet, slut
from persongrupper.models import Projektborger
from persongrupper.vaern import regler
from tests.persongrupper.opstilling import borgere, kalender

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("nye", "kendte", "optagne", "besked"),
    [
        (1, 0, 0, f"1 borger har fået “X”. Det er borgerens første gruppe. {KAN}"),
        (2, 0, 0, f"2 borgere har fået “X”. Det er deres første gruppe. {KAN}"),
        (1, 1, 0, f"2 borgere har fået “X”. For 1 af dem er det den første gruppe. {KAN}"),
        (0, 2, 0, "2 borgere har fået “X”."),
        (0, 0, 1, "0 borgere har fået “X”. 1 borger er ikke ændret og står herunder."),
        (1, 0, 2, f"1 borger har fået “X”. Det er borgerens første gruppe. {KAN} 2 borgere "),
    ],
)  # fmt: skip
def test_kvitteringen(mette: Bruger, nye: int, kendte: int, optagne: int, besked: str):
    """``kendte`` har haft en gruppe, der er slut; ``optagne`` har en, der gælder."""
    assert mette.kommune
    with kalender() as tid:
        alle = borgere(nye + kendte + optagne)
        perioder = [saet(borger, "GRUPPE_2", mette) for borger in alle[nye:]]
        tid.gaa(1)
        for periode in perioder[:kendte]:
            slut(periode, mette)
        tid.gaa(1)
        udfald = marker(mette.kommune, [borger.pk for borger in alle], "GRUPPE_1", mette)
        assert udfald.som_ord("X").startswith(besked)
        assert (len(udfald.markeret), udfald.foerste, udfald.afvist) == (nye + kendte, nye, optagne)


LISTE = "/persongrupper/"
UGE = timedelta(days=7)


def panelet(klient: Client, sti: str = LISTE, navn: str = "ikke-aendret") -> str:
    """Den del af listen, der siger, hvem et tryk (ikke) ændrede; tom, når siden intet siger."""
    dele = klient.get(sti).content.decode().split(f'aria-labelledby="{navn}"')
    return dele[1].split("</section>")[0] if len(dele) > 1 else ""


def saet_paa(klient: Client, alle: list[Projektborger], gruppe: str, sti: str = "") -> str:
    """Tryk på siden; giver den nyeste besked."""
    valgt = {"borger": [str(borger.pk) for borger in alle], "markering": gruppe}
    svar = klient.post(f"{LISTE}saet/{sti}", valgt)
    assert svar["Location"] == f"{LISTE}{sti or '?'}"
    return [str(besked) for besked in get_messages(svar.wsgi_request)][-1]


def numre(tekst: str) -> list[str]:
    """CPR-numrene i teksten, uden streg."""
    return [fundet.replace("-", "") for fundet in re.findall(r"\b\d{6}-?\d{4}\b", tekst)]


@pytest.mark.parametrize("antal", [1, 3, NAEVNT + 2])
def test_kvitteringen_foerer_til_hver_borger_der_fik_gruppen(
    klient: Client, mette: Bruger, monkeypatch: pytest.MonkeyPatch, antal: int
):
    """Filtret viser dem ikke mere, og er gruppen forkert, skal den annulleres hos hver af dem."""
    alle = borgere(antal + 1)
    filter_ = "?markering=UDEN_GRUPPE"
    saet_paa(klient, alle[:antal], "GRUPPE_1", filter_)
    gemt = str(dict(klient.session.items()))
    for _ in range(2):  # også efter at den første er åbnet
        panel = panelet(klient, LISTE + filter_, "aendret")
        assert re.findall(r'href="([^"]+)"', panel) == [
            f"{LISTE}borger/{borger.pk}/" for borger in sorted(alle[:antal], key=lambda b: b.cpr)
        ]
        assert numre(panel) == sorted(borger.cpr for borger in alle[:antal])
        vist = Opslag.objects.i_kommune("0175").filter(art="LISTE").latest("pk")
        i_loggen = {o.borger.cpr for o in vist.borgere.select_related("borger")}
        assert i_loggen == {borger.cpr for borger in alle}
    assert numre(gemt) == []
    monkeypatch.setattr(naevnte, "STAAR", -UGE)
    saet_paa(klient, alle[antal:], "GRUPPE_1")
    assert panelet(klient, navn="aendret") == ""


@pytest.mark.parametrize(
    ("valgte", "gruppe", "mangler"),
    [
        (3, "",         ["Vælg en gruppe"]),
        (3, "GRUPPE_9", ["Vælg en gruppe"]),
        (0, "GRUPPE_2", ["Vælg mindst én borger"]),
        (0, "",         ["Vælg mindst én borger", "Vælg en gruppe"]),
    ],
)  # fmt: skip
def test_det_valgte_bliver_staaende_naar_der_mangler_noget(
    klient: Client, mette: Bruger, valgte: int, gruppe: str, mangler: list[str]
):
    alle = borgere(4)
    valgt = {"borger": [str(borger.pk) for borger in alle[:valgte]], "markering": gruppe}
    svar = klient.post(f"{LISTE}saet/?markering=UDEN_GRUPPE", valgt)
    siden = svar.content.decode()
    assert svar.status_code == 422
    assert "<title>Fejl: Persongrupper" in siden
    fejllisten = siden.split('id="fejlliste"')[1].split("</div>")[0]
    assert re.findall(r'<a href="#([^"]+)">([^<]+)</a>', fejllisten) == [
        ({"Vælg en gruppe": "gruppen"}.get(ord_, "vaelg-alle"), ord_) for ord_ in mangler
    ]
    assert siden.index('id="fejlliste"') < siden.index("<h1")
    kryds = {f"b-{borger.pk}": borger in alle[:valgte] for borger in alle}
    assert {id_: f'id="{id_}" checked' in siden for id_ in kryds} == kryds
    assert ('value="GRUPPE_2" selected' in siden) is (gruppe == "GRUPPE_2")
    assert "?markering=UDEN_GRUPPE" in siden.split('class="valgform"')[0].rpartition("<form")[2]
    assert not Projektborger.objects.i_kommune("0175").exclude(foerste_gruppe=None).exists()


@pytest.mark.parametrize(
    ("optagne", "naevnt", "resten"),
    [
        (0,          0,      ""),
        (1,          1,      ""),
        (NAEVNT,     NAEVNT, ""),
        (NAEVNT + 1, NAEVNT, "og 1 mere"),
        (NAEVNT + 3, NAEVNT, "og 3 mere"),
    ],
)  # fmt: skip
def test_siden_siger_hvem_der_ikke_blev_aendret(
    klient: Client, mette: Bruger, optagne: int, naevnt: int, resten: str
):
    with kalender() as tid:
        alle = borgere(optagne + 1)
        for borger in alle[1:]:
            saet(borger, "GRUPPE_2", mette)
        tid.gaa(1)
        assert numre(saet_paa(klient, alle, "GRUPPE_1")) == []
        gemt = str(dict(klient.session.items()))
        panel = panelet(klient)
        vist_igen = panelet(klient)
    egne = sorted(borger.cpr for borger in alle[1:])
    assert numre(panel) == egne[:naevnt]
    assert ("mere</li>" in panel) is bool(resten)
    assert resten in panel
    assert (regler.EN_GRUPPE in panel) is bool(optagne)
    assert [cpr for cpr in egne if cpr in gemt] == []
    assert vist_igen == ""


def test_hver_grund_har_sine_borgere_ogsaa_uden_for_filtret(klient: Client, mette: Bruger):
    """Den næste, der trykker uden et nej, ser ikke de forrige; og loggen nævner alle, der vises."""
    with kalender() as tid:
        fri, optaget, udskudt, fri2 = borgere(4)
        saet(optaget, "GRUPPE_1", mette)
        saet(udskudt, "UDSKUDT_VISITATION", mette, Markeringsfelter("Barsel", tid.dag + UGE))
        tid.gaa(1)
        sti = "?markering=UDEN_GRUPPE"
        saet_paa(klient, [fri, optaget, udskudt], "GRUPPE_3", sti)
        panel = panelet(klient, LISTE + sti)
        grunde = {del_.split("</h3>")[0]: numre(del_) for del_ in panel.split("<h3>")[1:]}
        assert grunde == {
            f"1 borger: {regler.EN_GRUPPE}": [optaget.cpr],
            f"1 borger: {regler.IKKE_UDSKUDT}": [udskudt.cpr],
        }
        assert "Gr. 1" in panel
        viste = Opslag.objects.i_kommune("0175").filter(art="LISTE").latest("pk")
        assert optaget.cpr in {o.borger.cpr for o in viste.borgere.select_related("borger")}
        saet_paa(klient, [fri, optaget], "GRUPPE_3")
        saet_paa(klient, [fri2], "GRUPPE_3")
        assert panelet(klient) == ""
