"""Siderne: de viser det, reglerne tillader, siger nej med ord, og alt står i loggen."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from adgang.models import Opslag, Rolle
from persongrupper.markering.handlinger import Markeringsfelter, flyt, saet
from persongrupper.models import Markeringsperiode, Projektborger
from persongrupper.vaern import dagen, regler
from tests import fabrik
from tests.conftest import klient_for
from tests.persongrupper.opstilling import aktivitetsfil, borgere, fil, kalender

pytestmark = pytest.mark.django_db


def perioder(borger: Projektborger) -> list[tuple[str, date | None, bool]]:
    alle = Markeringsperiode.objects.i_kommune(borger.kommune_id).filter(borger=borger)
    return [
        (p.markering, p.til, p.annulleret is not None)
        for p in alle.exclude(markering="BRUTTOMAALGRUPPE")
    ]


def test_borgerens_vej(klient: Client, mette):
    with kalender() as tid:
        (borger,) = borgere()
        side = f"/persongrupper/borger/{borger.pk}/"
        tekst = klient.get(side).content.decode()
        assert "Sæt første gruppe" in tekst
        assert "Flyt borgeren" not in tekst
        assert klient.post(f"{side}gruppe/", {"version": borger.version}).status_code == 422
        sat = {"version": borger.version, "markering": "GRUPPE_1"}
        assert klient.post(f"{side}gruppe/", sat, follow=True).status_code == 200
        assert "kan flyttes i morgen" in klient.get(side).content.decode()
        svar = klient.post(f"{side}gruppe/", sat, follow=True)  # den anden fane
        assert "ændret af en anden" in svar.content.decode()
        i_gaar = tid.dag
        tid.gaa(1)
        borger.refresh_from_db()
        flyt = {"version": borger.version, "markering": "GRUPPE_3"}
        assert "Flyt borgeren" in klient.get(side).content.decode()
        klient.post(f"{side}gruppe/", flyt)
        assert perioder(borger) == [("GRUPPE_1", i_gaar, False), ("GRUPPE_3", None, False)]
        ny = Markeringsperiode.objects.i_kommune("0175").get(markering="GRUPPE_3")
        sti = f"/persongrupper/markering/{ny.pk}/annuller/"
        assert klient.post(sti, {f"{ny.pk}-grund": ""}).status_code == 422
        assert klient.post(sti, {f"{ny.pk}-grund": "610585-0029"}).status_code == 422
        klient.post(sti, {f"{ny.pk}-grund": "Forkert borger"})
        assert perioder(borger)[-1] == ("GRUPPE_3", None, True)
        borger.refresh_from_db()
        assert borger.foerste_gruppe == "GRUPPE_1"
    arter = [o.art for o in Opslag.objects.i_kommune("0175").order_by("pk")]
    assert arter.count("AENDRING") == 4


FOR_ALTID = "Den første gruppe afgør for altid"
UAENDRET = "Første gruppe ændres ikke"


@pytest.mark.parametrize(
    ("har", "saetter", "paa_siden", "ikke_paa_siden", "kvittering", "ikke_i_kvitteringen"),
    [
        ((), "GRUPPE_1", (FOR_ALTID, "Mangler<"), (UAENDRET, "slutter"),
         ("Gr. 1", "borgerens første gruppe"), ("sluttede",)),
        (("UDSKUDT_VISITATION",), "GRUPPE_2",
         (FOR_ALTID, "Mangler, udskudt", "slutter den udskudte"),
         (UAENDRET, "Flyt", "Den nuværende gruppe"),
         ("Gr. 2", "“Udskudt visitation” sluttede i går", "borgerens første gruppe"), ()),
        (("UDSKUDT_VISITATION",), "GRUPPE_1", (FOR_ALTID,), (UAENDRET,),
         ("Gr. 1", "borgerens første gruppe"), ("sluttede",)),
        (("GRUPPE_1", "UDSKUDT_VISITATION"), "GRUPPE_3",
         (UAENDRET, "Den nuværende gruppe slutter i går", "slutter den udskudte"), (FOR_ALTID,),
         ("“Gr. 1 – Vis. til indsatsgruppen” sluttede", "“Udskudt visitation” sluttede"),
         ("borgerens første gruppe",)),
        (("GRUPPE_1",), "GRUPPE_2", (UAENDRET, "Flyt borgeren"), (FOR_ALTID, "udskudte"),
         ("“Gr. 1 – Vis. til indsatsgruppen” sluttede",), ("Udskudt",)),
    ],
)  # fmt: skip
def test_gruppens_side_og_kvittering_foelger_tilstanden(
    klient: Client, mette, har, saetter, paa_siden, ikke_paa_siden, kvittering, ikke_i_kvitteringen
):
    with kalender() as tid:
        (borger,) = borgere()
        for markering in har:
            felter = Markeringsfelter("Barsel", tid.dag + timedelta(days=9))
            saet(borger, markering, mette, felter)
        tid.gaa(1)
        borger.refresh_from_db()
        side = f"/persongrupper/borger/{borger.pk}/"
        panel = klient.get(side).content.decode().split('class="idbar ')[1].split('id="job"')[0]
        assert [ord_ for ord_ in paa_siden if ord_ not in panel] == []
        assert [ord_ for ord_ in ikke_paa_siden if ord_ in panel] == []
        assert ("Ingen endnu" in panel) is (borger.foerste_gruppe is None)
        svar = klient.post(f"{side}gruppe/", {"version": borger.version, "markering": saetter})
        (besked,) = (str(b) for b in get_messages(svar.wsgi_request))
        assert [ord_ for ord_ in kvittering if ord_ not in besked] == []
        assert [ord_ for ord_ in ikke_i_kvitteringen if ord_ in besked] == []


def test_jobformidler_og_udskydelse_kraever_det_de_skal(klient: Client):
    (borger,) = borgere()
    side = f"/persongrupper/borger/{borger.pk}/"
    i_morgen = f"{dagen.i_dag() + timedelta(days=2):%d-%m-%Y}"
    job = {"version": borger.version, "jobformidler": "Ida", "min_plan_dato": "01-02-2020"}
    for mangler in ({"jobformidler": ""}, {"min_plan_dato": ""}, {"min_plan_dato": i_morgen}):
        assert klient.post(f"{side}jobformidler/", {**job, **mangler}).status_code == 422
    assert klient.post(f"{side}jobformidler/", job).status_code == 302
    borger.refresh_from_db()
    udskyd = {"version": borger.version, "grund": "Barsel", "forventet_til": i_morgen}
    for_tidligt = {"forventet_til": f"{dagen.i_dag():%d-%m-%Y}"}
    for mangler in ({"grund": ""}, {"forventet_til": ""}, for_tidligt):
        svar = klient.post(f"{side}udskyd/", {**udskyd, **mangler})
        assert svar.status_code == 422
    assert regler.FREM_I_TIDEN in svar.content.decode()
    assert klient.post(f"{side}udskyd/", udskyd).status_code == 302
    assert {p[0] for p in perioder(borger)} == {"JOBFORMIDLER", "UDSKUDT_VISITATION"}


def test_listen_soeges_filtreres_markeres_og_hentes(klient: Client, mette):
    to, en = borgere(2), borgere(1)[0]
    saet(en, "GRUPPE_2", mette)
    tekst = klient.get("/persongrupper/").content.decode()
    assert all(str(b.pk) in tekst for b in (*to, en))
    kun_2 = klient.get("/persongrupper/?markering=GRUPPE_2").content.decode()
    assert str(en.pk) in kun_2
    assert str(to[0].pk) not in kun_2
    assert "Fjern filteret" in kun_2
    mangler = klient.get("/persongrupper/?markering=UDEN_GRUPPE").content.decode()
    assert str(en.pk) not in mangler
    assert str(to[0].pk) in mangler
    foer = klient.get("/persongrupper/?markering=GRUPPE_2&fra=2017-01-01&til=2017-12-31")
    assert "Ingen borgere passer" in foer.content.decode()
    svar = klient.post("/persongrupper/soeg/", {"cpr": f"{en.cpr[:6]}-{en.cpr[6:]}"})
    assert svar["Location"] == f"/persongrupper/borger/{en.pk}/"
    assert "ti cifre" in klient.post("/persongrupper/soeg/", {"cpr": "12"}).content.decode()
    valgt = {"borger": [str(b.pk) for b in (*to, en)], "markering": "GRUPPE_1"}
    besked = klient.post("/persongrupper/saet/", valgt, follow=True).content.decode()
    assert "2 borgere har fået “Gr. 1" in besked
    assert "Det er deres første gruppe. Er den forkert, så annullér den i dag" in besked
    assert "1 borger er ikke ændret" in besked
    csv = klient.get("/persongrupper/hent/?markering=GRUPPE_1").content.decode("utf-8-sig")
    assert all(f"{b.cpr[:6]}-{b.cpr[6:]}" in csv for b in to)
    assert csv.count("\r\n") == 3
    opslag = Opslag.objects.i_kommune("0175").get(art="SOEGNING")
    assert (opslag.kriterium, opslag.antal) == ("CPR-nummer", 1)


@pytest.mark.parametrize(
    ("skrevet", "laest", "staar", "fejl"),
    [
        ("01-02-2017", True,  "01-02-2017", ""),
        ("1.2.2017",   True,  "01-02-2017", ""),
        ("2017-02-01", True,  "01-02-2017", ""),            # listens egne adresser
        ("31-02-2017", False, "31-02-2017", "Den 31. februar 2017 findes ikke"),
        ("i går",      False, "i går",      "Skriv datoen som dag-måned-år"),
        ("",           False, "",           ""),
    ],
)  # fmt: skip
def test_perioden_skrives_som_alle_andre_datoer(
    klient: Client, skrevet: str, laest: bool, staar: str, fejl: str
):
    borgere()
    siden = klient.get("/persongrupper/", {"fra": skrevet}).content.decode()
    felt = siden.split('id="fra"')[0].rpartition("<input")[2] + siden.split('id="fra"')[1][:200]
    assert ('type="text"' in felt, 'type="date"' in siden) == (True, False)
    assert f'value="{staar}"' in felt
    assert ("Fjern filteret" in siden) is laest
    assert ("<title>Fejl: " in siden, "Perioden er ikke brugt" in siden) == (bool(fejl),) * 2
    assert siden.count(fejl) == 2 if fejl else "form-error-message" not in siden


def test_star_indlaeser_hele_filen_eller_intet():
    kommune = fabrik.kommune()
    star = klient_for(fabrik.bruger("star", Rolle.STAR_IMPORT))
    cpr = [fabrik.nyt_cpr() for _ in range(3)]

    def send(indhold: bytes, slags: str = "BRUTTOMAALGRUPPE") -> str:
        felter = {"slags": slags, "kommune": kommune.pk, "kilde": "STAR, proeven"}
        fil_ = SimpleUploadedFile("fil.csv", indhold)
        return star.post(
            "/persongrupper/indlaesning/", {**felter, "fil": fil_}, follow=True
        ).content.decode()

    god = fil(*(f"0175;{nr};2016-12-01;" for nr in cpr))
    halv = fil(f"0175;{cpr[0]};2016-12-01;", "0175;123;2016-12-01;", f"0173;{cpr[1]};2016-12-01;")
    tekst = send(halv)
    assert "Række 3: CPR-nummeret skal være ti cifre" in tekst
    assert "Række 4: Kommunekoden skal være 0175" in tekst
    assert not Projektborger.objects.i_kommune(kommune).exists()
    assert "3 rækker, 3 nye og 0 ændrede" in send(god)
    assert "indlæst før" in send(god)
    assert "3 rækker, 0 nye og 1 ændret" in send(
        fil(*(f"0175;{nr};2016-12-01;{'2017-03-01' if nr == cpr[0] else ''}" for nr in cpr))
    )
    igen = send(fil(f"0175;{cpr[1]};2016-12-01;", f"0175;{cpr[2]};2017-02-01;"))
    assert "Række 3: Borgeren er allerede i bruttomålgruppen fra 2016-12-01" in igen
    assert "0 nye" not in send(fil(f"0175;{cpr[0]};2017-03-02;"))  # afsluttet 1. marts, og ind igen
    fremmed = aktivitetsfil(f"0175;{fabrik.nyt_cpr()};LOENTILSKUD;2017-01-01;;10")
    assert "Række 2: Borgeren er ikke i kommunens bruttomålgruppe" in send(fremmed, "AKTIVITET")
    assert "1 række, 1 ny" in send(
        aktivitetsfil(f"0175;{cpr[1]};ORDINAERE_TIMER;2017-01-01;;40"), "AKTIVITET"
    )
    i_loggen = Opslag.objects.i_kommune(kommune).filter(art="AENDRING").order_by("pk")
    assert [o.antal for o in i_loggen] == [3, 3, 3, 1, 1]
    assert star.get("/persongrupper/").status_code == 403


LAAST = "Den udskudte visitation er sat eller slutter i dag"


@pytest.mark.parametrize(
    ("har_i_forvejen", "dage", "tilbudt", "forklaret"),
    [
        ((), 0, ["GRUPPE_1"], True),
        ((), 1, ["GRUPPE_1", "GRUPPE_2", "GRUPPE_3"], False),
        (("GRUPPE_1",), 0, [], True),
        (("GRUPPE_1",), 1, ["GRUPPE_2", "GRUPPE_3"], False),
    ],
)
def test_siden_siger_hvorfor_en_gruppe_ikke_kan_vaelges_i_dag(
    klient: Client, mette, har_i_forvejen, dage, tilbudt, forklaret
):
    with kalender() as tid:
        (borger,) = borgere()
        for gruppe in har_i_forvejen:
            saet(borger, gruppe, mette)
        tid.gaa(1)
        saet(borger, "UDSKUDT_VISITATION", mette, Markeringsfelter("Barsel", date(2018, 5, 1)))
        tid.gaa(dage)
        siden = klient.get(f"/persongrupper/borger/{borger.pk}/").content.decode()
    panel = siden.split('aria-labelledby="gruppe"')[1].split("</section>")[0]
    assert [g for g in ("GRUPPE_1", "GRUPPE_2", "GRUPPE_3") if f'value="{g}"' in panel] == tilbudt
    assert (LAAST in panel) is forklaret


@pytest.mark.parametrize(
    ("har", "dage", "annulleres", "ord_", "ikke"),
    [
        (("GRUPPE_1",), 0, "GRUPPE_1", ("ingen gruppe", "tæller ikke som"), ()),
        (("GRUPPE_1",), 1, "GRUPPE_1", ("ingen gruppe",), ("tæller ikke som",)),
        (("GRUPPE_1", "GRUPPE_2"), 0, "GRUPPE_2", ("ingen gruppe", "åbnes ikke igen"), ()),
        (("GRUPPE_1", "GRUPPE_2"), 0, "GRUPPE_1", (), ("ingen gruppe", "tæller ikke som")),
        (("GRUPPE_1", "JOBFORMIDLER"), 0, "JOBFORMIDLER", (), ("ingen gruppe",)),
    ],
)
def test_en_annullering_siger_hvor_borgeren_nu_staar(
    klient: Client, mette, har, dage, annulleres, ord_, ikke
):
    with kalender() as tid:
        (borger,) = borgere()
        for nr, markering in enumerate(har):
            tid.gaa(min(nr, 1))
            job = Markeringsfelter(jobformidler="Ida", min_plan_dato=tid.dag)
            flyt(borger, markering, mette, job)
        tid.gaa(dage)
        perioden = Markeringsperiode.objects.i_kommune("0175").get(markering=annulleres)
        sti = f"/persongrupper/markering/{perioden.pk}/annuller/"
        svar = klient.post(sti, {f"{perioden.pk}-grund": "Forkert borger"})
    (besked,) = (str(b) for b in get_messages(svar.wsgi_request))
    assert besked.startswith(f"“{perioden.get_markering_display()}” er annulleret.")
    assert [o for o in ord_ if o not in besked] == []
    assert [o for o in ikke if o in besked] == []
