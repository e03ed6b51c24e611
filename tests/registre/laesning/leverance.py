"""En leverance til prøverne: én gyldig række af hver tabel, som prøven ændrer en celle i."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from registre.laesning import Leveret, Udtraek

ANNE, BO = "6101800001", "6202820002"
GYLDIG: dict[str, dict[str, str]] = {
    "kommuner": {
        "kommunekode": "0175",
        "navn": "Rødovre",
        "par10_aktiveringsdato": "2018-01-01",
    },
    "ydelse_sager": {
        "sag_id": "S1",
        "kommunekode": "0175",
        "cpr": ANNE,
        "kle": "32.24.04",
        "oprettet": "2018-01-01",
        "afsluttet": "",
    },
    "ydelse_udbetalinger": {"sag_id": "S1", "udbetalt": "2018-05-31", "beloeb_oere": "100"},
    "cpr_personer": {
        "cpr": ANNE,
        "fornavn": "Anne",
        "mellemnavn": "",
        "efternavn": "Holm",
        "foedselsdato": "1980-01-01",
        "koen": "K",
        "statsborgerskab": "",
        "gaeldende_cpr": "",
    },
    "cpr_status": {
        "cpr": ANNE,
        "status": "01",
        "fra": "2018-01-01",
        "til": "",
        "register_status": "AKTUEL",
    },
    "cpr_civilstand": {
        "cpr": ANNE,
        "civilstand": "G",
        "aegtefaelle_cpr": BO,
        "fra": "2018-01-01",
        "til": "",
        "register_status": "AKTUEL",
    },
    "cpr_separation": {
        "cpr": ANNE,
        "fra": "2018-01-01",
        "til": "",
        "register_status": "AKTUEL",
    },
    "cpr_adresser": {
        "cpr": ANNE,
        "kommunekode": "0175",
        "vejkode": "0100",
        "husnr": "001",
        "etage": "",
        "sidedoer": "",
        "vejnavn": "Prøvevej",
        "postnr": "2610",
        "postdistrikt": "Rødovre",
        "fra": "2018-01-01",
        "til": "",
        "aarsag": "FLYTNING",
        "register_status": "AKTUEL",
    },
    "cpr_boern": {"foraelder_cpr": ANNE, "barn_cpr": BO, "register_status": "AKTUEL"},
    "cpr_beskyttelse": {"cpr": ANNE, "type": "0001", "fra": "2018-01-01", "til": ""},
    "eindkomst": {
        "indberetning_id": "I1",
        "cpr": ANNE,
        "cvr": "10000001",
        "virksomhed": "Prøve ApS",
        "branchekode": "",
        "indkomsttype": "00",
        "indtaegtsart": "",
        "beloeb_oere": "100",
        "periode_fra": "2018-05-01",
        "periode_til": "2018-05-31",
        "disposition": "2018-05-31",
    },
    "r75_biler": {
        "cpr": ANNE,
        "stelnummer": "VIN1",
        "registreringsnummer": "",
        "maerke": "",
        "model": "",
        "foerste_registrering": "",
        "ejerbrugerkode": "2",
        "r75_indeks": "7500100",
        "erhvervet": "",
        "afhaendet": "",
    },
    "r75_moms": {
        "cpr": ANNE,
        "cvr": "10000001",
        "aar": "2018",
        "r75_indeks": "4200501",
        "beloeb_oere": "100",
        "indberettet": "2018-05-01",
    },
    "cvr_deltagelser": {
        "cpr": ANNE,
        "cvr": "10000001",
        "virksomhed": "Prøve ApS",
        "virksomhedsform": "ApS",
        "branchekode": "",
        "rolle": "STIFTER",
        "virksomhed_start": "2018-05-01",
        "rolle_fra": "2018-05-01",
    },
    "udk_bidragssager": {
        "sagsnr": "B1",
        "cpr": ANNE,
        "rolle": "BIDRAGSBETALER",
        "kle": "32.16.04",
        "oprettet": "2018-05-01",
    },
    "feriekonto_anmodninger": {
        "cpr": ANNE,
        "anmodet": "2018-05-01",
        "foerste_feriedag": "2018-07-01",
        "beloeb_oere": "100",
        "forventet_udbetaling": "2018-06-15",
        "annulleret": "false",
    },
    "ikke_besvaret": {"tabel": "eindkomst", "cpr": ANNE},
}


def skriv(mappe: Path, tabel: str, *aendringer: dict[str, str]) -> Path:
    """Skriv tabellen som CSV med en gyldig række pr. ændring."""
    tekst = io.StringIO()
    skriver = csv.DictWriter(tekst, GYLDIG[tabel], lineterminator="\n")
    skriver.writeheader()
    skriver.writerows({**GYLDIG[tabel], **aendring} for aendring in aendringer)
    return skriv_bytes(mappe, tabel, tekst.getvalue().encode())


def skriv_bytes(mappe: Path, tabel: str, indhold: bytes, endelse: str = "csv") -> Path:
    """Skriv filen, som den er."""
    fil = mappe / f"{tabel}.{endelse}"
    fil.write_bytes(indhold)
    return fil


def laes(mappe: Path, tabel: str, *aendringer: dict[str, str], graense: float = 0.001) -> Leveret:
    """Skriv tabellen med ændringerne, og læs den; sager har altid deres kommune."""
    skriv(mappe, tabel, *aendringer)
    if tabel == "ydelse_sager":
        skriv(mappe, "kommuner", {})
    return Udtraek(mappe, graense=graense).leveret(tabel)
