"""Trussel 2: intet, der peger på en borger, slipper ud, før sagen er bestilt."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import uuid4

import pytest

from registre.laesning import Udtraek
from samkoering.koersel import koer
from samkoering.models import Kontrolark, Sag, Udfald
from samkoering.regelkatalog import regler
from tests import fabrik
from tests.bevis import kanarier, listefejl, listeforsoeg, listelaeser, spor
from tests.bevis.bevisbog import Bevisbog
from tests.bevis.listeforsoeg import Forsoeg
from tests.bevis.listelaeser import Laeser, proev, slap_ud
from tests.bevis.plantning import alle_fanges, rullet_tilbage, udvalg


@pytest.fixture
def natten(db: None, tmp_path: Path) -> None:
    """Rigtige sager fra en rigtig nat; det, den frøs, rummer hver slags kanarie."""
    fabrik.kommune()
    koer(Udtraek(kanarier.kanarieudtraek(tmp_path)), kanarier.NAT)
    ark = Kontrolark.objects.i_kommune("0175")
    frosset = json.dumps([et.indhold for et in ark], ensure_ascii=False)
    assert kanarier.fundne(frosset) == list(kanarier.KENDETEGN)
    assert {u.regel for u in Udfald.objects.i_kommune("0175")} == {r["slug"] for r in regler()}


def test_intet_om_borgeren_foer_bestilling(
    bevis: Bevisbog, natten: None, uret_staar: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    laesere, andre = listelaeser.maa_se(), listelaeser.maa_ikke_se()
    lovlige = udvalg(listeforsoeg.lovlige(), bevis.antal(8, 10_000))
    fjendtlige = udvalg(listeforsoeg.fjendtlige(), bevis.antal(18, 10_000))
    # En fremmed får sin egen adresse igen i »next«; kun et CPR-nummer må ikke følge med.
    uden_ord = [f for f in listeforsoeg.fjendtlige() if not kanarier.andet_end_cpr(f.soeg)]
    naegtet = udvalg(uden_ord, bevis.antal(5, 400))
    brud = proev(laesere, lovlige + fjendtlige) + proev(andre, naegtet)
    for navn in listefejl.FEJLSIDER:
        brud += listefejl.fejlside(navn, laesere, monkeypatch)
    koe = koeens_dele()
    brud += slap_ud("mægler", koe) + bestil_een(laesere[0])
    fanget = alle_fanges(listefejl.plantede(laesere), monkeypatch)
    brud += proev(laesere, listefejl.SET_LISTEN)  # intet af det plantede er tilbage
    sider = len(lovlige + fjendtlige + listefejl.SET_LISTEN) + len(listefejl.FEJLSIDER)
    bevis.foer(
        2,
        "Intet om borgeren før bestilling",
        forsoeg=len(laesere) * sider + len(andre) * len(naegtet) + len(koe) + 1,
        brud=brud,
        plantet_fejl_fanget=fanget,
    )


def koeens_dele() -> dict[str, str]:
    """Hver opgave, som den ligger i køen, og natten, som den står i databasen."""
    sendt = {opgave: spor.send_og_laes(opgave) for opgave in spor.opgaver()}
    med_id = spor.send_og_laes("samkoering.tasks.arbejd", str(uuid4()))
    return {**sendt, "natten med sit id": med_id, "kørslerne": spor.koersler()}


def bestil_een(laeser: Laeser) -> list[str]:
    """Selve bestillingen: svaret, loggen og sessionen nævner stadig ingen."""
    krop = f"token={uuid4()}&sag={laeser.orden[0]}&cpr={kanarier.cpr(0)}"
    with rullet_tilbage(), spor.al_logning() as samler:
        brud = laeser.proev(Forsoeg("bestil", metode="POST", krop=krop), samler)
        efterladt = spor.efterladt()
        assert not Sag.objects.i_kommune("0175").filter(pk=laeser.orden[0], tilstand="LEDIG")
    # Nu er det borgerens sag, og opslagsloggen kender hende under hendes id.
    assert efterladt.pop("borgere i opslagsloggen") != "[]"
    return brud + slap_ud("efter bestilling", efterladt)
