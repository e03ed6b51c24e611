"""Registrenes tabeller og kolonner med ord: kontraktens navne er til den, der leverer filerne."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

TABELLER: dict[str, str] = {
    "cpr_adresser": "CPR: adresser",
    "cpr_boern": "CPR: børn",
    "cpr_civilstand": "CPR: civilstand",
    "cpr_personer": "CPR: personen",
    "cpr_separation": "CPR: separation",
    "cpr_status": "CPR: borgerstatus",
    "cvr_deltagelser": "CVR: roller i virksomheder",
    "eindkomst": "eIndkomst: indberetninger",
    "feriekonto_anmodninger": "Feriekonto: anmodninger",
    "r75_biler": "R75: biler",
    "r75_moms": "R75: moms",
    "udk_bidragssager": "Udbetaling Danmark: bidragssager",
}
KOLONNER: dict[str, str] = {
    "aar": "år",
    "aarsag": "årsag",
    "aegtefaelle_cpr": "ægtefællens CPR-nummer",
    "afhaendet": "solgt",
    "anmodet": "anmodet",
    "annulleret": "annulleret",
    "barn_cpr": "barnets CPR-nummer",
    "beloeb_oere": "beløb",
    "branchekode": "branchekode",
    "civilstand": "civilstand",
    "cvr": "CVR-nummer",
    "disposition": "dispositionsdato",
    "ejerbrugerkode": "ejerbrugerkode",
    "erhvervet": "købt",
    "etage": "etage",
    "foedselsdato": "fødselsdato",
    "foerste_feriedag": "første feriedag",
    "foerste_registrering": "første registrering",
    "forventet_udbetaling": "forventet udbetaling",
    "fra": "fra",
    "husnr": "husnummer",
    "indberetning_id": "indberetningens nummer",
    "indberettet": "indberettet",
    "indkomsttype": "indkomsttype",
    "indtaegtsart": "indtægtsart",
    "kle": "KLE-nummer",
    "kommunekode": "kommune",
    "maerke": "mærke",
    "model": "model",
    "oprettet": "oprettet",
    "periode_fra": "periode fra",
    "periode_til": "periode til",
    "r75_indeks": "R75-indeks",
    "registreringsnummer": "registreringsnummer",
    "rolle": "rolle",
    "rolle_fra": "rollen fra",
    "sagsnr": "sagsnummer",
    "sidedoer": "side eller dør",
    "status": "status",
    "stelnummer": "stelnummer",
    "til": "til",
    "vejkode": "vej",
    "virksomhed": "virksomhed",
    "virksomhed_start": "virksomhedens start",
    "virksomhedsform": "virksomhedsform",
}


class Laest(NamedTuple):
    """En tabel, en regel læser: ordene, og kontraktens navne bag dem."""

    tabel: str
    kolonner: str
    navn: str
    kolonnenavne: str


def i_ord(laeser: Mapping[str, Sequence[str]]) -> tuple[Laest, ...]:
    """Tabellerne i reglens orden."""
    return tuple(
        Laest(TABELLER[navn], ", ".join(KOLONNER[k] for k in kolonner), navn, ", ".join(kolonner))
        for navn, kolonner in laeser.items()
    )
