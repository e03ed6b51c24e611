"""Kontrolarkets indhold og udfaldenes beviser, som de fryses (skemaet: docs/kontrolark.md)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from django.utils.timezone import localtime

from registre.kontrakt import REGISTRE, TABELLER
from samkoering.grundlag.fortolkninger import fortolkninger
from samkoering.grundlag.kle import nummer
from samkoering.grundlag.regel import Fund, Regel
from samkoering.models import Koersel
from samkoering.motor.beregning import Beregning
from samkoering.regelkatalog import regel as katalogregel
from samkoering.regler import ALLE_REGLER
from samkoering.skrivning.adressevaern import Adressevaern
from samkoering.skrivning.bogstaver import BOGSTAV
from samkoering.skrivning.gaeldende import gaeldende_kilder
from samkoering.skrivning.indsaet import som_json
from samkoering.skrivning.kilder import datakilder
from samkoering.skrivning.personer import Aegtefaelle, Personarkiv

if TYPE_CHECKING:
    from samkoering.skrivning.kandidater import Kandidat
    from samkoering.skrivning.kommunedel import Kommunedel
    from samkoering.skrivning.ydelsessager import Ydelsessag

_FELTER = (
    *("aef", "aef_bemaerkning", "datakilder", "koersel", "kontrolperiode", "regnskab", "sager"),
    *("skema", "udfald", "ym"),
)
"""Arkets felter i den orden, fingeraftrykket tages af dem."""
_VAEGT = "UNIFR"
"""Har borgeren flere ydelsessager, vises det ord, der siger mest."""
_INTET_SVAR = "N" * 34
_ORD = {bogstav: ord_ for ord_, bogstav in BOGSTAV.items()}
_KUN_DRIFTENS = (
    *("afvisninger", "afviste", "afvist_fordi", "ens", "om_andre", "om_bestanden", "sha256"),
)
"""Det om en kilde, kørslen husker, men arket ikke viser."""
_UDEN_CPR = "Ægtefællen har intet CPR-nummer. Der er ikke slået op på ægtefællen."
_UAFKLARET = "Det kunne ikke afgøres, om der er en ægtefælle, fordi et opslag i CPR mislykkedes."
_SEPARERET = "Der er ikke slået op på ægtefællen, fordi parret er separeret."


class Optagetfund(NamedTuple):
    """En åben hændelse på sagen, som arket skal bruge den."""

    pk: UUID
    regel: str
    rolle: str
    cpr: str
    haendelsesdato: date
    saetning: str
    bevis: dict[str, Any]
    koersel: str
    """Kørslens navn."""


class Frosset(NamedTuple):
    """Et kontrolark, klar til at gemme."""

    tekst: str
    """Indholdet, som ``som_json`` skriver det."""
    viser: dict[str, list[str]]


class Svar(NamedTuple):
    """Tabellernes svar, som et områdes ark viser dem."""

    tekst: str
    """Datakilderne, som ``som_json`` skriver dem."""
    tavse: Collection[str]
    """De tabeller, der ikke svarede."""


class Arkivar:
    """Fryser beviser og kontrolark for én kørsel."""

    def __init__(self, beregning: Beregning, koersel: Koersel) -> None:
        self._beregning = beregning
        self._koersel = koersel
        self._regnskaber: dict[tuple[str, str], str] = {}
        """Området og de 2 × 17 bogstaver → regnskabets tekst; i landet er der få hundrede."""
        self._gaeldende: dict[str, Svar] = {}
        """Området → de svar, dets ark bygger på."""

    @cached_property
    def _personer(self) -> Personarkiv:
        return Personarkiv(self._beregning)

    def slip_de_ubrugte(self) -> None:
        """Slip de tabeller, intet ark viser noget af."""
        self._personer.slip_de_ubrugte()

    def slip_registrene(self) -> None:
        """Hold kun det, arkene bruger; beregningens tabeller kan ikke læses bagefter."""
        self._personer.laes_alt()

    def kun_udsnit(
        self, borgere: Iterable[str], pladser: Iterable[int], sager: Iterable[str]
    ) -> None:
        """Slå kun op på dem, natten spørger om; her de borgere, den ventes at spørge om."""
        self._personer.kun_udsnit()
        self._personer.hent({int(cpr) for cpr in borgere}, set(pladser), sager)

    @property
    def vaern(self) -> Adressevaern:
        """Hvem og hvilke adresser der er beskyttet i nat."""
        return self._personer.vaern

    @cached_property
    def _pladser(self) -> dict[tuple[str, int, str, str], int]:
        """(regel, sag, rolle, nøgle) → rækken i reglens fund."""
        return {
            (slug, *noegle): plads
            for slug, fund in self._beregning.fund.items()
            for plads, noegle in enumerate(fund.select("sag", "rolle", "noegle").iter_rows())
        }

    def _bevisfelter(self, kandidat: Kandidat) -> dict[str, Any]:
        """Det, reglen fandt; kun de nye hændelsers dannes."""
        slug = kandidat.regel.slug
        plads = self._pladser[slug, kandidat.plads, kandidat.rolle, kandidat.noegle]
        return self._beregning.fund[slug].row(plads, named=True)

    @cached_property
    def _kilder(self) -> list[Any]:
        return list(datakilder(self._beregning.udtraek))

    def bevis(self, kandidat: Kandidat) -> tuple[str, dict[str, Any]]:
        """Udfaldets sætning og bevis, klar til at gemme."""
        regel = kandidat.regel
        felter = self._bevisfelter(kandidat)
        cpr, ym = int(kandidat.cpr), int(kandidat.ym)
        if regel.forklaring is None:
            raise LookupError(f"Reglen {regel.slug} mangler sin forklaring.")
        fund = Fund(
            self._personer.navn(cpr), cpr, ym, kandidat.haendelsesdato, felter, self._personer
        )
        forklaring = regel.forklaring(fund)
        return forklaring.saetning, {
            "person": fund.navn,
            "kolonner": [{"navn": navn, "type": type_} for navn, type_ in regel.kolonner],
            "raekker": [[_json(celle) for celle in raekke] for raekke in forklaring.raekker],
            "register": _register(regel),
            "slaaet_op": self._slaaet_op(regel),
            "adressebeskyttet": any(map(self.vaern.bor_beskyttet, (cpr, ym))),
        }

    def _slaaet_op(self, regel: Regel) -> str:
        tider = [k["slaaet_op"] for k in self._kilder if k["tabel"] in regel.laeser]
        return max(filter(None, tider), default="")

    def hent(self, del_: Kommunedel, borgere: Collection[str]) -> None:
        """Dan registrenes rækker om borgerne under ét, før der fryses beviser og ark om dem."""
        del_.sager.hent(borgere)
        sager = [sag for cpr in borgere for sag in del_.sager.om(cpr)]
        self._personer.hent(
            {int(cpr) for cpr in borgere}, {s.plads for s in sager}, [s.sag_id for s in sager]
        )

    def indhold(self, del_: Kommunedel, sagens_cpr: str, udfald: list[Optagetfund]) -> Frosset:
        """Hele kontrolarket for en sag, som den tekst, ``som_json`` ville give.

        Det, der er ens på hvert ark, er skrevet én gang for kørslen; her sættes delene sammen i
        nøglernes orden.
        """
        cpr = del_.udskiftninger.get(sagens_cpr, sagens_cpr)
        sager = del_.sager.om(cpr)
        bestand = self._personer.bestandens_aegtefaelle(sager[0].plads) if sager else None
        aef = bestand.cpr if bestand else None
        viste = {
            "aef": self._personer.person(aef, [], ym=int(cpr)) if aef else None,
            "udfald": [
                self._fund(u, int(del_.udskiftninger.get(u.cpr, u.cpr)), int(cpr)) for u in udfald
            ],
            "ym": self._personer.person(int(cpr), [s.sag_id for s in sager]),
        }
        dele = {
            **{felt: som_json(vaerdi) for felt, vaerdi in viste.items()},
            "aef_bemaerkning": som_json(_bemaerkning(bestand) if bestand else ""),
            **self._ens_paa_hvert_ark,
            "datakilder": self._arkets_svar(del_).tekst,
            "regnskab": self._regnskab(del_, sager),
            "sager": som_json([_ydelsessag(ydelsessag) for ydelsessag in sager]),
        }
        tekst = "{" + ",".join([f'"{felt}":{dele[felt]}' for felt in _FELTER]) + "}"
        return Frosset(tekst, viser_i(viste))

    @cached_property
    def _ens_paa_hvert_ark(self) -> dict[str, str]:
        koersel = {
            "navn": str(self._koersel),
            "dato": self._koersel.dato.isoformat(),
            "tidspunkt": localtime(self._koersel.startet).isoformat(timespec="seconds"),
            "regelsaet": self._koersel.regelsaet,
            "kun_register": REGISTRE.get(self._koersel.kun_register, ""),
        }
        kontrolperiode = {
            "fra": self._koersel.periode_fra.isoformat(),
            "til": self._koersel.periode_til.isoformat(),
        }
        return {
            "skema": som_json(1),
            "koersel": som_json(koersel),
            "kontrolperiode": som_json(kontrolperiode),
        }

    def _omraade(self, del_: Kommunedel) -> str:
        """Kommunen, når svarene kan være andre end i resten af landet."""
        return del_.kommune.kode if self._koersel.kun_register else ""

    def _arkets_svar(self, del_: Kommunedel) -> Svar:
        """Tabellernes svar, som kommunens celler bygger på dem."""
        omraade = self._omraade(del_)
        svar = self._gaeldende.get(omraade)
        if svar is None:
            gaelder = gaeldende_kilder(self._koersel, omraade, self._kilder)
            vises = [{f: k[f] for f in k if f not in _KUN_DRIFTENS} for k in gaelder]
            tavse = {kilde["tabel"] for kilde in gaelder if kilde["tilstand"] != "BESVARET"}
            svar = self._gaeldende[omraade] = Svar(som_json(vises), tavse)
        return svar

    def _fund(self, udfald: Optagetfund, cpr: int, ym: int) -> dict[str, Any]:
        """Hændelsen, som den blev fundet, med den beskyttelse, der gælder i nat."""
        fund = {**_fast_om(udfald.regel), **_fund(udfald)}
        fund["adressebeskyttet"] |= any(map(self.vaern.bor_beskyttet, (cpr, ym)))
        fund["raekker"] = self.vaern.uden_andens(fund, ym)
        return fund

    def _regnskab(self, del_: Kommunedel, sager: list[Ydelsessag]) -> str:
        """Regnskabets linjer; de fleste borgere deler deres med mange andre."""
        ord_ = _samlet(sager)
        noegle = self._omraade(del_), ord_
        tekst = self._regnskaber.get(noegle)
        if tekst is None:
            tavse = self._tavse(del_)
            tekst = self._regnskaber[noegle] = som_json(
                [
                    _regnskabslinje(regel, _ORD[ym], _ORD[aef], tavse)
                    for regel, ym, aef in zip(ALLE_REGLER, ord_[:17], ord_[17:], strict=True)
                ]
            )
        return tekst

    def _tavse(self, del_: Kommunedel) -> Collection[str]:
        """De tabeller, kommunens celler mangler svar fra."""
        if not self._koersel.kun_register:
            return self._beregning.ubesvarede_tabeller
        return self._arkets_svar(del_).tavse


def _regnskabslinje(regel: Regel, ym: str, aef: str, tavse: Collection[str]) -> dict[str, Any]:
    return {
        "nr": regel.nr,
        "regel": regel.slug,
        "navn": regel.navn,
        "ym": ym,
        "aef": aef,
        "grund": _grund(regel, tavse) if "IKKE_UDFOERT" in (ym, aef) else "",
    }


def _grund(regel: Regel, tavse: Collection[str]) -> str:
    """Hvorfor reglen ikke blev udført."""
    savnede = [navn for navn in regel.laeser if navn in tavse]
    if savnede:
        registre = sorted({REGISTRE[TABELLER[navn].register] for navn in savnede})
        return f"{' og '.join(registre)} svarede ikke ved kørslen."
    return "Et opslag mislykkedes, eller registret mangler en oplysning, der skal til."


def viser_i(indhold: Mapping[str, Any]) -> dict[str, list[str]]:
    """De personer og adresser på arket, en beskyttelse kan ramme (``Kontrolark.viser``)."""
    personer = [person for person in (indhold["ym"], indhold["aef"]) if person]
    adresser = {person["adresse"] for person in personer}
    for fund in indhold["udfald"]:
        for plads, kolonne in enumerate(fund["kolonner"]):
            if kolonne["type"] == "adresse":
                adresser |= {raekke[plads] for raekke in fund["raekker"] if plads < len(raekke)}
    return {
        "personer": [person["cpr"] for person in personer],
        "adresser": sorted(filter(None, adresser)),
    }


def _samlet(sager: list[Ydelsessag]) -> str:
    """De 2 × 17 bogstaver; har borgeren flere sager, det, der siger mest, på hver plads."""
    if len(sager) == 1:
        return sager[0].status
    pladser = zip(*(sag.status for sag in sager), strict=True)
    return "".join(min(bogstaver, key=_VAEGT.index) for bogstaver in pladser) or _INTET_SVAR


def _bemaerkning(bestand: Aegtefaelle) -> str:
    if bestand.uden_cpr:
        return _UDEN_CPR
    if bestand.uafklaret:
        return _UAFKLARET
    return f"{_SEPARERET} {fortolkninger()['F1']} (F1)" if bestand.separeret else ""


def _register(regel: Regel) -> str:
    foerste = next(iter(regel.laeser))
    return REGISTRE[TABELLER[foerste].register]


def _ydelsessag(sag: Ydelsessag) -> dict[str, Any]:
    return {
        "sag_id": sag.sag_id,
        "kle": sag.kle,
        "ydelse": nummer(sag.kle).kort,
        "oprettet": sag.oprettet.isoformat(),
    }


@lru_cache(maxsize=len(ALLE_REGLER))
def _fast_om(slug: str) -> dict[str, Any]:
    """Det om hændelsen, der følger af dens regel."""
    regel = katalogregel(slug)
    return {
        "nr": regel["nr"],
        "regel": slug,
        "navn": regel["navn"],
        "tema": regel["tema"],
        "fortolkninger": [
            {"nr": f["nr"], "tekst": fortolkninger()[f["nr"]]} for f in regel["fortolkninger"]
        ],
        "fortolket": regel["fortolket"],
    }


def _fund(udfald: Optagetfund) -> dict[str, Any]:
    return {
        "id": str(udfald.pk),
        "rolle": udfald.rolle,
        "haendelsesdato": udfald.haendelsesdato.isoformat(),
        "saetning": udfald.saetning,
        **udfald.bevis,
        "koersel": udfald.koersel,
    }


def _json(celle: object) -> object:
    return celle.isoformat() if isinstance(celle, date) else celle
