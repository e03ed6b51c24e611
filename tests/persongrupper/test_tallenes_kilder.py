"""Hvert tal kan følges: til borgerne bag det, til filen, det kom med, og til rækken, der er gal."""

from __future__ import annotations

import re
from datetime import datetime, time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from adgang.models import Rolle
from persongrupper.borger.visning import felter
from persongrupper.indlaesning.indlaes import Indlaest, indlaes
from persongrupper.indlaesning.views import som_ord
from persongrupper.markering.handlinger import Markeringsfelter, saet
from persongrupper.models import Indlaesning, Slags
from persongrupper.monitorering.opgoerelse import opgoer_kommune
from persongrupper.vaern import dagen
from tests import fabrik
from tests.conftest import klient_for
from tests.persongrupper.opstilling import aktivitetsfil, borgere, fil, kalender

pytestmark = pytest.mark.django_db
_LINK = re.compile(r'href="(/persongrupper/monitorering/personer/\?maaned=[^"]+)"')


def test_hvert_tal_i_hver_maaned_foerer_til_sine_borgere(klient: Client, mette):
    with kalender() as tid:
        en, to = borgere(2)
        saet(en, "GRUPPE_1", mette)
        saet(to, "GRUPPE_2", mette)
        raekke = f"0175;{en.cpr};LOENTILSKUD;{tid.dag};;10"
        indlaes(aktivitetsfil(raekke), Slags.AKTIVITET, fabrik.kommune(), "STAR, oktober")
        tid.gaa(30)
        opgoer_kommune("0175", timezone.make_aware(datetime.combine(tid.dag, time(4))))
        siden = klient.get("/persongrupper/monitorering/").content.decode()
        tabellen = siden.split("Måned for måned</h2>")[1]
        veje = {vej.replace("&amp;", "&") for vej in _LINK.findall(tabellen)}
        grupper = ("brutto", "visiteret", "indsats", "aktive", "beroert")
        assert {vej.split("maaned=")[1] for vej in veje} == {
            f"{maaned}&gruppe={gruppe}" for maaned in ("2017-09", "2017-10") for gruppe in grupper
        }
        ventet = {"brutto": 2, "visiteret": 2, "indsats": 1, "aktive": 1, "beroert": 1}
        for vej in veje:
            tekst = klient.get(vej).content.decode()
            gruppe = vej.rpartition("=")[2]
            assert f">{ventet[gruppe]} borger" in tekst, vej
            assert ("De tre måneder er" in tekst) is (gruppe == "beroert")
        assert (
            "De tre måneder er 08-2017 til 10-2017"
            in klient.get(
                "/persongrupper/monitorering/personer/?maaned=2017-10&gruppe=beroert"
            ).content.decode()
        )


KUN_TO_MAANEDER = 2


@pytest.mark.parametrize(
    ("aktive_i", "overskriften"),
    [
        ((),                                  "Ingen af de seneste tre måneder når 40 %"),
        (("2017-10",),                        "Kun én af de seneste tre måneder når 40 %"),
        (("2017-09", "2017-11"),              "Kun to af de seneste tre måneder når 40 %"),
        (("2017-09", "2017-10", "2017-11"),   "De seneste tre måneder når alle 40 %"),
    ],
)  # fmt: skip
def test_overskriften_og_de_der_mangler_siges_som_de_er(
    klient: Client, mette, aktive_i, overskriften
):
    """Fem i indsatsgruppen: to skal i indsats. Linket fører til alle, der ikke tæller endnu."""
    with kalender() as tid:
        alle = borgere(5)
        for borger in alle:
            saet(borger, "GRUPPE_1", mette)
        for nr in range(3):
            if nr + 1 == KUN_TO_MAANEDER:
                siden = klient.get("/persongrupper/monitorering/").content.decode()
                tabellen = siden.split("Måned for måned</h2>")[1]
                assert tabellen.count("Ikke opgjort") == 2 * KUN_TO_MAANEDER  # begge læsninger
                assert "Andelen i indsats mod kravet på 40 %" in siden
            if f"{tid.dag:%Y-%m}" in aktive_i:
                raekker = [f"0175;{b.cpr};LOENTILSKUD;{tid.dag};{tid.dag};10" for b in alle[:2]]
                indlaes(aktivitetsfil(*raekker), Slags.AKTIVITET, fabrik.kommune(), f"STAR {nr}")
            if nr < KUN_TO_MAANEDER:
                tid.gaa(31)
                opgoer_kommune("0175", timezone.make_aware(datetime.combine(tid.dag, time(4))))
        siden = klient.get("/persongrupper/monitorering/").content.decode()
        assert f'<h2 id="diagram-overskrift">{overskriften}</h2>' in siden
        vejen = "/persongrupper/monitorering/personer/?maaned=2017-11&gruppe=ikke-aktive"
        personerne = klient.get(vejen).content.decode()
    if "2017-11" in aktive_i:
        assert "for at nå" not in siden
        assert "3 borgere" in personerne
        assert "Månedens 40&nbsp;% er nået uden dem." in personerne
    else:
        assert "Mangler 2 personer for at nå 2. <a" in siden
        assert "Se de 5, der ikke tæller med endnu</a>" in siden
        assert "5 borgere" in personerne
        assert "Kommer 2 af dem i indsats, er månedens 40&nbsp;% nået." in personerne


