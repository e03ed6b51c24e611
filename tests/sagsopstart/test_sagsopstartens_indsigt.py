"""Borgerens indsigt i sine ansøgninger: alt eget, intet om ægtefællen, og tavsheden i ord."""

from __future__ import annotations

from adgang.indsigt import Adresse, Afsnit
from adgang.models import Bruger
from registre.opslag.kontrakt import OPSLAGSREGISTRE
from sagsopstart import indsigt
from sagsopstart.models import Ansoegning
from tests import fabrik
from tests.sagsopstart.opstilling import Registre, ansoegning, arbejd, cpr_raekker


def _cpr(om: Ansoegning, aegtefaelle: str, barn: str, registre: Registre, **mere) -> None:
    """CPR svarer om begge, og at ansøgeren har en ægtefælle og et barn."""

    def svar(spurgt):
        if spurgt.numre[0] != om.cpr:
            andet = cpr_raekker(spurgt, om.cpr)
            andet["cpr_personer"][0].update(fornavn="Hemmelig")
            return andet
        boern = [{"barn_cpr": barn, "foraelder_cpr": om.cpr, "register_status": "AKTUEL"}]
        return cpr_raekker(spurgt, aegtefaelle, cpr_boern=boern, **mere)

    registre.svarer("cpr", svar)


def om_borgeren(om: Ansoegning, cpr: str) -> list[Afsnit]:
    return indsigt.afsnit(om.kommune, cpr)


def test_eget_er_med_og_andres_er_ude(mette: Bruger, registre: Registre):
    om, aegtefaelle, barn = ansoegning(mette), fabrik.nyt_cpr(), fabrik.nyt_cpr()
    _cpr(om, aegtefaelle, barn, registre)
    registre.fejl["motor"] = "Registeret svarede 500."
    arbejd()
    egne, opslag = om_borgeren(om, om.cpr)
    assert [raekke[0] for raekke in egne.raekker] == [om.sagsnr]
    assert {raekke[0] for raekke in opslag.raekker} == set(OPSLAGSREGISTRE.values())
    svarene = {raekke[0]: raekke[3] for raekke in opslag.raekker}
    assert svarene[OPSLAGSREGISTRE["motor"]] == "Registeret svarede 500."
    # Det tavse register har intet afsnit, så det kan ikke læses som “der intet var”.
    assert len(opslag.under) == len(OPSLAGSREGISTRE) - 1
    tekst = str((egne, opslag))
    assert "Bo Testesen" in tekst
    assert "Prøvevej 7" in tekst
    assert "Registreret; nummeret er udeladt" in tekst
    assert "1 registreret" in tekst
    for andres in (aegtefaelle, barn):
        assert andres not in tekst.replace("-", "")
    assert "Hemmelig" not in tekst


def test_aegtefaellen_ser_at_hun_er_slaaet_op_og_ikke_hans_ansoegning(
    mette: Bruger, registre: Registre
):
    om, aegtefaelle = ansoegning(mette), fabrik.nyt_cpr()
    _cpr(om, aegtefaelle, fabrik.nyt_cpr(), registre)
    arbejd()
    egne, opslag = om_borgeren(om, aegtefaelle)
    assert egne.raekker == ()
    assert {raekke[2] for raekke in opslag.raekker} == {"Ægtefælle"}
    tekst = str((egne, opslag))
    assert "Hemmelig" in tekst
    for hans in (om.sagsnr, "Bo Testesen"):
        assert hans not in tekst
    assert om.cpr not in tekst.replace("-", "")


def test_en_beskyttet_adresse_er_maerket(mette: Bruger, registre: Registre):
    om = ansoegning(mette)
    beskyttet = [{"cpr": om.cpr, "type": "0001", "fra": "2020-01-01", "til": None}]
    _cpr(om, fabrik.nyt_cpr(), fabrik.nyt_cpr(), registre, cpr_beskyttelse=beskyttet)
    arbejd()
    celler = [
        celle
        for under in om_borgeren(om, om.cpr)[1].under
        for raekke in under.raekker
        for celle in raekke
        if isinstance(celle, Adresse)
    ]
    assert any("Prøvevej 7" in str(celle) for celle in celler)
    assert all(celle.beskyttet for celle in celler if "Prøvevej" in str(celle))


def test_en_anden_borger_og_kommune_faar_intet(mette: Bruger, jonas: Bruger, registre: Registre):
    om = ansoegning(mette)
    arbejd()
    assert jonas.kommune
    for kommune, cpr in ((om.kommune, fabrik.nyt_cpr()), (jonas.kommune, om.cpr)):
        assert [afsnit.raekker for afsnit in indsigt.afsnit(kommune, cpr)] == [(), ()]
