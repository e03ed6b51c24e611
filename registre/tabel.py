"""Byggestenene i registerkontrakten: en tabel er et navn, en nøgle og typede kolonner."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Type(Enum):
    """Kontraktens kolonnetyper. Penge er altid HELTAL i øre og hedder ``*_oere``."""

    TEKST = "tekst"
    CPR = "CPR-nummer"
    DATO = "dato"
    HELTAL = "heltal"
    SANDT_FALSK = "sandt/falsk"


@dataclass(frozen=True, slots=True)
class Kolonne:
    """En kolonne: navn, type, om den må være tom, og hvilke værdier kontrakten tillader.

    ``koder`` er den lukkede liste af tilladte tekster; ``moenster`` er et regulært udtryk
    for hele værdien; ``forventet`` er de ord, en afvisning bruger om det, der var ventet.
    """

    navn: str
    type: Type = Type.TEKST
    maa_vaere_tom: bool = False
    koder: tuple[str, ...] = ()
    moenster: str = ""
    forventet: str = ""


@dataclass(frozen=True, slots=True)
class Tabel:
    """En tabel i kontrakten.

    ``noegle`` er kolonnen, der entydigt udpeger rækken (tom: ingen nøgle, og to helt ens
    rækker er da én). ``person`` er kolonnen med det CPR-nummer (eller den sag), der blev slået op.
    ``interval`` er kolonneparret (fra, til), hvor til ikke må ligge før fra.
    """

    navn: str
    register: str
    kolonner: tuple[Kolonne, ...]
    noegle: str = ""
    person: str = "cpr"
    interval: tuple[str, str] | None = None

    @property
    def kolonnenavne(self) -> tuple[str, ...]:
        """Kolonnernes navne i kontraktens rækkefølge."""
        return tuple(kolonne.navn for kolonne in self.kolonner)

    @property
    def har_registerstatus(self) -> bool:
        """Om rækkerne bærer ``register_status`` (kun AKTUEL og HISTORISK tæller)."""
        return "register_status" in self.kolonnenavne


def tekst(navn: str, *, tom: bool = False) -> Kolonne:
    """En fri tekstkolonne."""
    return Kolonne(navn, Type.TEKST, tom)


def kode(navn: str, *koder: str, tom: bool = False) -> Kolonne:
    """En tekstkolonne, hvor kontrakten opregner de tilladte værdier."""
    return Kolonne(navn, Type.TEKST, tom, koder=koder, forventet="en af " + ", ".join(koder))


def format_(navn: str, moenster: str, forventet: str, *, tom: bool = False) -> Kolonne:
    """En tekstkolonne med et fast format."""
    return Kolonne(navn, Type.TEKST, tom, moenster=moenster, forventet=forventet)


def cpr(navn: str = "cpr", *, tom: bool = False) -> Kolonne:
    """Et CPR-nummer: 10 cifre uden bindestreg."""
    return Kolonne(navn, Type.CPR, tom, forventet="et CPR-nummer på 10 cifre")


def dato(navn: str, *, tom: bool = False) -> Kolonne:
    """En dato."""
    return Kolonne(navn, Type.DATO, tom, forventet="en dato som ÅÅÅÅ-MM-DD")


def heltal(navn: str, *, tom: bool = False) -> Kolonne:
    """Et 64-bit heltal."""
    return Kolonne(navn, Type.HELTAL, tom, forventet="et helt tal")


def sandt_falsk(navn: str) -> Kolonne:
    """``true`` eller ``false``."""
    return Kolonne(navn, Type.SANDT_FALSK, forventet="true eller false")


REGISTERSTATUS = kode(
    "register_status", "AKTUEL", "HISTORISK", "RETTET", "FORTRUDT", "TEKNISK_AENDRING", "AFVENTER"
)
KOMMUNEKODE = format_("kommunekode", r"^[0-9]{4}$", "en kommunekode på 4 cifre")
KLE = format_("kle", r"^[0-9]{2}\.[0-9]{2}\.[0-9]{2}$", "et KLE-nummer som NN.NN.NN")
BRANCHEKODE = format_("branchekode", r"^[0-9]{6}$", "en branchekode (DB07) på 6 cifre", tom=True)
