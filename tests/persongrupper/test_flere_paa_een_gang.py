"""Kvitteringen for gruppen på flere: hvem der fik den, hvem der ikke blev ændret, og hvorfor."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from adgang.models import Bruger, Opslag
from persongrupper.borger.kvittering import KAN_ANNULLERES as KAN
from persongrupper.liste.afviste import NAEVNT
from persongrupper.liste.flere import marker
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


def panelet(klient: Client, sti: str = LISTE) -> str:
    """Den del af listen, der siger, hvem der ikke blev ændret; tom, når siden intet siger."""
    dele = klient.get(sti).content.decode().split('aria-labelledby="ikke-aendret"')
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
