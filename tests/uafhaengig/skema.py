"""Registerkontraktens tabeller, skrevet af ord for ord: ét sted, ingen logik ud over opslag."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kolonne:
    """En kolonnes navn, type (str, date, int, bool), om den må være tom, og dens lukkede liste."""

    navn: str
    slags: str
    maa_vaere_tom: bool


TABELLER = {
    "kommuner": "kommunekode navn par10_aktiveringsdato:date?",
    "ydelse_sager": "sag_id kommunekode cpr kle oprettet:date afsluttet:date?",
    "ydelse_udbetalinger": "sag_id udbetalt:date beloeb_oere:int",
    "cpr_personer": "cpr fornavn mellemnavn? efternavn foedselsdato:date koen statsborgerskab?"
    " gaeldende_cpr?",
    "cpr_status": "cpr status fra:date til:date? register_status",
    "cpr_civilstand": "cpr civilstand aegtefaelle_cpr? fra:date til:date? register_status",
    "cpr_separation": "cpr fra:date til:date? register_status",
    "cpr_adresser": "cpr kommunekode vejkode husnr etage? sidedoer? vejnavn postnr postdistrikt"
    " fra:date til:date? aarsag register_status",
    "cpr_boern": "foraelder_cpr barn_cpr register_status",
    "cpr_beskyttelse": "cpr type fra:date til:date?",
    "eindkomst": "indberetning_id cpr cvr virksomhed branchekode? indkomsttype indtaegtsart?"
    " beloeb_oere:int periode_fra:date periode_til:date disposition:date",
    "r75_biler": "cpr stelnummer registreringsnummer? maerke? model? foerste_registrering:date?"
    " ejerbrugerkode:int r75_indeks erhvervet:date? afhaendet:date?",
    "r75_moms": "cpr cvr aar:int r75_indeks beloeb_oere:int indberettet:date",
    "cvr_deltagelser": "cpr cvr virksomhed virksomhedsform branchekode? rolle"
    " virksomhed_start:date rolle_fra:date",
    "udk_bidragssager": "sagsnr cpr rolle kle oprettet:date",
    "feriekonto_anmodninger": "cpr anmodet:date foerste_feriedag:date beloeb_oere:int"
    " forventet_udbetaling:date annulleret:bool",
    "ikke_besvaret": "tabel cpr",
}

NOEGLE = {
    "kommuner": "kommunekode",
    "ydelse_sager": "sag_id",
    "cpr_personer": "cpr",
    "eindkomst": "indberetning_id",
    "udk_bidragssager": "sagsnr",
}

BESTANDENS_TABELLER = (
    "kommuner",
    "ydelse_sager",
    "ydelse_udbetalinger",
    "cpr_personer",
    "cpr_status",
    "cpr_civilstand",
    "cpr_separation",
    "cpr_adresser",
)

CPR_KOLONNER = ("cpr", "gaeldende_cpr", "aegtefaelle_cpr", "foraelder_cpr", "barn_cpr")

MOENSTRE = {
    "kommunekode": r"[0-9]{4}",
    "kle": r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}",
    "cpr_personer.koen": r"[KM]",
    "cpr_status.status": r"0[1-9]|[1-8][0-9]|90",
    "cpr_civilstand.civilstand": r"[UGFEPOLD]",
    "cpr_adresser.aarsag": r"FLYTNING|OMKODNING",
    "register_status": r"AKTUEL|HISTORISK|RETTET|FORTRUDT|TEKNISK_AENDRING|AFVENTER",
    "cpr_beskyttelse.type": r"000[1-4]",
    "eindkomst.branchekode": r"[0-9]{6}",
    "eindkomst.indkomsttype": r"[01][0-9]|2[0-6]",
    "r75_moms.r75_indeks": r"420050[1-4]",
    "udk_bidragssager.rolle": r"BIDRAGSMODTAGER|BIDRAGSBETALER",
}


def kolonner(tabel: str) -> list[Kolonne]:
    """Tabellens kolonner i kontraktens rækkefølge."""
    return [_kolonne(ord) for ord in TABELLER[tabel].split()]


def _kolonne(ord: str) -> Kolonne:
    navn, _, slags = ord.rstrip("?").partition(":")
    return Kolonne(navn, slags or "str", ord.endswith("?"))


def moenster(tabel: str, kolonne: str) -> str | None:
    """Den lukkede liste eller det faste format, kontrakten giver kolonnen, som regulært udtryk."""
    return MOENSTRE.get(f"{tabel}.{kolonne}", MOENSTRE.get(kolonne))
