"""Danske former til sætninger og beviser: datoer, beløb, roller og koder i ord."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

CIVILSTANDE = {
    "U": "Ugift",
    "G": "Gift",
    "F": "Fraskilt",
    "E": "Enke eller enkemand",
    "P": "Registreret partner",
    "O": "Ophørt partnerskab",
    "L": "Længstlevende partner",
    "D": "Død",
}
STATUSSER = {
    "01": "Bopæl i Danmark",
    "03": "Bopæl i Danmark, høj vejkode",
    "05": "Bopæl i Grønland",
    "07": "Bopæl i Grønland, høj vejkode",
    "20": "Uden bopæl (skattepligtig)",
    "30": "Annulleret personnummer",
    "50": "Slettet personnummer",
    "60": "Ændret personnummer",
    "70": "Forsvundet",
    "80": "Udrejst",
    "90": "Død",
}
YDELSESARTER = {
    "01": "SU",
    "07": "Syge- eller barselsdagpenge",
    "04-0005": "Dagpenge",
    "04-0006": "Pension",
    "04-0013": "Efterløn",
    "04-0016": "Anden a-kasseydelse",
}
MAANEDER = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)


def dansk_dato(dag: date | None) -> str:
    """22-11-2026; tom tekst uden dato."""
    return dag.strftime("%d-%m-%Y") if dag else ""


def kroner(oere: int | None) -> str:
    """9.240 kr.; ører vises kun, når beløbet ikke er helt: 500,01 kr."""
    if oere is None:
        return ""
    hele, rest = divmod(abs(oere), 100)
    tal = f"{hele:,}".replace(",", ".") + (f",{rest:02d}" if rest else "")
    return f"{'−' if oere < 0 else ''}{tal} kr."


def maaned(dag: date) -> str:
    """maj 2018."""
    return f"{MAANEDER[dag.month - 1]} {dag.year}"


def ejefald(navn: str) -> str:
    """Navnet i ejefald: Bos, Jens'."""
    return navn + ("'" if navn[-1:].lower() in "sxz" else "s")


def opremset(led: Sequence[str]) -> str:
    """``A``, ``A og B`` eller ``A, B og C``; tom uden led."""
    return " og ".join([", ".join(led[:-1]), led[-1]] if len(led) > 1 else led)
