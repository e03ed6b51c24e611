"""eIndkomsts tabel: én række pr. indberetning; en tilbageførsel er sin egen række."""

from __future__ import annotations

from registre.tabel import BRANCHEKODE, Tabel, cpr, dato, format_, heltal, tekst

EINDKOMST = Tabel(
    "eindkomst",
    "eindkomst",
    (
        tekst("indberetning_id"),
        cpr(),
        tekst("cvr"),
        tekst("virksomhed"),
        BRANCHEKODE,
        format_("indkomsttype", r"^([01][0-9]|2[0-6])$", "en indkomsttype fra 00 til 26"),
        tekst("indtaegtsart", tom=True),
        heltal("beloeb_oere"),
        dato("periode_fra"),
        dato("periode_til"),
        dato("disposition"),
    ),
    noegle="indberetning_id",
    interval=("periode_fra", "periode_til"),
)

TABELLER = (EINDKOMST,)
