"""Opslag i de læste registre: hvad der tæller, hvad der gælder en dag, hvad der gik forud."""

from collections import defaultdict
from datetime import date

from .laes import Raekke, Udtraek
from .skema import kolonner

Adresse = tuple[str, str, str, str, str]


class Registre:
    """Alle tællende rækker pr. person, læst under personens gældende nummer."""

    def __init__(self, udtraek: Udtraek, dag: date) -> None:
        self.udtraek, self.dag = udtraek, dag
        self._raekker: dict[tuple[str, str], list[Raekke]] = defaultdict(list)
        for navn, tabel in udtraek.tabeller.items():
            for raekke in tabel.raekker if tabel else []:
                if self._taeller(raekke):
                    person = raekke.get("cpr") or raekke.get("foraelder_cpr")
                    self._raekker[navn, str(person)].append(raekke)

    def _taeller(self, raekke: Raekke) -> bool:
        """AKTUEL og HISTORISK; indkomst og moms først, når de er indberettet."""
        meldt = raekke.get("disposition") or raekke.get("indberettet")
        if meldt is not None and meldt > self.dag:
            return False
        return raekke.get("register_status", "AKTUEL") in ("AKTUEL", "HISTORISK")

    def raekker(self, tabel: str, cpr: str) -> list[Raekke]:
        return self._raekker.get((tabel, cpr), [])

    def svarer(self, tabel: str, cpr: str) -> bool:
        """Falsk, når tabellen mangler eller er afvist, eller personens eget opslag mislykkedes."""
        fundet = self.udtraek.tabeller[tabel]
        return fundet is not None and cpr not in fundet.ubesvaret

    def tilstand(self, tabel: str, cpr: str, dag: date) -> Raekke | None:
        """Rækken, der gælder den dag: den med seneste `fra`, ellers den sidste som tekst."""
        return _sidste(tabel, [r for r in self.raekker(tabel, cpr) if gaelder(r, dag)])

    def forrige(self, tabel: str, raekke: Raekke) -> Raekke | None:
        """Rækken med seneste `fra` før denne rækkes `fra`."""
        andre = self.raekker(tabel, raekke["cpr"])
        return _sidste(tabel, [r for r in andre if r["fra"] < raekke["fra"]])

    def i_live(self, cpr: str, dag: date) -> bool:
        status = self.tilstand("cpr_status", cpr, dag)
        return status is None or status["status"] != "90"

    def adresse(self, cpr: str, dag: date) -> Adresse | None:
        """Den rigtige adresse den dag; None uden adresse eller med vejkode fra 9900."""
        raekke = self.tilstand("cpr_adresser", cpr, dag)
        return None if raekke is None or raekke["vejkode"] >= "9900" else adressenoegle(raekke)

    def deler_adresse(self, en: str, anden: str, dag: date) -> bool:
        adresse = self.adresse(en, dag)
        return adresse is not None and adresse == self.adresse(anden, dag)

    def boern(self, foraelder: str) -> list[str]:
        return sorted({r["barn_cpr"] for r in self.raekker("cpr_boern", foraelder)})

    def foedselsdato(self, cpr: str) -> date | None:
        """Fra det gældende nummers egen række; uden række er der ingen fødselsdato."""
        raekker = self.raekker("cpr_personer", cpr)
        return raekker[0]["foedselsdato"] if raekker else None


def gaelder(raekke: Raekke, dag: date) -> bool:
    return raekke["fra"] <= dag and (raekke["til"] is None or dag <= raekke["til"])


def adressenoegle(raekke: Raekke) -> Adresse:
    navne = ("kommunekode", "vejkode", "husnr", "etage", "sidedoer")
    k, v, h, e, s = (raekke[n] or "" for n in navne)
    return (k, v, h, e, s)


def _sidste(tabel: str, raekker: list[Raekke]) -> Raekke | None:
    def rang(raekke: Raekke) -> tuple[date, list[tuple[bool, str]]]:
        vaerdier = [raekke[k.navn] for k in kolonner(tabel)]
        return raekke["fra"], [(v is not None, "" if v is None else str(v)) for v in vaerdier]

    return max(raekker, key=rang, default=None)
