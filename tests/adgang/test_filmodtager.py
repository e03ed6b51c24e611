"""En fil i en formular: til sidens grænse, til den, siden er for, og aldrig på disken."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.db import connection
from django.http import HttpRequest
from django.test import RequestFactory
from django.urls import resolve

from adgang import filmodtager
from adgang.filmodtager import MB, OPTAGET, Indsendelse, i_mb
from adgang.models import Bruger
from adgang.roller import Rolle
from hjemmebesoeg.adresser import fil as adresser
from hjemmebesoeg.opsaetning.forms import Adresseform
from persongrupper.forms import Filvalg
from persongrupper.indlaesning import fil as star
from persongrupper.models import Aktivitetstype
from sagsopstart.modtagelse import fil as bunken
from tests import fabrik
from tests.conftest import klient_for

ADRESSER, GRUPPER, LOG_IND = "/koerelister/opsaetning/adresser/", "/persongrupper/indlaesning/", "/"
ALMINDELIG = 2_500_000
"""Lidt under Djangos egen grænse for en hel indsendelse, 2,5 MB."""


def sendt(sti: str, antal: int, rolle: str, *, faktor: bool = True) -> Any:
    """Filen, som siden fik den; ``None``, når intet nåede frem."""
    fil = SimpleUploadedFile("6101900010.csv", b"x" * antal)
    request = RequestFactory().post(sti, {"kilde": "DAR", "fil": fil})
    request.resolver_match = resolve(sti)
    request.user = Bruger(rolle=rolle, kommune_id="0175")
    request.user.otp_device = SimpleNamespace() if faktor else None
    assert request.POST["kilde"] == "DAR"
    return request.FILES.get("fil")


L, M, S = Rolle.TEAMLEDER, Rolle.SAGSBEHANDLER, Rolle.STAR_IMPORT
H, G = adresser.STOERST, star.STOERST


@pytest.mark.parametrize(
    ("sti",     "antal",        "rolle", "faktor", "holdt"),
    [
        (ADRESSER, 3 * MB,         L,       True,     3 * MB),    # Københavns fil når frem
        (ADRESSER, H,              L,       True,     H),
        (ADRESSER, H + 1,          L,       True,     0),         # kun størrelsen når frem
        (ADRESSER, 3 * MB,         M,       True,     None),      # retten mangler
        (ADRESSER, 10,             M,       True,     None),
        (ADRESSER, 3 * MB,         L,       False,    None),      # anden faktor mangler
        (GRUPPER,  G,              S,       True,     G),
        (GRUPPER,  G + 1,          S,       True,     0),
        (GRUPPER,  10,             L,       True,     None),
        (LOG_IND,  ALMINDELIG,     L,       True,     ALMINDELIG),
        (LOG_IND,  ALMINDELIG * 2, L,       True,     None),      # siden tager ingen store filer
    ],
)  # fmt: skip
def test_filen_holdes_til_sidens_graense_og_kun_for_den_den_er_for(
    sti: str, antal: int, rolle: str, faktor: bool, holdt: int | None
):
    fil = sendt(sti, antal, rolle, faktor=faktor)
    if holdt is None:
        assert fil is None
        return
    assert (type(fil), fil.name, fil.size) == (InMemoryUploadedFile, "fil.csv", antal)
    assert len(fil.read()) == holdt


@pytest.mark.parametrize(
    ("form", "graense", "fylder", "raad"),
    [(Adresseform, H, "40,1 MB", "Tag kun de kolonner"), (Filvalg, G, "8,1 MB", "Del den i flere")],
)
def test_siden_siger_graensen_og_en_for_stor_fil_faar_sin_stoerrelse(form, graense, fylder, raad):
    felt = form.base_fields["fil"]
    assert felt.help_text == f"Højst {i_mb(graense)}."
    assert f"på højst {i_mb(graense)}" in felt.error_messages["required"]
    til = SimpleUploadedFile("fil.csv", b"x")
    for antal, ord_ in ((graense, ""), (graense + 1, f"Filen fylder {fylder}")):
        til.size = antal
        fejl = " ".join(form(data={}, files={"fil": til}).errors.get("fil", []))
        assert ord_ in fejl
        assert (raad in fejl) == bool(ord_)


@pytest.mark.parametrize(
    ("raekke", "hoejst", "plads"),
    [
        # En almindelig lang vej; de 500.000 er fra før døre i samme hus er lagt sammen.
        ("0101,1234,Christian den Niendes Gade,123A,1111,724123.45,6175123.45", adresser.HOEJST, H),
        (f"0175;6101900010;{max(Aktivitetstype.values, key=len)};2017-01-01;2017-03-01;100000",
         star.HOEJST, G),
        ("6101900010;2026-11-22;UDDANNELSESHJAELP", bunken.HOEJST, ALMINDELIG),
    ],
)  # fmt: skip
def test_de_raekker_der_er_lov_til_er_der_ogsaa_plads_til(raekke: str, hoejst: int, plads: int):
    assert len(f"{raekke}\r\n".encode()) * hoejst <= plads


# ── Indsendelsen, før den når siden ────────────────────────────────────────────────────────


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("antal",    "en_anden", "status", "optaget"),
    [
        (3 * MB,    False,      422,      False),    # overskriften er forkert; filen er læst
        (3 * MB,    True,       422,      True),
        (1000,      True,       422,      False),    # en lille skal ingen plads have
    ],
)  # fmt: skip
def test_en_webproces_holder_en_stor_fil_ad_gangen(
    antal: int, en_anden: bool, status: int, optaget: bool
):
    klient = klient_for(fabrik.bruger("leder", Rolle.TEAMLEDER))
    if en_anden:
        assert filmodtager._STOR_FIL.acquire(blocking=False)
    try:
        svar = klient.post(
            ADRESSER, {"kilde": "DAR", "fil": SimpleUploadedFile("a", b"x\n" * (antal // 2))}
        )
    finally:
        if en_anden:
            filmodtager._STOR_FIL.release()
    siden = svar.content.decode()
    assert (svar.status_code, OPTAGET in siden) == (status, optaget)
    assert ("Kolonnerne" in siden) is not optaget
    assert not filmodtager._STOR_FIL.locked()


def test_pladsen_slippes_ogsaa_naar_siden_fejler():
    fil = SimpleUploadedFile("a", b"x" * 3 * MB)
    request = RequestFactory().post(ADRESSER, {"kilde": "DAR", "fil": fil})
    request.user = Bruger(rolle=Rolle.TEAMLEDER, kommune_id="0175")
    request.user.otp_device = SimpleNamespace()  # type: ignore[attr-defined]

    def siden(svarer: Any) -> Any:
        assert filmodtager._STOR_FIL.locked()
        assert (svarer.FILES["fil"].size, svarer.resolver_match) == (3 * MB, None)
        raise RuntimeError("siden fejler")

    with pytest.raises(RuntimeError, match="siden fejler"):
        Indsendelse(siden)(request)
    assert not filmodtager._STOR_FIL.locked()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("sti", [ADRESSER, "/log-ind/"])
def test_formularen_laeses_foer_transaktionen(sti: str, monkeypatch):
    """En langsom afsender må ikke holde databasen; CSRF-prøven læste den inde i transaktionen."""
    laest: list[bool] = []
    felterne = HttpRequest._load_post_and_files

    def spion(request: HttpRequest) -> None:
        laest.append(connection.in_atomic_block)
        felterne(request)

    monkeypatch.setattr(HttpRequest, "_load_post_and_files", spion)
    klient_for(fabrik.bruger("leder", Rolle.TEAMLEDER)).post(sti, {"kilde": "DAR"})
    assert laest == [False]


def test_den_der_ikke_fik_plads_fylder_intet():
    """Afvisningen er ikke nok: filen må heller ikke ligge i hukommelsen, mens der svares."""
    fil = SimpleUploadedFile("a", b"x" * 3 * MB)
    request = RequestFactory().post(ADRESSER, {"kilde": "DAR", "fil": fil})
    request.user = Bruger(rolle=Rolle.TEAMLEDER, kommune_id="0175")
    request.user.otp_device = SimpleNamespace()  # type: ignore[attr-defined]
    set_: list[Any] = []

    def siden(svarer: Any) -> Any:
        set_.append(svarer.FILES["fil"])

    with filmodtager._STOR_FIL:
        Indsendelse(siden)(request)
    assert [(en.size, en.optaget, en.read()) for en in set_] == [(3 * MB, True, b"")]
