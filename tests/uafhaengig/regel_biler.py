"""Regel 1-3: bilkøb, bilsalg og mange bilhandler."""

from datetime import date

from .grundlag import Fund, Sag, plus_aar
from .laes import Raekke
from .opslag import Registre


def _biler(reg: Registre, cpr: str) -> list[Raekke]:
    return [
        r
        for r in reg.raekker("r75_biler", cpr)
        if r["r75_indeks"] == "7500100" and r["ejerbrugerkode"] in (2, 3, 6, 9)
    ]


def _alder_kendes(bil: Raekke) -> bool:
    return bil["foerste_registrering"] is not None


def _over_15_aar(bil: Raekke, handel: date) -> bool:
    return handel > plus_aar(bil["foerste_registrering"], 15)


def _handel_med_nyere_bil(reg: Registre, sag: Sag, cpr: str, kolonne: str) -> Fund:
    fund = Fund()
    for bil in _biler(reg, cpr):
        dag = bil[kolonne]
        if not sag.i_vinduet(dag):
            continue
        if not _alder_kendes(bil):
            fund.note = True
        elif not _over_15_aar(bil, dag):
            fund.udfald.append((dag, f"{bil['stelnummer']}|{dag}"))
    return fund


def bilkoeb(reg: Registre, sag: Sag, cpr: str) -> Fund:
    return _handel_med_nyere_bil(reg, sag, cpr, "erhvervet")


def bilsalg(reg: Registre, sag: Sag, cpr: str) -> Fund:
    return _handel_med_nyere_bil(reg, sag, cpr, "afhaendet")


def mange_bilhandler(reg: Registre, sag: Sag, cpr: str) -> Fund:
    gamle: set[tuple[date, str]] = set()
    ukendte: set[tuple[date, str]] = set()
    for bil in _biler(reg, cpr):
        for kolonne, art in (("erhvervet", "K"), ("afhaendet", "S")):
            dag = bil[kolonne]
            if not sag.i_vinduet(dag):
                continue
            handel = (dag, f"{dag}:{bil['stelnummer']}:{art}")
            if not _alder_kendes(bil):
                ukendte.add(handel)
            elif _over_15_aar(bil, dag):
                gamle.add(handel)
    if len(gamle) >= 3:
        return Fund([max(gamle)])
    return Fund(note=len(gamle | ukendte) >= 3)
