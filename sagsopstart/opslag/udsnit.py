"""Det af svaret, der gemmes: kun de kolonner og rækker, siden og dokumentet viser."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from registre.opslag import Raekke
from registre.opslag.maaneder import foerste_i_maanederne

MAANEDER = 12
"""Indkomst og boligstøtte vises for så mange hele måneder."""
_TAELLER = ("AKTUEL",)

KOLONNER: dict[str, tuple[str, ...]] = {
    "cpr_personer": ("cpr", "fornavn", "mellemnavn", "efternavn", "foedselsdato", "gaeldende_cpr"),
    "cpr_status": ("status", "fra"),
    "cpr_civilstand": ("civilstand", "aegtefaelle_cpr", "fra"),
    "cpr_separation": ("fra",),
    "cpr_adresser": (
        *("vejnavn", "husnr", "etage", "sidedoer", "postnr", "postdistrikt", "kommunekode", "fra"),
    ),
    "cpr_boern": ("barn_cpr",),
    "cpr_beskyttelse": ("type", "fra", "til"),
    "uip_ophold": ("grundlag", "gaelder_fra", "gaelder_til", "indrejst"),
    "husleje_lejemaal": (
        *("boligtype", "areal_m2", "vaerelser", "husleje_oere", "forbrug_oere", "fra", "til"),
    ),
    "boligstoette_udbetalinger": ("type", "maaned", "beloeb_oere", "udbetalt"),
    "jobcenter_forloeb": ("art", "beskrivelse", "fra", "til"),
    "cvr_deltagelser": (
        *("cvr", "virksomhed", "virksomhedsform", "rolle", "virksomhed_start", "rolle_fra"),
    ),
    "motor_koeretoejer": (
        *("registreringsnummer", "art", "maerke", "model", "foerste_registrering", "rolle"),
        *("fra", "til"),
    ),
    "eindkomst": (
        *("virksomhed", "indkomsttype", "indtaegtsart", "beloeb_oere"),
        *("periode_fra", "periode_til"),
    ),
    "r75_aarsopgoerelse": ("aar", "rubrik", "beloeb_oere", "dannet"),
}
"""Tabel → de kolonner, der gemmes."""


def udsnit(raekker: Mapping[str, Iterable[Raekke]], dag: date) -> dict[str, list[Raekke]]:
    """Rækkerne skåret til; en tabel uden rækker er stadig med, for den er registerets nej."""
    return {
        tabel: [
            {navn: raekke[navn] for navn in KOLONNER[tabel]}
            for raekke in alle
            if _MED.get(tabel, _alle)(raekke, dag)
        ]
        for tabel, alle in raekker.items()
    }


def fra(dag: date) -> date:
    """Den tidligste dag, et svar skal dække: den første i den ældste af månederne, året før."""
    return foerste_i_maanederne(dag, MAANEDER)[-1]


def _alle(_raekke: Raekke, _dag: date) -> bool:
    return True


def _aktuel(raekke: Raekke, _dag: date) -> bool:
    return raekke["register_status"] in _TAELLER and not raekke.get("til")


def _gaelder(raekke: Raekke, dag: date) -> bool:
    return str(raekke["fra"]) <= dag.isoformat() <= str(raekke["til"] or "9999-12-31")


def _aktuelt_barn(raekke: Raekke, _dag: date) -> bool:
    return raekke["register_status"] in _TAELLER


def _i_aaret(kolonne: str) -> Callable[[Raekke, date], bool]:
    return lambda raekke, dag: str(raekke[kolonne]) >= fra(dag).isoformat()


_MED: dict[str, Callable[[Raekke, date], bool]] = {
    "cpr_status": _aktuel,
    "cpr_civilstand": _aktuel,
    "cpr_separation": _aktuel,
    "cpr_adresser": _aktuel,
    "cpr_boern": _aktuelt_barn,
    "cpr_beskyttelse": _gaelder,
    "boligstoette_udbetalinger": _i_aaret("maaned"),
    "eindkomst": _i_aaret("periode_til"),
}
"""Tabel → om en række gemmes; en tabel, der ikke står her, gemmes hel."""
