"""Siden Drift: hver tilstand, natten kan være i, siges med ord, og kun det, der er sandt."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from html import unescape

import pytest
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from adgang.models import Bruger, Rolle
from portal.drift.diagram import BREDDE, VENSTRE, diagram
from portal.drift.historik import Nat
from samkoering.models import Aarsag, Koersel, Koerselstilstand
from tests import fabrik
from tests.conftest import klient_for
from tests.portal.drift import scenarier
from tests.portal.drift.scenarier import DAGEN, DANSK, NU

I_ORDEN = "Natten er kørt, og intet mangler"
NAESTE = "Næste nat kører 23-11-2026 kl. 03.00"


def tekst(svar) -> str:
    """Sidens ord uden tags, med enkelte mellemrum."""
    uden_tags = re.sub(r"<[^>]+>", " ", svar.content.decode())
    return re.sub(r"\s+", " ", unescape(uden_tags))


# scenarie → det, der skal stå, og det, der ikke må
TILSTANDE = {
    "ingen_nat": (["Der er ikke kørt en nat endnu", NAESTE], ["Datakilder", "Kør kommunen igen"]),
    "kun_een": ([I_ORDEN, "7 registre svarede, og 98 kommuner er skrevet", NAESTE,
                 "Alle 17 regler er kørt, og 37 nye sager er klar"], ["Karantæne", "Kør igen:"]),
    "gennemfoert": ([I_ORDEN, "Alle 2 nætter er gennemført"], ["gammel"]),
    "henter": (["Natten kører: registrene hentes", "Sagerne fra 21-11-2026 står",
                "er i gang. Når den er slut"], [I_ORDEN, "gammel", "Kør kommunen igen"]),
    "skriver": (["Natten kører: 34 af 98 kommuner er skrevet", "Begyndt i dag kl. 10.17."],
                ["ingen arbejder", "s siden"]),
    "uden_arbejder": (["Natten kører, men ingen arbejder er i gang",
                       "tjenesterne nat og ur kører"], ["Du skal ikke gøre noget"]),
    "venter": (["Natten venter på en ny prøve kl. 10.28", "tidsfristen på 30 sekunder",
                "Prøvet 2 gange; der prøves højst 12", "Prøv nu"], ["Natten kører:"]),
    "uden_plads": (["Natten venter på en ny prøve kl. 10.25", "Databasens disk er fuld. Skaf plads",
                    "34 af 98 kommuner er skrevet. Sagerne fra 21-11-2026 står", "Prøv nu"],
                   ["Karantæne", I_ORDEN]),
    "fejlet": (["Natten fejlede i dag kl. 10.20", "bestanden kan ikke findes",
                "Sagerne fra 21-11-2026 står", "Kør natten igen"], ["gammel", I_ORDEN]),
    "tavs": (["Feriekonto svarede ikke – regel 17 er ikke kørt", scenarier.TAVS,
              "De øvrige 16 regler er kørt, og 37 nye sager", "Kør Feriekonto igen"],
             [I_ORDEN, "Kør R75 igen"]),
    "tavse": (["R75, UDK og Feriekonto svarede ikke – reglerne 1, 2, 3, 7, 16 og 17 er ikke kørt",
               "De øvrige 11 regler"], []),
    "tavs_koert_igen": (["Det, natten manglede, er kørt igen", "Hentet igen", "41 nye sager"],
                        ["svarede ikke –", "Kør Feriekonto igen"]),
    "tavs_igen": (["Feriekonto svarede ikke – regel 17 er ikke kørt", "Kør Feriekonto igen",
                   "Kørt igen i dag kl. 03.24; det svarede stadig ikke."],
                  ["Hentet igen"]),
    "karantaene": (["2 kommuner er ikke skrevet: Rødovre og Odense", "96 kommuner er skrevet",
                    "Uventet fejl: DataError", "Prøv 2 kommuner igen"], [I_ORDEN]),
    "karantaene_koert_igen": (["1 kommune er ikke skrevet: Odense", "97 kommuner er skrevet",
                               "Prøv 1 kommune igen", "Rødovre kørt igen"], []),
    "enkelte_opslag": (["Enkelte opslag mislykkedes i nat", "12 kontroller er ikke udført"],
                       [I_ORDEN, "svarede ikke –"]),
    "maaned": (["25 af 30 nætter er gennemført, 3 delvist, 1 fejlet, 1 ikke kørt",
                "Vis tal som tabel", "Vis 19 ældre kørsler"], []),
}  # fmt: skip


@pytest.mark.parametrize("scenarie", TILSTANDE)
def test_tilstanden_staar_med_ord(driften: Client, scenarie: str):
    scenarier.ALLE[scenarie]()
    siden = tekst(driften.get("/drift/"))
    staar, staar_ikke = TILSTANDE[scenarie]
    assert [led for led in staar if led not in siden] == []
    assert [led for led in staar_ikke if led in siden] == []


def test_hvert_scenarie_er_med():
    assert set(TILSTANDE) == set(scenarier.ALLE)


@pytest.mark.parametrize(
    ("siden_afsluttet", "gammel"),
    [
        (timedelta(hours=26), False),
        (timedelta(hours=26, seconds=1), True),
        (timedelta(hours=7), False),
    ],
)
def test_26_timer(driften: Client, siden_afsluttet: timedelta, gammel: bool):
    scenarier.nat(DAGEN - timedelta(days=1))
    scenarier.nat(afsluttet=NU - siden_afsluttet)
    assert ("Den seneste nat er 26 t gammel" in tekst(driften.get("/drift/"))) is gammel


@pytest.mark.parametrize(
    ("klokken", "siger_til"),
    [("03:10", False), ("03:11", True), ("02:59", False)],  # ti minutter til at begynde i
)
def test_en_nat_der_ikke_begynder(formiddag, klokken: str, siger_til: bool):
    scenarier.nat(DAGEN - timedelta(days=1))
    timer, minutter = map(int, klokken.split(":"))
    formiddag.move_to(NU.replace(hour=timer, minute=minutter))
    driften = klient_for(fabrik.bruger("lars", Rolle.DRIFT))
    assert ("1 nat er ikke begyndt" in tekst(driften.get("/drift/"))) is siger_til


@pytest.mark.parametrize(
    ("sekunder", "alene"),
    [(300, False), (301, True)],  # fem minutter uden livstegn
)
def test_en_koersel_uden_livstegn(driften: Client, sekunder: int, alene: bool):
    scenarier.aaben(startet=NU - timedelta(seconds=sekunder))
    assert ("ingen arbejder er i gang" in tekst(driften.get("/drift/"))) is alene


def test_raekkerne_holdes_op_mod_natten_foer(driften: Client):
    dagen_foer = DAGEN - timedelta(days=1)
    scenarier.nat(dagen_foer, tabeller=scenarier.tabeller(raekker=900, dag=dagen_foer))
    scenarier.nat()
    assert "eIndkomst Hentet Rækker: 1.000 Mod natten før: +100" in tekst(driften.get("/drift/"))


def test_den_der_trykkede_staar_ved_koerslen(driften: Client, lars: Bruger):
    scenarier.nat(DAGEN - timedelta(days=1))
    scenarier.aaben(bestilt_af=lars, aarsag="GENTAGELSE")
    siden = tekst(driften.get("/drift/"))
    assert "Startet af Lars Winther i dag kl. 10.20." in siden
    assert "Kørt igen Lars Winther" in siden


def test_dagens_nye_sager_er_alle_koerslernes(driften: Client):
    scenarier.nat()
    scenarier.nat(aarsag=Aarsag.GENTAGELSE, nye=0)
    assert "37 nye sager er klar" in tekst(driften.get("/drift/"))


def test_siden_kender_ingen_borgere(driften: Client):
    fabrik.sag_med_udfald(cpr="6705850028", navn="Kanariefugl Kendelig")
    scenarier.maaned()
    krop = driften.get("/drift/").content.decode()
    assert not [spor for spor in ("6705850028", "670585-0028", "Kanariefugl") if spor in krop]


def test_faa_forespoergsler(driften: Client, django_assert_max_num_queries):
    scenarier.maaned()
    with django_assert_max_num_queries(22):
        driften.get("/drift/")


def test_intet_nyt_giver_intet_svar(driften: Client):
    scenarier.gennemfoert()
    adresse = _foelger(driften)
    assert driften.get(adresse).status_code == 204


def test_fremgangen_kommer_alene(driften: Client):
    scenarier.skriver()
    adresse = _foelger(driften)
    koersel = Koersel.objects.get(tilstand=Koerselstilstand.KOERER)
    koersel.natdele.filter(kommunekode="0825").update(tilstand="SKREVET")
    svar = driften.get(adresse)
    assert "35 af 98 kommuner er skrevet" in tekst(svar)
    assert "HX-Retarget" not in svar
    assert "Datakilder" not in tekst(svar)


def test_naar_koerslen_er_slut_kommer_hele_siden(driften: Client):
    scenarier.skriver()
    adresse = _foelger(driften)
    Koersel.objects.filter(tilstand=Koerselstilstand.KOERER).update(
        tilstand=Koerselstilstand.GENNEMFOERT, aaben=False, afsluttet=NU
    )
    svar = driften.get(adresse)
    assert svar["HX-Retarget"] == "#drift"
    assert "Datakilder" in tekst(svar)


def test_der_kigges_oftere_mens_der_koeres(driften: Client):
    scenarier.gennemfoert()
    assert 'hx-trigger="every 30s"' in driften.get("/drift/").content.decode()
    scenarier.aaben(dato=DAGEN, aarsag="GENTAGELSE")
    assert 'hx-trigger="every 3s"' in driften.get("/drift/").content.decode()


def _foelger(klient: Client) -> str:
    """Den adresse, siden selv spørger."""
    fundet = re.search(r'hx-get="([^"]+)"', klient.get("/drift/").content.decode())
    return unescape(fundet[1])


def _sat_op(dag: date) -> None:
    MigrationRecorder.Migration.objects.update(
        applied=datetime(*dag.timetuple()[:3], 12, tzinfo=DANSK)
    )


def celler(side: str, raekkehoved: str) -> list[str]:
    """Cellerne efter et rækkehoved."""
    raekke, _, _ = side.rpartition(f'">{raekkehoved}</th>')[2].partition("</tr>")
    return [re.sub(r"<[^>]+>", "", celle) for celle in re.findall(r"<td.*?</td>", raekke)]


def test_tavshed_er_aldrig_nul(driften: Client):
    """En nat, der ikke er kørt, og en tabel, der ikke svarede, har ingen tal."""
    scenarier.maaned()
    side, _, _ = driften.get("/drift/").content.decode().partition('id="koersler"')
    assert celler(side, "10-11-2026") == ["Ikke kørt", "–"]
    assert celler(side, "02-11-2026") == ["Fejlet", "–"]
    tabel = celler(side.replace('<th scope="row">', '<th scope="row" class="">'),
                   "feriekonto_anmodninger")  # fmt: skip
    assert tabel[2:4] == ["–", "–"]


def test_en_gammel_tabellinje_uden_tal_vaelter_ikke_siden(driften: Client):
    """Nætter fra før har linjer uden antal."""
    scenarier.kun_een()
    nat = Koersel.objects.get()
    for linje in nat.tabeller:
        del linje["raekker"], linje["afviste"]
    nat.save()
    side = driften.get("/drift/").content.decode()
    tabel = celler(side.replace('<th scope="row">', '<th scope="row" class="">'), "cpr_personer")
    assert tabel[1:4] == ["Svarede", "–", "–"]


def test_en_nat_der_er_gjort_hel_fortaelles_en_gang(driften: Client):
    """Natten, det, der manglede, og kørslen, der lagde det: intet på siden siger andet."""
    scenarier.tavs_koert_igen()
    natten, igen = Koersel.objects.filter(dato=DAGEN).order_by("nummer")
    for koersel in (natten, igen):
        scenarier.forsoeg(koersel, udfald="LYKKEDES", sluttet=NU)
    side = tekst(driften.get("/drift/"))
    assert "Natten var delvis og blev hel med kørsel nr. 2 kl. 03.24." in side
    assert "Hel efter ny kørsel" in side
    assert "Alle 2 nætter er gennemført" in side
    assert "22-11-2026 Delvist, hel med kørsel nr. 2 kl. 03.24 41" in side
    assert f"Fredet eller kendt {2 * 1284:,}".replace(",", ".") in side
    assert side.index("Forsøg i kørslen 2026-11-22#2") < side.index("Forsøg i kørslen 2026-11-22#1")
    oeverst = side.split("Datakilder")[0]
    assert "Delvist gennemført" not in oeverst


def test_en_nat_gjort_hel_i_gaar_taeller_som_gennemfoert(driften: Client):
    i_gaar = DAGEN - timedelta(days=1)
    scenarier.nat(i_gaar, "udk")
    scenarier.nat(i_gaar, aarsag=Aarsag.REGISTER, kun_register="udk")
    scenarier.nat(DAGEN - timedelta(days=2), "udk")
    scenarier.nat()
    side = tekst(driften.get("/drift/"))
    assert "2 af 3 nætter er gennemført, 1 delvist" in side


def test_enkelte_opslag_bliver_ikke_hele_af_en_kommune(driften: Client):
    scenarier.enkelte_opslag()
    scenarier.nat(kun_kommuner=["0175"], aarsag=Aarsag.GENTAGELSE, nye=0)
    side = tekst(driften.get("/drift/"))
    assert "Enkelte opslag mislykkedes" in side
    assert "Hel efter" not in side


def test_tiden_alene_er_intet_nyt(driften: Client, formiddag):
    """Et tal, der løber, ville stå stille, når et svar er længe undervejs, og så springe."""
    scenarier.skriver()
    adresse = _foelger(driften)
    formiddag.shift(timedelta(seconds=15))
    assert driften.get(adresse).status_code == 204


@pytest.mark.parametrize("scenarie", ["tavs", "karantaene"])
def test_mens_der_koeres_beder_ingen_besked_om_en_knap(driften: Client, lars: Bruger, scenarie):
    scenarier.ALLE[scenarie]()
    scenarier.aaben(aarsag=Aarsag.REGISTER, kun_register="feriekonto", bestilt_af=lars)
    oeverst, _, _ = tekst(driften.get("/drift/")).partition("Datakilder")
    assert "Startet af Lars Winther i dag kl. 10.20." in oeverst
    assert "Kørslen 2026-11-22#2 er i gang. Mangler noget, når den er slut" in oeverst
    assert not [ord_ for ord_ in ("køre det igen nu", "før du siger til") if ord_ in oeverst]


def test_naetter_foer_portalen_er_ikke_udeblevne(driften: Client):
    """Demonstrationens fortid er spredte nætter; de andre dage fandtes portalen ikke."""
    for dage in (29, 14, 3, 0):
        scenarier.nat(DAGEN - timedelta(days=dage))
    _sat_op(DAGEN - timedelta(days=1))
    svar = driften.get("/drift/")
    side = tekst(svar)
    assert "4 af 5 nætter er gennemført, 1 ikke kørt" in side
    assert "Portalen blev sat op 21-11-2026 . Før det er kun de nætter med, der er kørt." in side
    _sat_op(DAGEN - timedelta(days=60))
    assert "4 af 30 nætter er gennemført, 26 ikke kørt" in tekst(driften.get("/drift/"))


def test_faerre_end_tredive_naetter_siger_hvornaar_de_begynder(driften: Client):
    scenarier.gennemfoert()
    assert "Den første nat er 21-11-2026 ." in tekst(driften.get("/drift/"))


def test_faa_naetter_fylder_hele_tegningen():
    """Den sidste nat står ved højre kant, uanset hvor mange der er."""
    for ialt in (4, 30):
        naetter = [Nat(DAGEN - timedelta(days=n), "GENNEMFOERT", n) for n in range(ialt)]
        sidste = diagram(naetter).felter[-1]
        assert sidste.midt + 0.5 * (BREDDE - VENSTRE) / ialt > 0.95 * BREDDE
        assert sidste.bredde <= 60
