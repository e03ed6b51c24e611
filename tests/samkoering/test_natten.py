"""Natten skriver: sager, tilknytning, fredning, bortfald, udløb og gentagelse."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.core import serializers
from django.utils import timezone

from adgang.models import Kommune
from registre.laesning import Udtraek
from samkoering.koersel import koer
from samkoering.models import (
    Fredning,
    Handling,
    Koersel,
    Koerselsdel,
    Koerselstilstand,
    Kontrolark,
    Kontrolregnskab,
    Sag,
    Sagshaendelse,
    Sagstilstand,
    Udfald,
    Udfaldstilstand,
)
from samkoering.motor.beregning import BestandIkkeFundet
from samkoering.skrivning import nye
from samkoering.skrivning import skriv as skrivning
from samkoering.skrivning.alder import AeldreDato
from tests.driftsrolle import som_driftsrolle
from tests.uafhaengig.haandlavet import ANDEN, UDE, YM, Mappe

pytestmark = pytest.mark.django_db

NAT = date(2018, 6, 19)
NAESTE_NAT = date(2018, 6, 20)
UDBETALINGER = ("2018-06-30", "2018-07-31", "2018-08-31")


@pytest.fixture
def mappe(tmp_path: Path) -> Mappe:
    """Én modtager i Rødovre, der er flyttet den 2. juni."""
    ny = Mappe(tmp_path).person(YM)
    for udbetalt in UDBETALINGER:
        ny.med("ydelse_udbetalinger", sag_id="S1", udbetalt=udbetalt, beloeb_oere=1)
    ny.bor(YM, "2010-01-01", "2018-06-01").bor(YM, "2018-06-02", sted=UDE)
    return ny


def nat(mappe: Mappe, dag: date = NAT, *udelad: str, **valg: object) -> Koersel:
    """Natten, som den kører i drift: på PostgreSQL under driftsrollen."""
    with som_driftsrolle():
        return koer(Udtraek(mappe.skriv(*udelad)), dag, **valg)


def alle(model: type) -> list:
    return list(model.objects.paa_tvaers(grund="prøven ser hele databasen").order_by("pk"))


def del_(koersel: Koersel) -> Koerselsdel:
    return koersel.dele.get()


def ferie(mappe: Mappe, anmodet: str) -> Mappe:
    return mappe.med(
        "feriekonto_anmodninger",
        cpr=YM,
        anmodet=anmodet,
        foerste_feriedag="2018-07-02",
        beloeb_oere=500_000,
        forventet_udbetaling="2018-06-25",
        annulleret="false",
    )


def behandl(sag: Sag) -> None:
    """Som feedback gør det: sagen afsluttes, og dens hændelser fredes."""
    for udfald in sag.udfald.all():
        Fredning.objects.i_kommune(sag.kommune).create(
            kommune=sag.kommune, ym_cpr=udfald.ym_cpr, identitet=udfald.identitet, sag=sag
        )
    sag.udfald.update(tilstand=Udfaldstilstand.BEHANDLET)
    sag.tilstand, sag.afsluttet = Sagstilstand.HENLAGT_VISITERING, timezone.now()
    sag.save()


def test_et_fund_bliver_til_en_ledig_sag_med_kontrolark(mappe):
    koersel = nat(mappe)

    (sag,) = alle(Sag)
    assert (sag.tilstand, sag.fundet, sag.udloeber) == ("LEDIG", NAT, date(2018, 9, 19))
    assert sag.sagsnr == "R-18-00001"
    (udfald,) = alle(Udfald)
    assert udfald.saetning == "Prøve Person flyttede den 02-06-2018."
    (ark,) = alle(Kontrolark)
    assert [fund["regel"] for fund in ark.indhold["udfald"]] == ["flytning"]
    assert len(ark.indhold["regnskab"]) == 17
    assert koersel.tilstand == Koerselstilstand.GENNEMFOERT
    assert del_(koersel).nye_sager == 1


def test_samme_nat_igen_aendrer_intet(mappe):
    nat(mappe)
    modeller = (Sag, Udfald, Kontrolark, Kontrolregnskab, Sagshaendelse, Fredning)
    foer = [serializers.serialize("json", alle(model)) for model in modeller]

    igen = nat(mappe)

    assert [serializers.serialize("json", alle(model)) for model in modeller] == foer
    assert igen.nummer == 2
    assert (del_(igen).nye_udfald, del_(igen).kendte_udfald) == (0, 1)


def test_en_ny_haendelse_haeftes_paa_den_aabne_sag_i_en_ny_udgave(mappe):
    nat(mappe)
    nat(ferie(mappe, "2018-06-18"), NAESTE_NAT)

    (sag,) = alle(Sag)
    assert sag.udfald.count() == 2
    udgaver = sag.kontrolark.order_by("udgave")
    assert [ark.udgave for ark in udgaver] == [1, 2]
    assert {fund["regel"] for fund in udgaver.last().indhold["udfald"]} == {
        "flytning",
        "feriekonto",
    }
    assert len(udgaver.first().indhold["udfald"]) == 1, "den gamle udgave står urørt"


def test_en_behandlet_haendelse_kommer_aldrig_igen_men_en_ny_giver_en_ny_sag(mappe):
    nat(mappe)
    behandl(alle(Sag)[0])

    stille = nat(mappe, NAESTE_NAT)
    assert (del_(stille).nye_sager, del_(stille).fredede_udfald) == (0, 1)

    nat(ferie(mappe, "2018-06-18"), date(2018, 6, 21))
    gammel, ny = sorted(alle(Sag), key=lambda sag: sag.sagsnr)
    assert gammel.tilstand == Sagstilstand.HENLAGT_VISITERING
    assert [udfald.regel for udfald in ny.udfald.all()] == ["feriekonto"]


def test_en_fredning_med_slutdato_gaelder_kun_til_og_med_den(mappe):
    nat(mappe)
    behandl(alle(Sag)[0])
    alle(Udfald)[0].delete()
    fredning = alle(Fredning)[0]
    fredning.til = NAESTE_NAT
    fredning.save()

    assert del_(nat(mappe, NAESTE_NAT)).nye_sager == 0
    assert del_(nat(mappe, date(2018, 6, 21))).nye_sager == 1


@pytest.mark.parametrize("status", ["RETTET", "FORTRUDT"])
def test_registret_rettes_og_sagen_lukker_sig_selv(mappe, status):
    nat(mappe)
    mappe.raekker["cpr_adresser"][1]["register_status"] = status
    koersel = nat(mappe, NAESTE_NAT)

    (udfald,) = alle(Udfald)
    assert (udfald.tilstand, udfald.bortfaldet) == (Udfaldstilstand.BORTFALDET, NAESTE_NAT)
    assert alle(Sag)[0].tilstand == Sagstilstand.BORTFALDET
    handlinger = [linje.handling for linje in alle(Sagshaendelse)]
    assert handlinger[-2:] == [Handling.BORTFALD, Handling.SAG_BORTFALDET]
    assert del_(koersel).bortfaldne_udfald == 1
    assert alle(Kontrolark)[0].indhold["udfald"], "historikken bevares"


def test_en_sag_med_flere_haendelser_lever_videre_naar_en_bortfalder(mappe):
    nat(ferie(mappe, "2018-06-18"))
    mappe.raekker["cpr_adresser"][1]["register_status"] = "FORTRUDT"
    nat(mappe, NAESTE_NAT)

    (sag,) = alle(Sag)
    assert sag.tilstand == Sagstilstand.LEDIG
    nyeste = sag.kontrolark.order_by("udgave").last()
    assert [fund["regel"] for fund in nyeste.indhold["udfald"]] == ["feriekonto"]


def test_et_register_der_ikke_svarer_lader_intet_bortfalde(mappe):
    nat(ferie(mappe, "2018-06-18"))
    koersel = nat(mappe, NAESTE_NAT, "feriekonto_anmodninger")

    assert koersel.tilstand == Koerselstilstand.DELVIST
    assert {udfald.tilstand for udfald in alle(Udfald)} == {Udfaldstilstand.AABENT}
    assert del_(koersel).ikke_udfoerte_kontroller == 1
    gaeldende = [r for r in alle(Kontrolregnskab) if r.til is None]
    assert gaeldende[0].status[16] == "N"


def test_en_haendelse_uden_for_den_nye_kontrolperiode_bortfalder_ikke(mappe):
    nat(mappe)
    nat(mappe, date(2018, 9, 3), tillad_aeldre=False)
    nat(ferie(mappe, "2018-08-30"), date(2018, 9, 18))

    assert {udfald.tilstand for udfald in alle(Udfald)} == {Udfaldstilstand.AABENT}
    assert len(alle(Sag)) == 1


#    kørsel       tilstand    sidste dag på listen er 19-09-2018
UDLOEB = [
    ("2018-09-19", "LEDIG"),
    ("2018-09-20", "UDLOEBET"),
]


@pytest.mark.parametrize(("dag", "tilstand"), UDLOEB)
def test_en_ledig_sag_udloeber_efter_tre_maaneder(mappe, dag, tilstand):
    nat(mappe)
    nat(mappe, date.fromisoformat(dag))

    (sag,) = alle(Sag)
    assert sag.tilstand == tilstand
    logget = [linje.handling for linje in alle(Sagshaendelse)]
    assert (Handling.IKKE_BEHANDLET in logget) == (tilstand == "UDLOEBET")


def test_en_udloebet_haendelse_kommer_ikke_paa_listen_igen(mappe):
    mappe.raekker["cpr_adresser"][1]["fra"] = "2018-06-19"
    nat(mappe)
    nat(mappe, date(2018, 9, 20))
    igen = nat(mappe, date(2018, 9, 21))

    assert [sag.tilstand for sag in alle(Sag)] == [Sagstilstand.UDLOEBET]
    assert del_(igen).kendte_udfald == 1, "hændelsen ligger stadig i kontrolperioden"


def test_en_bestilt_sag_udloeber_aldrig(mappe):
    nat(mappe)
    Sag.objects.i_kommune("0175").update(tilstand=Sagstilstand.BESTILT)
    nat(mappe, date(2018, 9, 20))

    assert [sag.tilstand for sag in alle(Sag)] == [Sagstilstand.BESTILT]


def test_to_sager_i_samme_kommune_viser_haendelsen_een_gang(mappe):
    mappe.med(
        "ydelse_sager",
        sag_id="S0",
        kommunekode="0175",
        cpr=YM,
        kle="32.24.08",
        oprettet="2014-01-01",
    ).med("ydelse_udbetalinger", sag_id="S0", udbetalt="2018-05-31", beloeb_oere=1)
    nat(mappe)

    (udfald,) = alle(Udfald)
    assert udfald.kildesag == "S0", "den tidligst oprettede sag bærer hændelsen"
    assert len(alle(Kontrolregnskab)) == 2, "hver sag har sit eget regnskab"


def test_to_kommuner_faar_hver_sin_sag(mappe):
    mappe.med("kommuner", kommunekode="0173", par10_aktiveringsdato="2010-01-01")
    mappe.med(
        "ydelse_sager",
        sag_id="S2",
        kommunekode="0173",
        cpr=YM,
        kle="32.24.04",
        oprettet="2015-01-01",
    ).med("ydelse_udbetalinger", sag_id="S2", udbetalt="2018-05-31", beloeb_oere=1)
    nat(mappe)

    assert sorted(sag.kommune_id for sag in alle(Sag)) == ["0173", "0175"]


def test_et_udskiftet_cpr_nummer_giver_ikke_samme_haendelse_igen(mappe):
    nat(mappe)
    mappe.raekker["cpr_personer"][0]["gaeldende_cpr"] = ANDEN
    mappe.person(ANDEN)
    igen = nat(mappe, NAESTE_NAT)

    assert len(alle(Sag)) == 1
    assert del_(igen).nye_udfald == 0


def test_en_fravalgt_regel_giver_hverken_sag_eller_kontrol(mappe):
    Kommune.objects.create(kode="0175", navn="Rødovre", fravalgte_regler=["flytning"])
    nat(mappe)

    assert alle(Sag) == []
    (regnskab,) = alle(Kontrolregnskab)
    assert regnskab.status[10] == "F"


def test_en_aeldre_dato_afvises_uden_at_roere_noget(mappe):
    nat(mappe, NAESTE_NAT)
    with pytest.raises(AeldreDato, match="20-06-2018"):
        nat(mappe, NAT)
    assert Koersel.objects.count() == 1

    assert nat(mappe, NAT, tillad_aeldre=True).dato == NAT


def test_uden_bestand_fejler_koerslen_synligt_og_intet_gaar_tabt(mappe):
    nat(mappe)
    with pytest.raises(BestandIkkeFundet, match="cpr_status"):
        nat(mappe, NAESTE_NAT, "cpr_status")

    fejlet = Koersel.objects.get(dato=NAESTE_NAT)
    assert fejlet.tilstand == Koerselstilstand.FEJLET
    assert "cpr_status" in fejlet.fejl
    assert len(alle(Sag)) == 1
    assert nat(mappe, NAESTE_NAT).tilstand == Koerselstilstand.GENNEMFOERT


@pytest.mark.django_db(transaction=True)
def test_en_kommune_der_fejler_efterlader_intet_halvt(mappe, monkeypatch):
    mappe.med("kommuner", kommunekode="0173", par10_aktiveringsdato="2010-01-01")
    mappe.med(
        "ydelse_sager",
        sag_id="S2",
        kommunekode="0173",
        cpr=YM,
        kle="32.24.04",
        oprettet="2015-01-01",
    ).med("ydelse_udbetalinger", sag_id="S2", udbetalt="2018-05-31", beloeb_oere=1)
    aegte = skrivning.foer_regnskab

    def strejker(koersel, kommunedel):
        if kommunedel.kommune.kode == "0175":
            raise RuntimeError("disken er fuld")
        aegte(koersel, kommunedel)

    monkeypatch.setattr(skrivning, "foer_regnskab", strejker)
    with pytest.raises(RuntimeError):
        nat(mappe)
    assert [sag.kommune_id for sag in alle(Sag)] == ["0173"], "den hele kommune står"
    assert Koersel.objects.get().tilstand == Koerselstilstand.FEJLET

    monkeypatch.undo()
    nat(mappe)
    assert sorted(sag.kommune_id for sag in alle(Sag)) == ["0173", "0175"]


def test_regnskabet_skrives_kun_naar_noget_aendrer_sig(mappe):
    nat(mappe)
    nat(mappe, NAESTE_NAT)
    (raekke,) = alle(Kontrolregnskab)
    assert (raekke.fra, raekke.til) == (NAT, None)

    nat(mappe, date(2018, 6, 21), "udk_bidragssager")
    gammel, ny = sorted(alle(Kontrolregnskab), key=lambda r: r.fra)
    assert (gammel.til, ny.fra) == (NAESTE_NAT, date(2018, 6, 21))


def test_en_aaben_sag_faar_ny_version_naar_natten_aendrer_den(mappe):
    nat(mappe)
    assert alle(Sag)[0].version == 0
    nat(mappe, NAESTE_NAT)
    assert alle(Sag)[0].version == 0, "en stille nat rører ikke sagen"

    nat(ferie(mappe, "2018-06-18"), date(2018, 6, 21))
    assert alle(Sag)[0].version == 1


def test_lukkes_sagen_i_samme_oejeblik_faar_haendelsen_en_ny_sag(mappe, monkeypatch):
    nat(mappe)
    aegte = nye.ny_version

    def kollegaen_lukker_foerst(sag):
        behandl(Sag.objects.i_kommune(sag.kommune_id).get(pk=sag.pk))
        return aegte(sag)

    monkeypatch.setattr(nye, "ny_version", kollegaen_lukker_foerst)
    nat(ferie(mappe, "2018-06-18"), NAESTE_NAT)

    tilstande = sorted(sag.tilstand for sag in alle(Sag))
    assert tilstande == [Sagstilstand.HENLAGT_VISITERING, Sagstilstand.LEDIG]
    aabne = [udfald for udfald in alle(Udfald) if udfald.tilstand == Udfaldstilstand.AABENT]
    assert [udfald.sag.tilstand for udfald in aabne] == [Sagstilstand.LEDIG]
