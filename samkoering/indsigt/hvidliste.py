"""Det af et udfalds bevis, borgeren selv må få: en hvidliste pr. regel.

En kolonne, der ikke står her, vises ikke. En ny regel eller kolonne er derfor skjult, til nogen
har afgjort, om den nævner andre end borgeren.
"""

from __future__ import annotations

from dataclasses import dataclass

_BIL = (
    "Handelsdato",
    "Handel",
    "Reg.nr.",
    "Bil",
    "Første registrering",
    "Ejer/bruger",
    "R75-indeks",
)
UKENDT = "Reglen fandt en hændelse om dig."


@dataclass(frozen=True, slots=True)
class Vises:
    """Kolonnerne, der må vises, og sætningen, hvor den gemte nævner andre."""

    kolonner: tuple[str, ...] = ()
    saetning: str = ""
    """Står i stedet for den gemte sætning; tom, når den gemte kun nævner borgeren selv."""
    noeglen_er_barnet: bool = False
    """Hændelsens nøgle begynder med et barns CPR-nummer."""


HVIDLISTE: dict[str, Vises] = {
    "bilkoeb": Vises(_BIL),
    "bilsalg": Vises(_BIL),
    "mange_bilhandler": Vises(_BIL),
    "ny_virksomhed": Vises(("CVR-nr.", "Virksomhed", "Form", "Branche", "Rolle", "Startdato")),
    "b_indkomst": Vises(
        ("Over grænsen", "Indberetter", "CVR-nr.", "Periode fra", "Periode til", "Beløb")
    ),
    "ny_arbejdsgiver": Vises(
        (
            "Udbetalt",
            "Arbejdsgiver",
            "CVR-nr.",
            "Indkomsttype",
            "Beløb før skat",
            "Dage siden forrige",
        )
    ),
    "momsindberetning": Vises(
        ("CVR-nr.", "Kvartal", "R75-indeks", "Moms og afgifter", "Senest indberettet")
    ),
    "aendring_andre_ydelser": Vises(
        ("Måned", "Udbetaler", "CVR-nr.", "Ydelse", "Måneden før", "Måneden")
    ),
    "civilstand": Vises(("Dato", "Tidligere civilstand", "Ny civilstand")),
    "barn_flytter": Vises(
        ("Dato", "Fælles adresse før", "Forælderens adresse efter"),
        "Du og et barn under 18 år holdt op med at dele adresse.",
        noeglen_er_barnet=True,
    ),
    "flytning": Vises(("Flyttet", "Fra adresse", "Til adresse")),
    "borger_doer": Vises(("Dato", "Tidligere status", "Ny status")),
    "borgerstatus": Vises(("Dato", "Tidligere status", "Ny status")),
    "foedsel": Vises(("Født",), "Du fik et barn.", noeglen_er_barnet=True),
    "barn_doer": Vises(("Dato",), "Du mistede et barn.", noeglen_er_barnet=True),
    "underholdsbidrag": Vises(("Oprettet", "Rolle", "Bidrag", "Sagsnr.")),
    "feriekonto": Vises(("Anmodet", "Første feriedag", "Beløb", "Forventet udbetaling")),
}
BOERNENES = tuple(slug for slug, vises in HVIDLISTE.items() if vises.noeglen_er_barnet)


def saetning(slug: str, gemt: str) -> str:
    """Hændelsen i én sætning, der ikke nævner andre end borgeren."""
    vises = HVIDLISTE.get(slug)
    return UKENDT if vises is None else vises.saetning or gemt


def kolonner(slug: str) -> frozenset[str]:
    """Navnene på de kolonner, der må vises."""
    return frozenset(HVIDLISTE.get(slug, Vises()).kolonner)
