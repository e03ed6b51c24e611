"""Notatet: hvad er slået op, hvornår, hvad mangler, hvor er dokumentet; og fakta som tekst."""

from __future__ import annotations

import json

from adgang.models import Bruger
from sagsopstart.dokument.forlaeg import forlaeg
from sagsopstart.dokument.notat import I_DOKUMENTET, INTET_DOKUMENT, SKJULT
from sagsopstart.dokument.post import Form, laeg_paa_sagen
from sagsopstart.fakta.samling import CPR_MANGLER
from sagsopstart.opslag.bestil import igen
from tests import fabrik
from tests.sagsopstart.opstilling import Registre, ansoegning, arbejd, cpr_raekker, opslag

BIL = {
    "registreringsnummer": "ZZ12345", "art": "PERSONBIL", "maerke": "Prøve", "model": "Bil",
    "foerste_registrering": "2015-03-01", "rolle": "EJER", "fra": "2020-02-01", "til": None,
}  # fmt: skip


def test_notatet_siger_hvad_hvornaar_og_hvad_der_mangler(mette: Bruger, registre: Registre):
    om, aegtefaelle = ansoegning(mette), fabrik.nyt_cpr()
    registre.svarer("cpr", lambda s: cpr_raekker(s, aegtefaelle if s.numre[0] == om.cpr else None))
    registre.svarer("motor", lambda s: {"motor_koeretoejer": [BIL] if s.numre[0] == om.cpr else []})
    registre.fejl["uip"] = "Registeret svarede 500."
    arbejd()
    post = laeg_paa_sagen(om, Form.NOTAT, mette)  # ``om`` er læst, før CPR nævnte en ægtefælle
    linjer = dict(post.grundlag["linjer"])
    assert linjer["Slået op"] == post.grundlag["samling"]["dag"]
    for hvem, ord_ in (("Ansøger", "ansøgeren"), ("Ægtefælle", "ægtefællen")):
        assert linjer[hvem].startswith(f"8 af 9 registre har svaret om {ord_}; UIP svarede ikke kl")
    assert (linjer["Dokument"], linjer["Sagsbehandler"]) == (INTET_DOKUMENT, "Mette Holm")
    assert I_DOKUMENTET not in post.grundlag["tekst"]
    afsnit = dict(et.split("\n", 1) for et in post.grundlag["tekst"].split("\n\n") if "\n" in et)
    motor = {hvad.split(": ")[0]: fakta for hvad, fakta in afsnit.items() if "Motor" in hvad}
    assert motor == {
        "Køretøjer, ansøger": "Prøve Bil: reg.nr. ZZ12345, første registrering 01-03-2015, "
        "rolle Ejer, fra 01-02-2020",
        "Køretøjer, ægtefælle": "Motorregisteret har svaret: intet køretøj er registreret.",
    }
    assert "\nNavn: Bo Testesen\nFødt: 01-05-1990\nStatus: " in post.grundlag["tekst"]
    uip = [et for et in post.grundlag["tekst"].split("\n\n") if "UIP" in et]
    assert len(uip) == 2
    for et in uip:
        assert "UIP svarede ikke. Registeret svarede 500. Der er ingen oplysninger" in et
        assert "\n" not in et  # intet, der ligner et svar
    post.refresh_from_db()
    vedhaeftet = json.loads(forlaeg(post).vedhaeftning.indhold)
    assert vedhaeftet["samling"] == post.grundlag["samling"]


def test_uden_svar_fra_cpr_staar_det_og_adresser_er_skjult(mette: Bruger, registre: Registre):
    registre.fejl["cpr"] = "Registeret svarede 500."
    om = ansoegning(mette)
    arbejd()
    post = laeg_paa_sagen(om, Form.NOTAT, mette)
    linjer = dict(post.grundlag["linjer"])
    assert linjer["Bemærk"] == CPR_MANGLER
    assert linjer["Beskyttelse"] == f"CPR har ikke svaret om ansøgeren. {SKJULT}"
    assert post.grundlag["borger"] == f"Navn ikke oplyst, {om.cpr[:6]}-{om.cpr[6:]}"
    assert om.cpr not in post.titel


def test_et_notat_efter_dokumentet_er_et_nyt_og_kort(mette: Bruger, registre: Registre):
    om = ansoegning(mette)
    arbejd()
    foer = laeg_paa_sagen(om, Form.NOTAT, mette)
    dokument = laeg_paa_sagen(om, Form.DOKUMENT, mette)
    efter = laeg_paa_sagen(om, Form.NOTAT, mette)
    assert foer.pk != efter.pk
    assert laeg_paa_sagen(om, Form.NOTAT, mette).pk == efter.pk
    assert dokument.titel in dict(efter.grundlag["linjer"])["Dokument"]
    assert (efter.grundlag["tekst"], foer.grundlag["tekst"][:9]) == (I_DOKUMENTET, "Husstand,")


def test_et_dokument_med_andre_fakta_er_ikke_det_notatet_henviser_til(
    mette: Bruger, registre: Registre
):
    registre.fejl["uip"] = "Registeret svarede 500."
    om = ansoegning(mette)
    arbejd()
    laeg_paa_sagen(om, Form.DOKUMENT, mette)
    del registre.fejl["uip"]
    igen(om, opslag(om, "uip").pk, mette)
    arbejd()
    notat = laeg_paa_sagen(om, Form.NOTAT, mette)
    assert dict(notat.grundlag["linjer"])["Dokument"] == INTET_DOKUMENT
