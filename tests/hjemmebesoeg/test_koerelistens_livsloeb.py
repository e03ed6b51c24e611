"""Kørelisten fra kladde til destrueret; databasen holder trinene, også uden om koden."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from adgang.lejer import lejer
from adgang.omfang import omfang_for
from hjemmebesoeg.afslutning.afslut import KanIkkeAfsluttes, afslut
from hjemmebesoeg.afslutning.destruer import KanIkkeDestrueres, destruer, kasser
from hjemmebesoeg.doeren.registrer import Udfald, registrer
from hjemmebesoeg.kandidater.find import kandidater
from hjemmebesoeg.models import (
    Destruktion,
    Koereliste,
    Koerselstal,
    Maanedsaftryk,
    Stop,
    Udskrift,
)
from hjemmebesoeg.udskrift.pdf import nyt_eksemplar
from hjemmebesoeg.vaern import regler
from journal.levering import lever_nu
from journal.models import Journalpost
from tests import hurtig_pdf
from tests.driftsrolle import som_driftsrolle
from tests.hjemmebesoeg.opstilling import (
    HUSE,
    journalen_kvitterer,
    koert,
    liste,
    noter,
    noteret,
    omraade,
    stoppene,
    uden_svar,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def listen(mette, leder) -> Koereliste:
    """En kladde med tre stop."""
    omraade()
    return liste(leder, mette, [uden_svar(mette, hus) for hus in HUSE[:3]])


def antal(model) -> int:
    return int(model.objects.i_kommune("0175").count())


def test_fra_kladde_til_kvittering(listen, mette, monkeypatch):
    hurtig_pdf.laeg_ind(monkeypatch)
    nyt_eksemplar(listen, mette)
    noter(listen, mette, [True, False, True], oplysninger="Borgeren er på ferie til mandag.")
    afslut(listen, mette, 0)
    poster = list(Journalpost.objects.i_kommune("0175").filter(art="HJEMMEBESOEG"))
    assert {post.sag for post in poster} == {stop.sag_id for stop in stoppene(listen)}
    with pytest.raises(KanIkkeDestrueres, match="3 af 3"):
        destruer(listen, mette)
    for post in poster:
        lever_nu(post)
    svar = destruer(listen, mette)
    assert svar.talt
    kvittering = svar.kvittering
    assert (kvittering.nr, kvittering.antal_stop) == (listen.nr, 3)
    assert [antal(m) for m in (Koereliste, Stop, Udskrift, Destruktion)] == [0, 0, 0, 1]
    tal = Koerselstal.objects.i_kommune("0175").get()
    assert (tal.omraade, tal.besoegt, tal.kontakt) == ("Rødovre", 3, 2)
    assert antal(Maanedsaftryk) == 5


def test_posten_siger_det_hele_og_naevner_ikke_listen(listen, mette):
    noter(
        listen, mette, [True], navn_paa_doer="Testesen/Hansen", oplysninger="Er flyttet i mandags"
    )
    (foerste, *_) = afslut(listen, mette, 0).stop
    post = Journalpost.objects.i_kommune("0175").get(sag=foerste.sag_id)
    skrevet = str(post.grundlag)
    for ord_ in (
        "kl. 10.42",
        "Testesen/Hansen",
        "Er flyttet i mandags",
        foerste.adresse,
        "Mette Holm",
    ):
        assert ord_ in skrevet
    for ord_ in (listen.nr, str(listen.pk), str(foerste.pk), foerste.sag.cpr, "Rødovre Nord"):
        assert ord_ not in skrevet + post.titel + post.noegle


def test_det_der_ikke_blev_naaet_gaar_fra_og_kan_vaelges_igen(listen, mette):
    foerste, *resten = stoppene(listen)
    registrer(foerste, mette, 0, uuid4(), noteret())
    with pytest.raises(KanIkkeAfsluttes, match="ændret"):
        afslut(listen, mette, 1)
    assert afslut(listen, mette, 2).ikke_naaet == 2
    assert stoppene(listen) == [foerste]
    i_dag = timezone.localdate()
    assert {k.sag.pk for k in kandidater(omfang_for(mette), i_dag)} == {s.sag_id for s in resten}


@pytest.mark.parametrize("noteret_foerst", [True, False])
def test_en_kladde_kan_kun_kasseres_naar_intet_er_noteret(listen, leder, noteret_foerst: bool):
    if noteret_foerst:
        registrer(stoppene(listen)[0], leder, 0, uuid4(), noteret())
        with pytest.raises(KanIkkeDestrueres, match="noteret et besøg"):
            kasser(listen, leder)
        return
    assert kasser(listen, leder).kvittering.antal_stop == 0
    assert [antal(m) for m in (Koereliste, Stop, Destruktion, Koerselstal)] == [0, 0, 1, 0]


def test_intet_kan_noteres_efter_at_turen_er_afsluttet(listen, mette):
    stop = stoppene(listen)[0]
    koert(listen, mette)
    svar = registrer(stop, mette, 1, uuid4(), noteret(kontakt=True))
    assert (svar.udfald, svar.stop.kontakt) == (Udfald.LUKKET, False)
    with pytest.raises(KanIkkeAfsluttes, match="allerede"):
        afslut(listen, mette, 0)


def test_en_fejl_undervejs_aendrer_intet(listen, mette, monkeypatch):
    koert(listen, mette)

    def gaar_i_stykker(*_: object) -> None:
        raise RuntimeError("midt i det hele")

    monkeypatch.setattr("hjemmebesoeg.afslutning.destruer._slet", gaar_i_stykker)
    with pytest.raises(RuntimeError, match="midt"):
        destruer(listen, mette)
    assert [antal(m) for m in (Koereliste, Stop, Destruktion, Koerselstal)] == [1, 3, 0, 0]


def test_et_nummer_bruges_aldrig_igen(listen, leder, mette):
    foerste = listen.nr
    kasser(listen, leder)
    naeste = liste(leder, mette, [uden_svar(mette, HUSE[3])])
    assert (foerste[-4:], naeste.nr[-4:]) == ("0001", "0002")


RAA = {
    "en ny liste som kørt": ("INSERT", regler.LISTE_NY[0].besked),
    "kørt uden noteret stop": (
        "UPDATE hjemmebesoeg_koereliste SET tilstand = 'KOERT'", regler.IKKE_NOTERET),
    "et trin over": ("UPDATE hjemmebesoeg_koereliste SET tilstand = 'TALT'", regler.SPRING),
    "en anden dag": ("UPDATE hjemmebesoeg_koereliste SET dag = '2020-01-01'", "skiftes ud"),
    "slet uden kvittering": ("DELETE FROM hjemmebesoeg_koereliste", regler.UDEN_KVITTERING),
}  # fmt: skip


@pytest.mark.parametrize("navn", RAA)
def test_databasen_afviser_uden_om_koden(listen, navn: str):
    saetning, besked = RAA[navn]
    with connection.cursor() as markoer:
        if saetning.startswith("DELETE"):
            with som_driftsrolle(), lejer("0175"):
                Stop.objects.i_kommune("0175").delete()
        if saetning == "INSERT":
            saetning = "INSERT INTO hjemmebesoeg_koereliste SELECT * FROM hjemmebesoeg_koereliste"
            with pytest.raises(IntegrityError), transaction.atomic():
                markoer.execute(saetning)
            with pytest.raises(IntegrityError, match=besked), transaction.atomic():
                Koereliste.objects.i_kommune("0175").create(
                    kommune_id="0175", nr="K-00-1", omraade="x", dag=timezone.localdate(),
                    besoeger=listen.besoeger, oprettet_af=listen.besoeger, tilstand="KOERT",
                )  # fmt: skip
            return
        with (
            pytest.raises(IntegrityError, match=besked),
            transaction.atomic(),
            som_driftsrolle(),
            lejer("0175"),
        ):
            markoer.execute(saetning)


RAA_KOERT = {
    "videre uden journal": (
        "UPDATE hjemmebesoeg_koereliste SET tilstand = 'JOURNALISERET'", regler.IKKE_I_JOURNALEN),
    "tilbage til kladde": ("UPDATE hjemmebesoeg_koereliste SET tilstand = 'KLADDE'", regler.SPRING),
    "ret det noterede": ("UPDATE hjemmebesoeg_stop SET navn_paa_doer = 'en anden'", regler.KOERT),
    "slet et stop": ("DELETE FROM hjemmebesoeg_stop", regler.FOR_TIDLIGT),
    "slet listen": ("DELETE FROM hjemmebesoeg_koereliste", regler.FOR_TIDLIGT),
}  # fmt: skip


@pytest.mark.parametrize("navn", RAA_KOERT)
def test_databasen_holder_en_koert_liste(listen, mette, navn: str):
    noter(listen, mette)
    afslut(listen, mette, 0)
    saetning, besked = RAA_KOERT[navn]
    with (
        pytest.raises(IntegrityError, match=besked),
        transaction.atomic(),
        som_driftsrolle(),
        lejer("0175"),
        connection.cursor() as markoer,
    ):
        markoer.execute(saetning)


def test_en_post_paa_en_anden_sag_taeller_ikke(listen, mette):
    """Kvitteringen skal være for stoppets egen sag."""
    noter(listen, mette)
    afslut(listen, mette, 0)
    journalen_kvitterer(listen)
    Journalpost.objects.i_kommune("0175").update(sag=uuid4())
    with pytest.raises(KanIkkeDestrueres, match=regler.IKKE_I_JOURNALEN):
        destruer(listen, mette)


def test_en_kvittering_kan_ikke_rettes(listen, leder):
    kasser(listen, leder)
    for saetning in (
        "UPDATE hjemmebesoeg_destruktion SET antal_stop = 9",
        "DELETE FROM hjemmebesoeg_destruktion",
    ):
        with (
            pytest.raises(IntegrityError, match="kvittering"),
            transaction.atomic(),
            connection.cursor() as markoer,
        ):
            markoer.execute(saetning)


def test_fristen_er_fjorten_dage_efter_dagen(listen):
    assert listen.frist == listen.dag + timedelta(days=14)
