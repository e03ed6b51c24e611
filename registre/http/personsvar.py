"""Det, registerserveren svarer om én person: den syntetiske verden, evt. med en bestilt fejl i."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from registre.adapter import HELE_HISTORIKKEN, Opslagsadapter, vaelg
from registre.http.bestilling import Bestilling, Slags
from registre.opslag.kontrakt import OPSLAGSTABELLER
from registre.opslag.spoergsmaal import Spoergsmaal

_DOEGN = timedelta(days=1)


def laes_spoergsmaal(krop: bytes, dato: date) -> Spoergsmaal:
    """Spørgsmålet i kroppen; ``ValueError``, når det ikke er et."""
    try:
        raa = json.loads(krop)
        return Spoergsmaal(tuple(map(str, raa["numre"])), dato, date.fromisoformat(raa["fra"]))
    except (KeyError, TypeError) as fejl:
        raise ValueError("Spørgsmålet forstås ikke.") from fejl


def besvar(
    verden: Path, register: str, om: Spoergsmaal, fejl: Bestilling | None, kaldet: Slags | None
) -> bytes:
    """Svaret som JSON; kaster ``RegisterSvarerIkke``, når verdenen ikke kan læses."""
    adapter = vaelg(f"registre.{register}.adapter.MockAdapter", mappe=verden)
    svar = _opslag(adapter).slaa_op(om)
    slags = fejl.slags if fejl else None
    fra, til = HELE_HISTORIKKEN, om.dato
    if slags is Slags.PERIODE:
        fra, til = date(om.dato.year - 1, 1, 1), date(om.dato.year - 1, 12, 31)
    dato = om.dato - _DOEGN if slags is Slags.GAARSDAGEN else om.dato
    gamle = slags in (Slags.GAARSDAGEN, Slags.GAMLE_TAL)
    krop = {
        "register": register,
        "dato": dato.isoformat(),
        "periode_fra": fra.isoformat(),
        "periode_til": til.isoformat(),
        "data_fra": (om.dato - _DOEGN if gamle else om.dato).isoformat(),
        "tabeller": {
            tabel.navn: _tabel(tabel.kolonnenavne, svar.raekker[tabel.navn], slags or kaldet)
            for tabel in OPSLAGSTABELLER[register]
        },
    }
    return json.dumps(krop, ensure_ascii=False).encode()


def _tabel(kolonner: tuple[str, ...], raekker: Any, slags: Slags | None) -> dict[str, Any]:
    """Rækkerne, deres antal og kolonner; en bestilt fejl gør dem til et halvt svar."""
    sendt, navne = [dict(raekke) for raekke in raekker], list(kolonner)
    if slags is Slags.TOM_SIDE:
        sendt = []
    if slags is Slags.SKEMA:
        navne[-1] = f"{navne[-1]}_ny"
        sendt = [
            {(f"{navn}_ny" if navn == kolonner[-1] else navn): v for navn, v in raekke.items()}
            for raekke in sendt
        ]
    if slags is Slags.DOBBELT_SIDE:
        sendt += sendt[-1:]
    return {"antal": len(raekker), "kolonner": navne, "raekker": sendt}


def _opslag(adapter: Any) -> Opslagsadapter:
    opslag: Opslagsadapter = adapter
    return opslag
