"""En nat fra registre til sager gennem hovedbogen, og hvad der sker, når noget går galt."""

from __future__ import annotations

from datetime import date

import pytest

from samkoering.models import (
    Aarsag,
    Arbejde,
    Deltilstand,
    Forsoeg,
    Forsoegsudfald,
    Koersel,
    Koerselstilstand,
    Sag,
    Trin,
    Udfald,
)
from samkoering.natten import arbejder, dele, igen
from samkoering.natten.forsoeg import FORSVANDT, HOEJST_AFBRUDT, HOEJST_FEJLET, begynd_forsoeg
from samkoering.natten.hovedbog import begynd
from samkoering.skrivning import skriv
from samkoering.terminal import Terminal
from tests.driftsrolle import som_driftsrolle
from tests.samkoering.natten.gang import koer_faerdig
from tests.uafhaengig.haandlavet import ANDEN, UDE, Mappe

pytestmark = pytest.mark.django_db(transaction=True)

NAT = date(2018, 6, 19)


def sager() -> list[Sag]:
    return list(Sag.objects.paa_tvaers(grund="prøven ser alle kommuner"))


def med_to_kommuner(mappe: Mappe) -> Mappe:
    """En modtager til, i Lyngby-Taarbæk."""
    mappe.med("kommuner", kommunekode="0173", par10_aktiveringsdato="2010-01-01")
    mappe.person(ANDEN)
    mappe.med(
        "ydelse_sager", sag_id="S2", kommunekode="0173", cpr=ANDEN, kle="32.24.04",
        oprettet="2015-01-01",
    )  # fmt: skip
    mappe.med("ydelse_udbetalinger", sag_id="S2", udbetalt="2018-05-31", beloeb_oere=1)
    mappe.bor(ANDEN, "2010-01-01", "2018-06-01").bor(ANDEN, "2018-06-02", sted=UDE)
    mappe.skriv()
    return mappe


def test_fra_registre_til_sager(mappe: Mappe, settings):
    koersel = koer_faerdig(begynd(NAT, Aarsag.PLANLAGT))
    assert (koersel.tilstand, koersel.trin) == (Koerselstilstand.GENNEMFOERT, Trin.SLUT)
    assert len(sager()) == 1
    arbejder = [(f.arbejde, f.udfald) for f in koersel.forsoeg.all()]
    assert arbejder == [("HENT", "LYKKEDES"), ("BEREGN", "LYKKEDES"), ("SKRIV", "LYKKEDES")]
    assert not list(settings.UDTRAEKSMAPPE.iterdir()), "registrenes rækker glemmes"


def test_uden_bestand_udskydes_natten_og_intet_skrives(mappe: Mappe, settings):
    mappe.skriv("cpr_personer")
    koersel = koer_faerdig(begynd(NAT, Aarsag.PLANLAGT))
    assert (koersel.aaben, koersel.trin, koersel.proever) == (True, Trin.BEGYNDT, 1)
    assert "cpr_personer" in koersel.fejl
    assert not sager()
    assert not list(settings.UDTRAEKSMAPPE.iterdir())
    mappe.skriv()
    assert koer_faerdig(koersel).tilstand == Koerselstilstand.GENNEMFOERT
    assert len(sager()) == 1


def fejler_i(monkeypatch: pytest.MonkeyPatch, kommune: str, fejl: BaseException) -> None:
    """Skrivningen af én kommune går galt, efter at den er begyndt."""
    rigtig = skriv.foer_regnskab

    def foer(koersel: Koersel, del_: object) -> None:
        if del_.kommune.kode == kommune:
            raise fejl
        rigtig(koersel, del_)

    monkeypatch.setattr(skriv, "foer_regnskab", foer)


def test_en_del_der_fejler_tre_gange_saettes_i_karantaene_og_standser_ikke_de_andre(
    mappe: Mappe, monkeypatch
):
    med_to_kommuner(mappe)
    fejler_i(monkeypatch, "0173", ValueError("noget med 670585-0028"))
    koersel = koer_faerdig(begynd(NAT, Aarsag.PLANLAGT))
    assert koersel.tilstand == Koerselstilstand.DELVIST
    assert [sag.kommune_id for sag in sager()] == ["0175"], "intet halvt står tilbage"
    (del_,) = koersel.natdele.filter(tilstand=Deltilstand.KARANTAENE)
    assert (del_.kommunekode, del_.grund) == ("0173", "Uventet fejl: ValueError")
    fejlede = del_.forsoeg.filter(udfald=Forsoegsudfald.FEJLET)
    assert fejlede.count() == HOEJST_FEJLET


def test_karantaenens_dele_faar_en_ny_chance(mappe: Mappe, monkeypatch):
    med_to_kommuner(mappe)
    with monkeypatch.context() as plantet:
        fejler_i(plantet, "0173", ValueError())
        koersel = koer_faerdig(begynd(NAT, Aarsag.PLANLAGT))
    assert igen.delene_i_karantaene(koersel) == 1
    koersel = koer_faerdig(koersel)
    assert koersel.tilstand == Koerselstilstand.GENNEMFOERT
    assert sorted(sag.kommune_id for sag in sager()) == ["0173", "0175"]
    with pytest.raises(igen.IntetAtKoere, match="karantæne"):
        igen.delene_i_karantaene(koersel)


class Motorpanik(BaseException):
    """Som en panik fra Rust: ikke en Exception."""


