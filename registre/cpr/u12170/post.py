"""En post og dens felter, læst med den afvisning, der hører til."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from registre.cpr.numre import er_cpr
from registre.cpr.u12170.datoer import Tidspunkt, laes_dato, laes_tidspunkt
from registre.cpr.u12170.fejl import FilAfvist, vis
from registre.cpr.u12170.layout import Posttype

_REGISTERSTATUS = {"A": "FORTRUDT", "K": "RETTET"}


@dataclass(frozen=True, slots=True)
class Post:
    """En post: hvor den står, hvilken type den er, og dens tegn uden blanke sidst."""

    linje: int
    type: Posttype
    tegn: str

    @property
    def pnr(self) -> str:
        """CPR-nummeret, posten hører til; kontrolleret."""
        nummer = self._cpr(self.tegn[3:13].strip(), "PNR")
        if nummer is None:
            raise self.afvist("PNR", "", "et CPR-nummer")
        return nummer

    def tekst(self, felt: str) -> str:
        """Feltets tegn uden blanke omkring."""
        position, laengde = self.type.felter[felt]
        return self.tegn[position - 1 : position - 1 + laengde].strip()

    def tidspunkt(self, felt: str) -> Tidspunkt | None:
        """Et 12-tegns tidspunkt, eller None for nuller og blanke."""
        return self._laest(felt, laes_tidspunkt, "et tidspunkt som ÅÅÅÅMMDDTTMM")

    def dato(self, felt: str) -> Tidspunkt | None:
        """En dato, eller None for nuller og blanke."""
        return self._laest(felt, laes_dato, "en dato som ÅÅÅÅ-MM-DD")

    def cpr(self, felt: str) -> str | None:
        """Et CPR-nummer, eller None for nuller og blanke."""
        return self._cpr(self.tekst(felt), felt)

    def tal(self, felt: str) -> int:
        """Et helt tal uden fortegn."""
        tekst = self.tekst(felt)
        if not (tekst.isascii() and tekst.isdigit()):
            raise self.afvist(felt, tekst, "et tal")
        return int(tekst)

    def kode(self, felt: str, tilladte: frozenset[str]) -> str:
        """En kode blandt de tilladte."""
        tekst = self.tekst(felt)
        if tekst not in tilladte:
            raise self.afvist(felt, tekst, "en af " + ", ".join(sorted(tilladte)))
        return tekst

    @property
    def annullering(self) -> str | None:
        """Registerstatus efter ANNKOR: annulleret er FORTRUDT, korrigeret er RETTET."""
        if "ANNKOR" not in self.type.felter:
            return None
        kode = self.tekst("ANNKOR")
        if not kode:
            return None
        if kode not in _REGISTERSTATUS:
            raise self.afvist("ANNKOR", kode, "A, K eller blank")
        return _REGISTERSTATUS[kode]

    def afvist(self, felt: str, fundet: str, ventet: str) -> FilAfvist:
        """Afvisningen af filen for dette felts skyld."""
        grund = f"post {self.type.nr}, {felt}: fandt {vis(fundet)}, ventede {ventet}."
        return FilAfvist(self.linje, grund)

    def _cpr(self, tekst: str, felt: str) -> str | None:
        if not tekst.strip("0 "):
            return None
        if not er_cpr(tekst):
            # Også et forskrevet nummer kan kendes igen: kun de seks første tegn vises.
            raise self.afvist(felt, f"{tekst[:6]}-****", "et CPR-nummer på 10 cifre")
        return tekst

    def _laest(
        self, felt: str, laes: Callable[[str], Tidspunkt | None], ventet: str
    ) -> Tidspunkt | None:
        tekst = self.tekst(felt)
        try:
            return laes(tekst)
        except ValueError as fejl:
            raise self.afvist(felt, tekst, ventet) from fejl
