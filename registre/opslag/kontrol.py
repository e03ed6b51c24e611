"""Et svars rækker holdt op mod kontrakten, uden Polars: de er få, og webprocessen kan læse dem."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from registre.cpr.numre import er_cpr
from registre.opslag.spoergsmaal import Raekke, Spoergsmaal, Vaerdi
from registre.tabel import Kolonne, Tabel, Type

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_64_BIT = 2**63


class SvaretAfvist(ValueError):
    """Svaret kan ikke bruges; teksten siger hvorfor, uden at gentage noget af det."""


def kraev_raekker(
    tabel: Tabel, raa: Iterable[Mapping[str, Any]], om: Spoergsmaal
) -> tuple[Raekke, ...]:
    """Tabellens rækker med kontraktens kolonner; kaster ``SvaretAfvist`` ved det mindste brud.

    Én forkert række er nok: hvad den skulle have sagt, ved ingen.
    """
    raekker = [_raekke(tabel, nr, raekke) for nr, raekke in enumerate(raa, start=1)]
    for raekke in raekker:
        if tabel.person and not _om_personen(tabel, raekke, om):
            raise SvaretAfvist(f"{tabel.navn}: registeret svarede om en anden person.")
    if tabel.noegle and len({raekke[tabel.noegle] for raekke in raekker}) != len(raekker):
        raise SvaretAfvist(f"{tabel.navn}: to rækker har den samme nøgle.")
    return tuple(raekker)


def kraev_tiden(om: Spoergsmaal, fra: date, til: date, data_fra: date | datetime) -> None:
    """Svaret skal dække hele perioden og være fra dagen eller så nyt, som det er aftalt."""
    dag = data_fra.date() if isinstance(data_fra, datetime) else data_fra
    if fra > om.fra or til < om.dato:
        raise SvaretAfvist(
            f"Registeret svarede for {_dag(fra)} til {_dag(til)}, men der er spurgt om "
            f"{_dag(om.fra)} til {_dag(om.dato)}."
        )
    if (om.dato - dag).days > om.hoejst_alder:
        raise SvaretAfvist(f"Registerets tal er fra {_dag(dag)} og er for gamle.")


def _om_personen(tabel: Tabel, raekke: Raekke, om: Spoergsmaal) -> bool:
    """Et afløst nummer står i CPR med det gældende ved siden af."""
    return raekke[tabel.person] in om.numre or raekke.get("gaeldende_cpr") in om.numre


def _raekke(tabel: Tabel, nr: int, raa: Mapping[str, Any]) -> Raekke:
    raekke: Raekke = {}
    for kolonne in tabel.kolonner:
        if kolonne.navn not in raa:
            raise SvaretAfvist(f"{tabel.navn} mangler kolonnen {kolonne.navn}.")
        vaerdi = raa[kolonne.navn]
        vaerdi = None if vaerdi == "" else vaerdi
        if not (kolonne.maa_vaere_tom if vaerdi is None else _passer(kolonne, vaerdi)):
            ventet = kolonne.forventet or "en anden værdi"
            raise SvaretAfvist(f"{tabel.navn}, række {nr}: {kolonne.navn} er ikke {ventet}.")
        raekke[kolonne.navn] = vaerdi
    if tabel.interval and _bagvendt(raekke, *tabel.interval):
        raise SvaretAfvist(f"{tabel.navn}, række {nr}: perioden slutter, før den begynder.")
    return raekke


def _passer(kolonne: Kolonne, vaerdi: Vaerdi) -> bool:
    match kolonne.type:
        case Type.HELTAL:
            heltal = isinstance(vaerdi, int) and not isinstance(vaerdi, bool)
            return heltal and -_64_BIT <= int(vaerdi or 0) < _64_BIT
        case Type.SANDT_FALSK:
            return isinstance(vaerdi, bool)
        case _:
            return isinstance(vaerdi, str) and _passer_som_tekst(kolonne, vaerdi)


def _passer_som_tekst(kolonne: Kolonne, tekst: str) -> bool:
    match kolonne.type:
        case Type.CPR:
            return er_cpr(tekst)
        case Type.DATO:
            return _er_dato(tekst)
        case _ if kolonne.koder:
            return tekst in kolonne.koder
        case _:
            return not kolonne.moenster or re.search(kolonne.moenster, tekst) is not None


def _er_dato(tekst: str) -> bool:
    if not _ISO.fullmatch(tekst):
        return False
    try:
        date.fromisoformat(tekst)
    except ValueError:
        return False
    return True


def _bagvendt(raekke: Raekke, fra: str, til: str) -> bool:
    # En række, registeret selv har rettet eller fortrudt, må stå skævt.
    if raekke.get("register_status", "AKTUEL") not in ("AKTUEL", "HISTORISK"):
        return False
    begynder, slutter = raekke[fra], raekke[til]
    return bool(begynder and slutter and str(slutter) < str(begynder))


def _dag(dag: date) -> str:
    return f"{dag:%d-%m-%Y}"
