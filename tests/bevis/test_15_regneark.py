"""Trussel 15: intet, et register eller en bruger har skrevet, kan regne i en hentet fil."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import openpyxl
import pikepdf
import pytest
from django.test import Client
from django.utils import timezone
from xlsxwriter.worksheet import Worksheet

from adgang.models import Borger, Bruger, Opslag, Opslagsborger, Rolle
from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import tag_periode
from kontrol.eksport import csv as eksport_csv
from kontrol.eksport import xlsx as eksport_xlsx
from kontrol.eksport.celler import tekst
from tests import fabrik
from tests.conftest import klient_for
from tests.kontrol.eksport.korpus import FORMLER, HARMLOESE, UDEN_FOR_CITATEN

KOMMUNE = "0175"
FLERE = (
    "=1+1|'!A1", "+cmd|'/c calc'!A0", "-2+3+cmd|'/c calc'!A0", "@SUM(1+1)*cmd|'/c calc'!A0",
    "=IMPORTXML(CONCAT(\"http://127.0.0.1:9/\",A1),\"//a\")", "=WEBSERVICE(\"http://127.0.0.1:9/\")",
    "\u180e=1", "\u2060=1", "\u00ad=1", "\t\t=1", " \u200b \t=1", "\u2066=1\u2069", "﹢1", "⁺1",
    "﹣1", "﹫SUM(A1)", "\x0b=1", "\x0c=1", "\x85=1", "\u2028=1", "%0A=1", "=\u200b1+1", "'=1+1",
    "\"=1+1\"", "=1+1;=1+1", "x\n=1+1", "x\";=1+1;\"", "=DDE(\"cmd\";\"/C calc\";\"x\")", "+1-1",
    "-1;x",
)  # fmt: skip
KORPUS = tuple(dict.fromkeys(et[:90] for et in (*FORMLER, *FLERE) if "\x00" not in et))
TAL = re.compile(r"-?\d+(,\d\d)?")
"""Et tal er vores eget: det er skrevet af koden, ikke af et register."""


@dataclass(frozen=True, slots=True)
class Laest:
    """En celle, som regnearket får den, og om det ville regne den."""

    fil: str
    tekst: str
    regnes: bool


def kan_regnes(celle: str) -> bool:
    """Et tolerant regnearks syn på en celle uden type: første synlige tegn, foldet."""
    if celle[:1] in "\t\r\n" and celle:
        return True
    foldet = unicodedata.normalize("NFKC", celle)
    synlige = (tegn for tegn in foldet if unicodedata.category(tegn)[0] not in "CZ")
    return next(synlige, "") in {*"=+-@"} and not TAL.fullmatch(celle)


def laes_csv(fil: str, indhold: bytes) -> Iterator[Laest]:
    tabel = io.StringIO(indhold.decode("utf-8-sig"), newline="")
    for raekke in csv.reader(tabel, delimiter=";"):
        yield from (Laest(fil, celle, kan_regnes(celle)) for celle in raekke)


def laes_xlsx(fil: str, indhold: bytes) -> Iterator[Laest]:
    for raekke in openpyxl.load_workbook(io.BytesIO(indhold)).active.iter_rows():
        yield from (
            Laest(fil, str(celle.value), celle.data_type == "f" or celle.hyperlink is not None)
            for celle in raekke
            if celle.value is not None
        )


def laes_vedhaeftet(fil: str, indhold: bytes) -> Iterator[Laest]:
    """Regnearkene inde i en PDF."""
    with pikepdf.open(io.BytesIO(indhold)) as pdf:
        for navn, vedhaeftet in pdf.attachments.items():
            if navn.endswith(".csv"):
                yield from laes_csv(f"{fil}: {navn}", vedhaeftet.get_file().read_bytes())


@dataclass(frozen=True, slots=True)
class Kommunen:
    """De to, der kan hente filer med tekst i, og en borger, hvis log er fuld af den."""

    leder: Client
    dpo: Client
    borger: Borger


@pytest.fixture
def kommunen(db) -> Kommunen:
    """En kommune, hvor hver tekst fra korpusset er en borger, en kollega og et formål."""
    leder, dpo = fabrik.bruger("leder", Rolle.TEAMLEDER), fabrik.bruger("dpo", Rolle.DPO)
    for nr, et in enumerate(KORPUS):
        sag = fabrik.bestilt_sag(fabrik.bruger(f"kollega{nr}", navn=et), navn=et)
        fabrik.sag_med_udfald(navn=et)
    borger = Borger.objects.i_kommune(KOMMUNE).create(kommune_id=KOMMUNE, cpr=sag.cpr)
    for et in KORPUS:
        _i_loggen(borger, leder, et)
    return Kommunen(klient_for(leder), klient_for(dpo), borger)


def _i_loggen(borger: Borger, bruger: Bruger, formaal: str) -> None:
    nu = timezone.now()
    opslag = Opslag.objects.i_kommune(KOMMUNE).create(
        kommune_id=KOMMUNE, periode=tag_periode(nu), tidspunkt=nu, bruger=bruger,
        rolle=bruger.rolle, art=Art.VISNING, side="kontrolark", formaal=formaal, antal=1,
    )  # fmt: skip
    Opslagsborger.objects.i_kommune(KOMMUNE).create(
        kommune_id=KOMMUNE, opslag=opslag, borger=borger
    )


def hent(kommunen: Kommunen) -> list[Laest]:
    """Alle celler i alle filer, kommunen kan hente."""
    celler: list[Laest] = []
    for liste in ("bestillingsliste", "prioriteringsliste", "feedbackliste"):
        for art, laes in (("csv", laes_csv), ("xlsx", laes_xlsx)):
            svar = kommunen.leder.get(f"/{liste}/hent/?vis=teamet&format={art}")
            celler += laes(f"{liste}.{art}", svar.content)
    for art, laes in (("csv", laes_csv), ("pdf", laes_vedhaeftet)):
        svar = kommunen.dpo.get(f"/log/borger/{kommunen.borger.pk}.{art}")
        celler += laes(f"borgerens log.{art}", svar.content)
    return celler


def mangler(celler: list[Laest]) -> list[str]:
    """Tekster fra korpusset, der ikke nåede en fil, de skulle stå i; så er intet prøvet."""
    filer = {"prioriteringsliste.csv", "feedbackliste.csv", "borgerens log.csv"}
    staar = {(celle.fil, celle.tekst.removeprefix("'")) for celle in celler}
    return [f"{fil}: {et!r}" for fil in filer for et in KORPUS
            if (fil, tekst(et).removeprefix("'")) not in staar]  # fmt: skip


def uden_sikring(plant: pytest.MonkeyPatch) -> None:
    """Plantet fejl: CSV uden apostrof, og Excel, der selv gætter, hvad en celle er."""
    plant.setattr(eksport_csv, "uskadelig", tekst)
    plant.setattr(Worksheet, "write_string", Worksheet.write)
    plant.setitem(eksport_xlsx._VALG, "strings_to_formulas", True)


def test_ingen_celle_kan_regnes(bevis, kommunen: Kommunen, monkeypatch):
    celler = hent(kommunen)
    assert not mangler(celler)
    brud = [f"{celle.fil}: {celle.tekst[:40]!r}" for celle in celler if celle.regnes]
    uden_sikring(monkeypatch)
    ramte = {celle.fil.rpartition(".")[2] for celle in hent(kommunen) if celle.regnes}
    bevis.foer(
        15, f"Formler i regneark: {len(KORPUS)} tekster gennem hver hentet fil",
        forsoeg=len(celler), brud=brud, plantet_fejl_fanget=ramte == {"csv", "xlsx"},
    )  # fmt: skip


def test_korpusset_rummer_det_der_regnes():
    """Af teksterne er kun dem, der skal ud af deres citat, ikke formler i sig selv."""
    assert len(KORPUS) >= 50
    assert len([et for et in KORPUS if kan_regnes(et)]) >= 40
    assert not any(kan_regnes(et) for et in (*UDEN_FOR_CITATEN, *HARMLOESE))
