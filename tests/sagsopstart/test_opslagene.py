"""Opslagene: ét pr. register, person og dag; et svar eller en fejl; kun på en åben ansøgning."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from adgang.models import Opslag
from adgang.omfang import omfang_for
from registre.opslag import Spoergsmaal
from registre.opslag.kontrakt import OPSLAGSREGISTRE
from sagsopstart.fakta.samling import TIDLIGERE_AEGTEFAELLE, samling
from sagsopstart.models import Ansoegning, Opslagstilstand, Registeropslag
from sagsopstart.modtagelse.bunke import fremdrift, slaa_valgte_op
from sagsopstart.opslag import udfoer
from sagsopstart.opslag.afstem import AFBRUDT, afstem
from sagsopstart.opslag.bestil import Lukket, bestil, igen
from sagsopstart.opslag.kald import Udfald, spoerg
from sagsopstart.opslag.luk import LUKKET_FOERST, luk
from sagsopstart.side.opslagene import dagens
from sagsopstart.side.status import statusser
from sagsopstart.tid.regnestykke import maal
from tests import fabrik
from tests.sagsopstart.opstilling import Registre, ansoegning, arbejd, cpr_raekker, opslag

ALLE, EN_DAG = len(OPSLAGSREGISTRE), date(2026, 11, 22)


def alle(om: Ansoegning):
    return Registeropslag.objects.i_kommune(om.kommune_id).filter(ansoegning=om)


def test_ni_registre_om_ansoegeren_og_ni_om_aegtefaellen(mette, registre: Registre):
    aegtefaelle = fabrik.nyt_cpr()
    om = ansoegning(mette)
    registre.svarer(
        "cpr",
        lambda spurgt: cpr_raekker(spurgt, aegtefaelle if spurgt.numre[0] == om.cpr else None),
    )
    assert arbejd() == 2 * ALLE
    om.refresh_from_db()
    assert om.aegtefaelle_cpr == aegtefaelle
    assert {et.tilstand for et in alle(om)} == {Opslagstilstand.SVARET}
    assert sorted(r for r, s in registre.spurgt if s.numre == (aegtefaelle,)) == sorted(
        OPSLAGSREGISTRE
    )


def test_den_samme_ansoegning_og_dag_slaas_op_een_gang(mette, registre: Registre):
    om = ansoegning(mette)
    arbejd()
    assert ansoegning(mette, om.cpr).pk == om.pk
    assert bestil(om, mette) == []
    assert arbejd() == 0
    assert len(registre.spurgt) == ALLE
    i_morgen = timezone.localdate() + timedelta(days=1)
    assert len(bestil(om, mette, i_morgen)) == ALLE


def test_databasen_holder_een_raekke_pr_register_og_dag(mette):
    om = ansoegning(mette)
    raekke = opslag(om, "uip")
    raekke.pk = None
    raekke._state.adding = True
    with pytest.raises(IntegrityError), transaction.atomic():
        raekke.save(force_insert=True)


@pytest.mark.parametrize(
    "felter",
    [
        {"tilstand": "SVARET", "data_fra": EN_DAG},                 # svaret uden et svar
        {"tilstand": "SVARET", "svar": {}},                        # et svar uden sin dag
        {"tilstand": "FEJLET"},                                    # fejlet uden en grund
        {"tilstand": "FEJLET", "fejl": "Nej.", "svar": {}},        # fejlet med et tomt svar
        {"svar": {}},                                              # venter med et svar
        {"fejl": "Nej."},                                          # venter med en fejl
    ],
)  # fmt: skip
def test_databasen_afviser_et_svar_fra_et_register_der_ikke_svarede(mette, felter):
    om = ansoegning(mette)
    nu = {"afsluttet": timezone.now()} if "tilstand" in felter else {}
    with pytest.raises(IntegrityError), transaction.atomic():
        alle(om).filter(register="uip").update(**felter, **nu)


def test_fejlen_staar_med_tid_og_ord_og_det_ene_register_kan_proeves_igen(
    mette, registre: Registre
):
    registre.fejl |= {"motor": "Registeret svarede 500.", "uip": "Registeret svarede 503."}
    om = ansoegning(mette)
    arbejd()
    motor = opslag(om, "motor")
    assert (motor.tilstand, motor.fejl) == ("FEJLET", "Registeret svarede 500.")
    assert motor.svar is None
    assert motor.afsluttet is not None
    del registre.fejl["motor"]
    foer = len(registre.spurgt)
    assert igen(om, motor.pk, mette)
    arbejd()
    assert [register for register, _ in registre.spurgt[foer:]] == ["motor"]
    motor.refresh_from_db()
    assert (motor.tilstand, motor.svar) == ("SVARET", {"motor_koeretoejer": []})
    assert not igen(om, motor.pk, mette)
    assert opslag(om, "uip").fejl == "Registeret svarede 503."  # det andet er ikke rørt


def test_cpr_der_fejler_siger_intet_om_en_aegtefaelle(mette, registre: Registre):
    registre.fejl["cpr"] = "Registeret svarede ikke inden for 10 sekunder."
    om = ansoegning(mette)
    arbejd()
    om.refresh_from_db()
    assert om.aegtefaelle_cpr is None
    assert alle(om).filter(tilstand="SVARET").count() == ALLE - 1


def test_et_afloest_nummer_slaas_op_under_begge(mette, registre: Registre):
    gammelt, nyt = fabrik.nyt_cpr(), fabrik.nyt_cpr()

    def cpr(om: Spoergsmaal):
        person = cpr_raekker(om)["cpr_personer"][0]
        gamle = {**person, "cpr": gammelt, "gaeldende_cpr": nyt}
        nye = {**person, "cpr": nyt}
        return cpr_raekker(om) | {"cpr_personer": [gamle, nye] if nyt in om.numre else [gamle]}

    registre.svarer("cpr", cpr)
    om = ansoegning(mette, gammelt)
    arbejd()
    assert {tuple(et.numre) for et in alle(om)} == {(nyt, gammelt)}
    assert {et.tilstand for et in alle(om)} == {Opslagstilstand.SVARET}
    assert {s.numre for r, s in registre.spurgt if r == "eindkomst"} >= {(nyt, gammelt)}


def test_en_lukket_ansoegning_kan_ikke_slaas_op(mette, registre: Registre):
    om = ansoegning(mette)
    ventende = list(alle(om).values_list("pk", flat=True))
    assert luk(om, mette)
    assert not luk(om, mette)
    for pk in ventende:
        udfoer.udfoer("0175", pk)
    assert registre.spurgt == []
    assert set(alle(om).values_list("fejl", flat=True)) == {LUKKET_FOERST}
    with pytest.raises(Lukket):
        bestil(om, mette)
    with pytest.raises(Lukket):
        igen(om, ventende[0], mette)
    with pytest.raises(DatabaseError), transaction.atomic():
        alle(om).update(tilstand="HENTER", fejl="", afsluttet=None)


def test_et_svar_der_kommer_efter_lukningen_skrives_ikke(mette, registre: Registre):
    om = ansoegning(mette)
    taget = udfoer._tag("0175", opslag(om, "uip").pk)
    luk(om, mette)
    svar = registre.adapter("uip").slaa_op(Spoergsmaal((om.cpr,), taget.dag, taget.dag))
    assert not udfoer.skriv_udfaldet(taget, udfoer.Maaling(Udfald(svar), 5))
    assert opslag(om, "uip").svar is None


def test_en_arbejder_der_doer_genoptages_og_opgives_til_sidst(mette, registre: Registre):
    om = ansoegning(mette)
    pk, senere = opslag(om, "uip").pk, timezone.now()
    for forsoeg in range(1, 4):
        assert udfoer._tag("0175", pk).forsoeg == forsoeg  # og her dør arbejderen
        assert udfoer._tag("0175", pk) is None  # ingen anden tager det imens
        senere = timezone.now() + timedelta(minutes=5)
        afstem(senere)
    uip = opslag(om, "uip")
    assert (uip.tilstand, uip.fejl, uip.svar) == ("FEJLET", AFBRUDT, None)


def test_en_sen_arbejder_kan_ikke_overskrive_den_der_tog_over(mette, registre: Registre):
    om = ansoegning(mette)
    foerste = udfoer._tag("0175", opslag(om, "uip").pk)
    afstem(timezone.now() + timedelta(minutes=5))
    anden = udfoer._tag("0175", foerste.pk)
    assert not udfoer.skriv_udfaldet(foerste, udfoer.Maaling(Udfald(grund="For sent."), 1))
    assert udfoer.skriv_udfaldet(anden, udfoer.Maaling(Udfald(grund="Rigtigt."), 1))
    assert opslag(om, "uip").fejl == "Rigtigt."


def test_et_forsoeg_fra_foer_proev_igen_skrives_ikke(mette, registre: Registre):
    """Forsøgene tælles forfra, så begge er det første; tidspunktet skelner dem."""
    om = ansoegning(mette)
    sen = udfoer._tag("0175", opslag(om, "uip").pk)
    alle(om).filter(pk=sen.pk).update(tilstand="FEJLET", fejl="Tabt.", afsluttet=timezone.now())
    assert igen(om, sen.pk, mette)
    ny = udfoer._tag("0175", sen.pk)
    assert (sen.forsoeg, ny.forsoeg) == (1, 1)
    assert not udfoer.skriv_udfaldet(sen, udfoer.Maaling(Udfald(grund="For sent."), 1))
    assert udfoer.skriv_udfaldet(ny, udfoer.Maaling(Udfald(grund="Rigtigt."), 1))


def test_en_tidligere_aegtefaelles_opslag_stoppes_og_vises_ingen_steder(mette, registre: Registre):
    tidligere, nuvaerende = fabrik.nyt_cpr(), fabrik.nyt_cpr()
    om = ansoegning(mette)
    arbejd()
    om.aegtefaelle_cpr = tidligere
    om.save()
    alle(om).delete()
    bestil(om, mette)
    registre.svarer("cpr", lambda s: cpr_raekker(s, nuvaerende if s.numre[0] == om.cpr else None))
    svaret = alle(om).get(register="uip", cpr=tidligere).pk
    registre.spurgt.clear()
    udfoer.udfoer("0175", svaret)  # den når at svare, før CPR nævner en anden
    udfoer.udfoer("0175", opslag(om, "cpr").pk)
    arbejd()
    gamle = alle(om).filter(cpr=tidligere)
    assert set(gamle.values_list("tilstand", "fejl")) == {("FEJLET", udfoer.AFLOEST)}
    assert not gamle.exclude(svar__isnull=True).exists()
    assert [register for register, s in registre.spurgt if s.numre[0] == tidligere] == ["uip"]
    assert not igen(om, svaret, mette)
    # ``om`` er læst før skiftet; det, der vises, er om den, CPR nævner nu.
    assert Counter(et.cpr for et in dagens(om)) == {om.cpr: ALLE, nuvaerende: ALLE}
    (paa_listen,) = statusser([om])
    assert (paa_listen.svaret, paa_listen.fejlede, paa_listen.alle) == (2 * ALLE, 0, 2 * ALLE)
    bunke = slaa_valgte_op(omfang_for(mette), [om.pk], mette)
    assert (fremdrift(bunke).opslag, fremdrift(bunke).fejlede) == (2 * ALLE, 0)


@pytest.mark.parametrize(
    ("fejl", "uden_svar"),
    [
        (LUKKET_FOERST,             0),
        (udfoer.AFLOEST,            0),
        (AFBRUDT,                   1),
        ("Registeret svarede 500.", 1),
    ],
)  # fmt: skip
def test_kun_et_register_der_ikke_svarede_er_uden_svar(mette, fejl, uden_svar):
    om = ansoegning(mette)
    nu = timezone.now()
    alle(om).filter(register="uip").update(tilstand="FEJLET", fejl=fejl, afsluttet=nu)
    tal = {en.navn: en.fejlede for en in maal(om.kommune).registre}
    assert tal == {navn: uden_svar * (en == "uip") for en, navn in OPSLAGSREGISTRE.items()}


def test_kan_cpr_ikke_svare_staar_der_hvor_aegtefaellen_er_fra(mette, registre: Registre):
    om = ansoegning(mette)
    arbejd()
    om.aegtefaelle_cpr = fabrik.nyt_cpr()
    om.save()
    registre.fejl["cpr"] = "Registeret svarede 500."
    bestil(om, mette, timezone.localdate() + timedelta(days=1))
    arbejd()
    assert samling(dagens(om))["bemaerkninger"] == [TIDLIGERE_AEGTEFAELLE]


def test_hvert_opslag_staar_i_loggen_med_formaal_og_bruger(mette, registre: Registre):
    om = ansoegning(mette)
    arbejd()
    loggen = Opslag.objects.i_kommune("0175").filter(side="opgave:sagsopstart", sag=om.pk)
    assert loggen.count() == ALLE
    assert {(linje.bruger_id, linje.formaal, linje.art) for linje in loggen} == {
        (mette.pk, "Sagsopstart: registeropslag ved ansøgning om forsørgelse", "SOEGNING")
    }
    assert not any(om.cpr in linje.kriterium for linje in loggen)


def test_et_udfald_er_et_svar_eller_en_grund():
    with pytest.raises(ValueError, match="svar eller en grund"):
        Udfald()


def test_en_adapter_der_vaelter_er_en_fejl_uden_dens_ord(monkeypatch):
    class Vaelter:
        def slaa_op(self, om):
            raise KeyError("6101900010")

    monkeypatch.setattr("sagsopstart.opslag.kald._adapter", lambda _: Vaelter())
    dag = timezone.localdate()
    udfald = spoerg("uip", Spoergsmaal(("6101900010",), dag, dag))
    assert udfald.grund == "Opslaget kunne ikke gennemføres (KeyError)."
