"""En håndlavet mappe med én sag, ét ægtepar og ét barn, som hver prøve lægger rækker til."""

import csv
from datetime import date
from pathlib import Path

from .grundlag import Resultat
from .regler import koer
from .skema import TABELLER, kolonner
from .tilfaeldig_verden import FYLD

DAG = date(2018, 6, 19)
YM, AEF, BARN, ANDEN = "6101800001", "6202820002", "6303100003", "6404750004"
HJEM = {"kommunekode": "0175", "vejkode": "0100", "husnr": "001"}
UDE = {"kommunekode": "0175", "vejkode": "0200", "husnr": "007"}


class Mappe:
    """Tabellerne i hukommelsen; `svar` skriver dem og kører reglerne på dem."""

    def __init__(self, sti: Path, kle: str = "32.24.04", oprettet: str = "2015-01-01") -> None:
        self.sti = sti
        self.raekker: dict[str, list[dict[str, str]]] = {navn: [] for navn in TABELLER}
        self.med("kommuner", kommunekode="0175", par10_aktiveringsdato="2010-01-01")
        self.med(
            "ydelse_sager", sag_id="S1", kommunekode="0175", cpr=YM, kle=kle, oprettet=oprettet
        )
        for udbetalt in ("2017-12-31", "2018-05-31", "2020-01-31", "2024-02-29"):
            self.med("ydelse_udbetalinger", sag_id="S1", udbetalt=udbetalt, beloeb_oere=1)

    def med(self, tabel: str, /, **celler: object) -> "Mappe":
        raekke = {k.navn: str(celler.pop(k.navn, FYLD.get(k.navn, ""))) for k in kolonner(tabel)}
        assert not celler, f"{tabel} har ikke kolonnerne {list(celler)}"
        self.raekker[tabel].append(raekke)
        return self

    def person(self, cpr: str, foedt: str = "1980-01-01", gaeldende: str = "") -> "Mappe":
        return self.med("cpr_personer", cpr=cpr, foedselsdato=foedt, gaeldende_cpr=gaeldende)

    def bor(self, cpr: str, fra: str, til: str = "", sted: object = None, **andet: str) -> "Mappe":
        hus = {**HJEM, **(sted if isinstance(sted, dict) else {})}
        return self.med("cpr_adresser", cpr=cpr, fra=fra, til=til, **{**hus, **andet})

    def gift(self, fra: str = "2010-05-05", til: str = "") -> "Mappe":
        for en, anden in ((YM, AEF), (AEF, YM)):
            self.med(
                "cpr_civilstand", cpr=en, civilstand="G", aegtefaelle_cpr=anden, fra=fra, til=til
            )
        return self

    def skriv(self, *udelad: str) -> Path:
        for navn, raekker in self.raekker.items():
            fil = self.sti / f"{navn}.csv"
            fil.unlink(missing_ok=True)
            if navn not in udelad:
                _skriv(fil, [k.navn for k in kolonner(navn)], raekker)
        return self.sti

    def svar(self, dag: date = DAG, *udelad: str) -> Resultat:
        return koer(self.skriv(*udelad), dag)

    def udfald(self, regel: str, dag: date = DAG) -> list[str]:
        """Reglens udfald som `ROLLE dato nøgle`."""
        alle = self.svar(dag).udfald
        return [f"{r[3]} {r[5]} {r[6]}" for r in alle if r[2] == regel]

    def status(self, regel: str, rolle: str = "YM", dag: date = DAG, *udelad: str) -> str:
        alle = self.svar(dag, *udelad).status
        return next(s for _, r, slug, s in alle if (r, slug) == (rolle, regel))


def _skriv(fil: Path, hoved: list[str], raekker: list[dict[str, str]]) -> None:
    with fil.open("w", encoding="utf-8", newline="") as ud:
        skriver = csv.DictWriter(ud, hoved, lineterminator="\n")
        skriver.writeheader()
        skriver.writerows(raekker)


def tabel(tekst: str) -> list[tuple[str, ...]]:
    """En tabel skrevet med lodrette streger; overskriftslinjen springes over."""
    linjer = [linje for linje in tekst.strip().splitlines() if linje.strip()]
    return [tuple(celle.strip() for celle in linje.split("|")) for linje in linjer[1:]]
