"""Dokumentet, som journalen får det: PDF/A-3a og PDF/UA-1, med de frosne fakta vedhæftet."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import page
import pikepdf
from pypdf import PdfReader

from adgang.models import Bruger
from journal.pdf import dan_pdf
from sagsopstart.dokument.forlaeg import forlaeg
from sagsopstart.dokument.post import Form, laeg_paa_sagen
from tests import fabrik
from tests.sagsopstart.opstilling import Registre, ansoegning, arbejd, cpr_raekker
from tests.sidebrud import skubbet


def test_begge_standarder_holder_og_tavsheden_staar_i_pdfen(mette: Bruger, registre: Registre):
    om, aegtefaelle = ansoegning(mette), fabrik.nyt_cpr()
    registre.svarer(
        "cpr",
        lambda spurgt: cpr_raekker(spurgt, aegtefaelle if spurgt.numre[0] == om.cpr else None),
    )
    registre.svarer("cvr", lambda spurgt: {"cvr_deltagelser": [_rolle(spurgt.numre[0])]})
    registre.fejl["motor"] = "Registeret svarede 500."
    arbejd()
    post = laeg_paa_sagen(om, Form.DOKUMENT, mette)
    post.refresh_from_db()
    pdf = dan_pdf(forlaeg(post))
    for profil in ("3a", "ua1"):
        dom = page.validate_pdf_bytes(pdf, profile=profil)
        assert dom.rules.total > 100
        assert [(fejl.rule_id, fejl.message) for fejl in dom.failures] == []
    tekst = " ".join(
        " ".join(side.extract_text() for side in PdfReader(io.BytesIO(pdf)).pages).split()
    )
    hoved = "Ansøger Ægtefælle Slået op"
    assert f"{hoved} Bo Testesen {_vist(om.cpr)} Bo Testesen {_vist(aegtefaelle)}" in tekst
    assert tekst.count("(Udlændingeinformationsportalen)") == 1
    assert tekst.count("Motorregister svarede ikke kl.") == 4  # begge i toppen og i gruppen
    assert tekst.count("Der er ingen oplysninger fra registeret.") == 2
    assert "Motorregisteret har svaret" not in tekst
    assert "Boligstøtte har svaret: intet" in tekst
    assert "Blomster & Søn ? ApS" in tekst  # skriften har ikke tegnet …
    with pikepdf.open(io.BytesIO(pdf)) as fil:
        assert str(fil.docinfo["/Title"]) == f"Dokument om registeropslag, {om.sagsnr}"
        (navn,) = fil.attachments
        vedhaeftet = json.loads(fil.attachments[navn].get_file().read_bytes())
    assert navn == f"sagsopstart-{om.sagsnr}.json"
    assert vedhaeftet == post.grundlag
    assert "Blomster & Søn 花 ApS" in json.dumps(vedhaeftet, ensure_ascii=False)  # … filen har


def test_et_nej_staar_aldrig_alene_oeverst_paa_en_side(mette: Bruger, registre: Registre):
    om = ansoegning(mette)
    registre.svarer("cpr", lambda spurgt: cpr_raekker(spurgt, None))
    arbejd()
    post = laeg_paa_sagen(om, Form.DOKUMENT, mette)
    post.refresh_from_db()
    papir = forlaeg(post)
    # Kun den første gruppe: CPR med en tabel og et nej under den, og UIP med et nej.
    papir = replace(papir, html=papir.html.split("<h2>Bolig")[0])
    brud = skubbet(papir, "<h2>Hvem der", "<h2>Husstand", range(120, 164, 4))
    for foerste, *naeste in brud:
        assert not [side for side in naeste if side[0].split(" har svaret")[0] in ("CPR", "UIP")]
        assert not foerste[-1].startswith("UIP, slået op")
    assert {len(sider) for sider in brud} == {1, 2}


def _vist(cpr: str) -> str:
    return f"{cpr[:6]}-{cpr[6:]}"


def _rolle(cpr: str) -> dict[str, str | None]:
    return {
        "cpr": cpr, "cvr": "12345678", "virksomhed": "Blomster & Søn 花 ApS",
        "virksomhedsform": "APS", "branchekode": None, "rolle": "EJER",
        "virksomhed_start": "2020-01-01", "rolle_fra": "2020-01-01",
    }  # fmt: skip
