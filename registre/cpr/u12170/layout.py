"""Posttyperne i U12170-P: længder for dem alle, felter for dem, vi læser.

Længderne er prøvet mod CPR's eget demoudtræk i begge former: de fylder den faste form ud til
sidste tegn. ``mindst`` er så langt, posten altid er udfyldt (tomme 12-tegns-tidspunkter er
nuller, ikke blanke): er den kortere, er den skåret over, og ikke blot trimmet for blanke.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

START, STATUS, ADRESSE, KLARTEKST, BESKYTTELSE = "000", "001", "002", "003", "004"
UDREJSE, FORSVUNDET, NAVN, STATSBORGERSKAB = "005", "007", "008", "010"
CIVILSTAND, SEPARATION, BARN, UDSKIFTET = "012", "013", "014", "022"
TIDLIGERE_ADRESSE, TIDLIGERE_UDREJSE, TIDLIGERE_FORSVUNDET = "023", "024", "025"
TIDLIGERE_CIVILSTAND, TIDLIGERE_SEPARATION = "029", "030"
FEJL, AFMELDT, SLUT = "910", "997", "999"

UDEN_PERSON = frozenset({START, FEJL, AFMELDT, SLUT})
"""Posttyper, der ikke hører under en post 001."""


@dataclass(frozen=True, slots=True)
class Posttype:
    """En posttype: fast længde, mindste længde, om en person højst har én, og felterne.

    ``felter`` er navn → (position fra 1, længde).
    """

    nr: str
    laengde: int
    mindst: int = 13
    enkelt: bool = False
    felter: Mapping[str, tuple[int, int]] = field(default_factory=dict)


_STED = {"KOMKOD": 4, "VEJKOD": 4, "HUSNR": 4, "ETAGE": 2, "SIDEDOER": 4}


def _sted(position: int) -> dict[str, tuple[int, int]]:
    """Stedets fem felter, der altid står samlet i samme rækkefølge."""
    felter = {}
    for navn, laengde in _STED.items():
        felter[navn] = (position, laengde)
        position += laengde
    return felter


_LAESTE = (
    Posttype(START, 35, 27, True, {"PRODDTO": (20, 8), "PRODDTOFORRIG": (28, 8)}),
    Posttype(
        STATUS,
        106,
        39,
        True,
        {
            "PNRGAELD": (14, 10),
            "STATUS": (24, 2),
            "STATUSHAENSTART": (26, 12),
            "KOEN": (39, 1),
            "FOED_DT": (40, 10),
            "START_DT-PERSON": (51, 10),
        },
    ),
    Posttype(
        ADRESSE,
        306,
        116,
        True,
        {**_sted(14), "TILFLYDTO": (70, 12), "TILFLYKOMDTO": (83, 12)},
    ),
    Posttype(
        KLARTEKST,
        249,
        215,
        True,
        {**_sted(208), "POSTNR": (184, 4), "POSTDISTTXT": (188, 20), "VEJADRNVN": (230, 20)},
    ),
    Posttype(
        BESKYTTELSE,
        37,
        17,
        felter={
            "BESKYTTYPE": (14, 4),
            "START_DT-BESKYTTELSE": (18, 10),
            "SLET_DT-BESKYTTELSE": (28, 10),
        },
    ),
    Posttype(UDREJSE, 200, 29, True, {"UDRDTO": (18, 12)}),
    Posttype(FORSVUNDET, 26, 25, True, {"FORSVINDDTO": (14, 12)}),
    Posttype(NAVN, 193, 158, True, {"FORNVN": (14, 50), "MELNVN": (65, 40), "EFTERNVN": (106, 40)}),
    Posttype(STATSBORGERSKAB, 30, 29, True, {"LANDEKOD": (14, 4)}),
    Posttype(
        CIVILSTAND,
        95,
        82,
        True,
        {
            "CIVST": (14, 1),
            "AEGTEPNR": (15, 10),
            "HAENSTART-CIVILSTAND": (71, 12),
            "SEP_HENVIS-CIVILSTAND": (84, 12),
        },
    ),
    Posttype(
        SEPARATION,
        36,
        25,
        True,
        {"SEP_HENVIS-SEPARATION": (14, 12), "START_DT-SEPARATION": (26, 10)},
    ),
    Posttype(BARN, 23, 23, felter={"PNR-BARN": (14, 10)}),
    Posttype(UDSKIFTET, 45, 23, felter={"PNR-UDSKIFTET": (14, 10)}),
    Posttype(
        TIDLIGERE_ADRESSE,
        96,
        95,
        felter={"ANNKOR": (14, 1), **_sted(15), "TILFLYDTO": (71, 12), "FRAFLYDTO": (84, 12)},
    ),
    Posttype(
        TIDLIGERE_UDREJSE,
        218,
        47,
        felter={"ANNKOR": (14, 1), "UDRDTO": (19, 12), "INDRDTO": (36, 12)},
    ),
    Posttype(
        TIDLIGERE_FORSVUNDET,
        40,
        39,
        felter={"ANNKOR": (14, 1), "FORSVINDDTO": (15, 12), "GENFINDDTO": (28, 12)},
    ),
    Posttype(
        TIDLIGERE_CIVILSTAND,
        109,
        96,
        felter={
            "ANNKOR": (14, 1),
            "CIVST": (15, 1),
            "AEGTEPNR": (16, 10),
            "HAENSTART-CIVILSTAND": (72, 12),
            "HAENSLUT-CIVILSTAND": (85, 12),
            "SEP_HENVIS-CIVILSTAND": (98, 12),
        },
    ),
    Posttype(
        TIDLIGERE_SEPARATION,
        48,
        26,
        felter={
            "ANNKOR": (14, 1),
            "SEP_HENVIS-SEPARATION": (15, 12),
            "START_DT-SEPARATION": (27, 10),
            "SLUT_DT-SEPARATION": (38, 10),
        },
    ),
    Posttype(FEJL, 157, 13, felter={"FEJLNR": (89, 4)}),
    Posttype(SLUT, 21, 21, True, {"TAELLER": (14, 8)}),
)

_KUN_KENDTE = {
    "006": 203,  # kontaktadresse: er ikke bopæl
    "009": 37,  # fødested: reglerne må ikke kende det
    "011": 25,
    "015": 147,
    "016": 58,
    "017": 272,
    "018": 60,
    "019": 75,
    "020": 47,
    "021": 63,
    "026": 173,
    "027": 44,
    "028": 36,
    "099": 45,
    AFMELDT: 43,
}

POSTTYPER: dict[str, Posttype] = {
    **{posttype.nr: posttype for posttype in _LAESTE},
    **{nr: Posttype(nr, laengde) for nr, laengde in _KUN_KENDTE.items()},
}