def test_en_panik_er_et_fejlet_forsoeg_med_sin_grund(mappe: Mappe, monkeypatch):
    fejler_i(monkeypatch, "0175", Motorpanik())
    koersel = begynd(NAT, Aarsag.PLANLAGT)
    for _ in range(HOEJST_FEJLET):
        with pytest.raises(dele.Panik, match="Motorpanik"):
            koer_faerdig(koersel)
    assert koer_faerdig(koersel).tilstand == Koerselstilstand.DELVIST
    (del_,) = koersel.natdele.filter(tilstand=Deltilstand.KARANTAENE)
    assert del_.grund == "Uventet fejl: Motorpanik"


@pytest.mark.parametrize(
    ("efterladte", "tilstand"),
    [(HOEJST_AFBRUDT - 1, Deltilstand.SKREVET), (HOEJST_AFBRUDT, Deltilstand.KARANTAENE)],
)
def test_forsoeg_hvis_arbejder_forsvandt_er_afbrudt(mappe: Mappe, efterladte, tilstand):
    med_to_kommuner(mappe)
    koersel = begynd(NAT, Aarsag.PLANLAGT)
    with pytest.MonkeyPatch.context() as plantet:
        plantet.setattr("samkoering.natten.arbejder.skriv_delene", lambda *_: None)
        koersel = koer_faerdig(koersel)
    del_ = koersel.natdele.get(kommunekode="0175")
    for _ in range(efterladte):
        begynd_forsoeg(koersel, Arbejde.SKRIV, del_)
    koer_faerdig(koersel)
    del_.refresh_from_db()
    assert del_.tilstand == tilstand
    afbrudte = Forsoeg.objects.filter(natdel=del_, udfald=Forsoegsudfald.AFBRUDT)
    assert set(afbrudte.values_list("grund", flat=True)) == {FORSVANDT}
    assert afbrudte.count() == efterladte


def test_en_arbejder_uden_udtraekket_henter_igen_og_skriver_resten(mappe: Mappe, monkeypatch):
    med_to_kommuner(mappe)
    koersel = begynd(NAT, Aarsag.PLANLAGT)
    with monkeypatch.context() as plantet:
        plantet.setattr("samkoering.natten.arbejder.skriv_delene", lambda *_: None)
        koersel = koer_faerdig(koersel)
    Koersel.objects.filter(pk=koersel.pk).update(udtraek="findes-ikke")
    koersel = koer_faerdig(koersel)
    assert koersel.tilstand == Koerselstilstand.GENNEMFOERT
    assert len(sager()) == 2
    fejlet = koersel.forsoeg.exclude(udfald=Forsoegsudfald.LYKKEDES)
    assert [f.grund for f in fejlet] == [arbejder.UDTRAEK_VAEK], "uden serverens sti"


def test_tre_mislykkede_hentninger_afslutter_koerslen(mappe: Mappe, monkeypatch):
    def ingen_ret(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("samkoering.hentning.hent_alle", ingen_ret)
    koersel = begynd(NAT, Aarsag.PLANLAGT)
    for _ in range(HOEJST_FEJLET):
        with pytest.raises(PermissionError):
            koer_faerdig(koersel)
    koersel = koer_faerdig(koersel)
    assert (koersel.aaben, koersel.tilstand) == (False, Koerselstilstand.FEJLET)
    assert koersel.fejl == "Uventet fejl: PermissionError"


def test_samme_nat_igen_skriver_intet_nyt(mappe: Mappe):
    koer_faerdig(begynd(NAT, Aarsag.PLANLAGT))
    foer = list(Udfald.objects.paa_tvaers(grund="prøve").values_list())
    igen_ = koer_faerdig(igen.hele_natten())
    assert (igen_.nummer, igen_.tilstand) == (2, Koerselstilstand.GENNEMFOERT)
    assert list(Udfald.objects.paa_tvaers(grund="prøve").values_list()) == foer


def test_een_kommune_koeres_alene(mappe: Mappe):
    med_to_kommuner(mappe)
    koer_faerdig(begynd(NAT, Aarsag.PLANLAGT))
    alene = koer_faerdig(igen.kommunen("0173"))
    assert [del_.kommunekode for del_ in alene.natdele.all()] == ["0173"]


def test_terminalen_siger_hvad_der_manglede(mappe: Mappe, monkeypatch, capsys):
    med_to_kommuner(mappe)
    (mappe.sti / "udk_bidragssager.csv").unlink(missing_ok=True)
    fejler_i(monkeypatch, "0173", ValueError())
    Terminal().vis_koersel(koer_faerdig(begynd(NAT, Aarsag.PLANLAGT)))
    skrevet = capsys.readouterr().err
    assert "Kørsel 2018-06-19#1 delvist gennemført" in skrevet
    assert "UDK svarede ikke. " in skrevet
    assert "Lyngby-Taarbæk er ikke skrevet. Uventet fejl: ValueError" in skrevet


def test_en_arbejder_der_kommer_for_sent_gaar_stille(mappe: Mappe):
    """En anden skrev det sidste og slettede udtrækket imens; ingen har fejlet."""
    koersel = koer_faerdig(begynd(NAT, Aarsag.PLANLAGT))
    foer = koersel.forsoeg.count()
    set_af_den_sene = Koersel.objects.get(pk=koersel.pk)
    set_af_den_sene.trin, set_af_den_sene.udtraek = Trin.SKRIVES, "2018-06-19#1-vaek"
    with som_driftsrolle():
        assert arbejder._beregn_igen(set_af_den_sene) is None
    assert koersel.forsoeg.count() == foer
    assert not koersel.forsoeg.exclude(udfald=Forsoegsudfald.LYKKEDES).exists()