def test_filerne_bag_tallene_staar_med_kilde_antal_og_aftryk(klient: Client):
    (borger,) = borgere()
    borgere(1, fabrik.kommune("0173"))
    indlaes(aktivitetsfil(f"0175;{borger.cpr};LOENTILSKUD;2017-01-01;;10"),
            Slags.AKTIVITET, fabrik.kommune(), "STAR, oktober")  # fmt: skip
    siden = klient.get("/persongrupper/monitorering/").content.decode()
    tabellen = siden.split("Filerne bag tallene</h2>")[1]
    egne = Indlaesning.objects.i_kommune("0175")
    assert [tabellen.count(f"{fil_.sha256[:12]}…") for fil_ in egne] == [1, 1]
    assert (tabellen.count("<tr>"), "STAR, oktober" in tabellen, "driften" in tabellen) == (
        3,
        True,
        True,
    )
    (fremmed,) = Indlaesning.objects.i_kommune("0173")
    assert fremmed.sha256[:12] not in siden


def test_borgerens_side_viser_det_der_goer_hende_aktiv(klient: Client, mette):
    en, uden = borgere(2)
    raekker = [f"0175;{en.cpr};LOENTILSKUD;2017-01-01;2017-02-01;10",
               f"0175;{en.cpr};ORDINAERE_TIMER;2017-03-01;;1200"]  # fmt: skip
    indlaes(aktivitetsfil(*raekker), Slags.AKTIVITET, fabrik.kommune(), "STAR, oktober")
    siden = klient.get(f"/persongrupper/borger/{en.pk}/").content.decode()
    assert siden.index("<h1>Borgerens markeringer</h1>") < siden.index('class="idbar ')
    indsats = siden.split('id="indsats"')[1].split("</section>")[0]
    assert indsats.index("Ordinære timer</th>") < indsats.index("Løntilskud</th>")
    for ord_ in ("01-01-2017", "01-02-2017", ">indtil videre<", "1.200", "STAR, oktober"):
        assert ord_ in indsats
    tom = klient.get(f"/persongrupper/borger/{uden.pk}/").content.decode()
    assert "Der er ikke indlæst indsats eller ordinære timer" in tom
    assert "fra “<bdi>Prøven</bdi>”" in tom


@pytest.mark.parametrize(
    ("markering", "flyt_i_stedet"), [("GRUPPE_1", True), ("JOBFORMIDLER", False)]
)
def test_at_slutte_er_foldet_og_siger_hvad_det_betyder(
    klient: Client, mette, markering, flyt_i_stedet
):
    (borger,) = borgere()
    saet(
        borger, markering, mette, Markeringsfelter(jobformidler="Ida", min_plan_dato=dagen.i_dag())
    )
    (punkt,) = (p for p in felter(borger, dagen.i_dag())["tidslinje"] if p.kan_slutte)
    assert punkt.er_gruppe is flyt_i_stedet
    siden = klient.get(f"/persongrupper/borger/{borger.pk}/").content.decode()
    foldet = siden.split("<summary>Slut i dag")[1].split("</details>")[0]
    assert "kan ikke åbnes igen" in foldet
    assert ("så flyt i stedet" in foldet) is flyt_i_stedet
    assert f'action="/persongrupper/markering/{punkt.periode.pk}/slut/"' in foldet


def test_ingen_gruppe_er_valgt_paa_forhaand(klient: Client):
    (borger,) = borgere()
    siden = klient.get("/persongrupper/").content.decode()
    assert '<select class="form-select" id="gruppen" name="markering"><option value="">' in siden
    assert f'id="b-{borger.pk}">' in siden


def test_fejlene_i_en_fil_staar_i_raekkernes_orden():
    fabrik.kommune()
    star = klient_for(fabrik.bruger("star", Rolle.STAR_IMPORT))
    cpr = fabrik.nyt_cpr()
    ens = f"0175;{cpr};2016-12-01;"
    indhold = fil(ens, ens, "0175;x;2016-12-01;", f"0101;{fabrik.nyt_cpr()};2016-12-01;", ens)
    siden = star.post("/persongrupper/indlaesning/", {
        "slags": "BRUTTOMAALGRUPPE", "kommune": "0175", "kilde": "x",
        "fil": SimpleUploadedFile("f.csv", indhold),
    }).content.decode()  # fmt: skip
    liste = siden.split("intet af den er gemt")[1].split("</ul>")[0]
    assert [int(nr) for nr in re.findall(r">Række (\d+):", liste)] == [3, 4, 5, 6]


@pytest.mark.parametrize(
    ("nye", "aendrede", "ord_"),
    [(0, 0, "0 nye og 0 ændrede"), (1, 1, "1 ny og 1 ændret"), (2, 2, "2 nye og 2 ændrede")],
)
def test_kvitteringen_boejer_ordene_og_naevner_kommunen(nye, aendrede, ord_):
    fil_ = Indlaesning(kommune=fabrik.kommune(), slags=Slags.BRUTTOMAALGRUPPE, sha256="a" * 64,
                       raekker=3, nye=nye, aendrede=aendrede)  # fmt: skip
    besked = som_ord(Indlaest(fil_, ()))
    assert f"er indlæst i Rødovre Kommune: 3 rækker, {ord_}." in besked
    assert som_ord(Indlaest(fil_, (), igen=True)).startswith("Filen er indlæst før i Rødovre")
