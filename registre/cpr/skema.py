"""CPR's tabeller i registerkontrakten: personen, dens historik og dens børn."""

from __future__ import annotations

from registre.tabel import (
    KOMMUNEKODE,
    REGISTERSTATUS,
    Tabel,
    cpr,
    dato,
    format_,
    kode,
    tekst,
)

PERIODE = ("fra", "til")

PERSONER = Tabel(
    "cpr_personer",
    "cpr",
    (
        cpr(),
        tekst("fornavn"),
        tekst("mellemnavn", tom=True),
        tekst("efternavn"),
        dato("foedselsdato"),
        kode("koen", "K", "M"),
        tekst("statsborgerskab", tom=True),
        cpr("gaeldende_cpr", tom=True),
    ),
    noegle="cpr",
)
STATUS = Tabel(
    "cpr_status",
    "cpr",
    (
        cpr(),
        kode("status", "01", "03", "05", "07", "20", "30", "50", "60", "70", "80", "90"),
        dato("fra"),
        dato("til", tom=True),
        REGISTERSTATUS,
    ),
    interval=PERIODE,
)
CIVILSTAND = Tabel(
    "cpr_civilstand",
    "cpr",
    (
        cpr(),
        kode("civilstand", "U", "G", "F", "E", "P", "O", "L", "D"),
        cpr("aegtefaelle_cpr", tom=True),
        dato("fra"),
        dato("til", tom=True),
        REGISTERSTATUS,
    ),
    interval=PERIODE,
)
SEPARATION = Tabel(
    "cpr_separation",
    "cpr",
    (cpr(), dato("fra"), dato("til", tom=True), REGISTERSTATUS),
    interval=PERIODE,
)
ADRESSER = Tabel(
    "cpr_adresser",
    "cpr",
    (
        cpr(),
        KOMMUNEKODE,
        format_("vejkode", r"^[0-9]{4}$", "en vejkode på 4 cifre"),
        tekst("husnr"),
        tekst("etage", tom=True),
        tekst("sidedoer", tom=True),
        tekst("vejnavn"),
        tekst("postnr"),
        tekst("postdistrikt"),
        dato("fra"),
        dato("til", tom=True),
        kode("aarsag", "FLYTNING", "OMKODNING"),
        REGISTERSTATUS,
    ),
    interval=PERIODE,
)
BOERN = Tabel(
    "cpr_boern",
    "cpr",
    (cpr("foraelder_cpr"), cpr("barn_cpr"), REGISTERSTATUS),
    person="foraelder_cpr",
)
BESKYTTELSE = Tabel(
    "cpr_beskyttelse",
    "cpr",
    (cpr(), kode("type", "0001", "0002", "0003", "0004"), dato("fra"), dato("til", tom=True)),
)

TABELLER = (PERSONER, STATUS, CIVILSTAND, SEPARATION, ADRESSER, BOERN, BESKYTTELSE)
