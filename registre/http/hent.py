"""Adapteren over HTTP: manifest først, så hver tabel side for side, og til sidst alt på plads."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import ClassVar

from registre.adapter import Leverance, RegisterSvarerIkke
from registre.http.forbindelse import Forbindelse, ForkertOpsat
from registre.http.kreds import Kreds, Kredse
from registre.http.manifest import JSON, MANIFEST, TYPER, Manifest, ManifestAfvist, laes
from registre.http.modtagelse import modtag
from registre.http.taalmod import Budget, Opgivet, Taalmod
from registre.opslag.http import OPSLAG, laes_svar, som_krop
from registre.opslag.kontrol import SvaretAfvist
from registre.opslag.spoergsmaal import Opslagssvar, Spoergsmaal
from registre.paa_plads import saet_paa_plads
from registre.tabel import Tabel

BUDGET = 300.0
OPSLAGSBUDGET = 30.0
"""Sekunder til et opslag på én person: nogen venter på det."""
_KREDSE = Kredse(lambda: Kreds(time.monotonic))


class FraHttp:
    """Hent registerets tabeller fra dets server.

    Intet når mappen, før hele leverancen er modtaget og passer med manifestet. ``mappe`` er de
    andre adapteres og bruges ikke; server, nøgle og tidsbudget står i miljøet.
    """

    register: ClassVar[str]
    tabeller: ClassVar[tuple[Tabel, ...]]
    opslagstabeller: ClassVar[tuple[Tabel, ...]] = ()

    def __init__(
        self,
        mappe: Path | str = "",
        *,
        forbindelse: Forbindelse | None = None,
        budget: float | None = None,
        taalmod: Taalmod | None = None,
        kreds: Kreds | None = None,
    ) -> None:
        self._forbindelse = forbindelse
        self._sekunder = budget
        self._egen_taalmod = taalmod
        self._taalmod = taalmod or Taalmod()
        self._kreds = kreds

    def slaa_op(self, om: Spoergsmaal) -> Opslagssvar:
        """Spørg om én person: to forsøg, for et menneske venter."""
        try:
            forbindelse = self._forbindelse or Forbindelse.fra_miljoeet(self.register, os.environ)
            taalmod = self._egen_taalmod or Taalmod(forsoeg=2)
            sekunder = _sekunder(self._sekunder, "OPSLAGSBUDGET", OPSLAGSBUDGET)
            hentning = Hentning(
                forbindelse,
                taalmod,
                self._kreds or _KREDSE.giv(forbindelse.adresse, self.register),
                Budget(sekunder, taalmod.ur),
                f"/v1/{self.register}/{om.dato.isoformat()}",
            )
            krop = hentning.svar(OPSLAG, JSON, som_krop(om))
            return laes_svar(krop, self.register, self.opslagstabeller, om, forbindelse.adresse)
        except (Opgivet, SvaretAfvist, ForkertOpsat) as fejl:
            raise RegisterSvarerIkke(self.register, str(fejl)) from fejl

    def hent(self, dato: date, mappe: Path) -> Leverance:
        """Hent alle tabeller, hele, eller kast ``RegisterSvarerIkke``."""
        try:
            forbindelse = self._forbindelse or Forbindelse.fra_miljoeet(self.register, os.environ)
            hentning = Hentning(
                forbindelse,
                self._taalmod,
                self._kreds or _KREDSE.giv(forbindelse.adresse, self.register),
                Budget(_sekunder(self._sekunder, "REGISTERBUDGET", BUDGET), self._taalmod.ur),
                f"/v1/{self.register}/{dato.isoformat()}",
            )
            manifest = laes(hentning.svar(MANIFEST, JSON))
            kraev_det_rigtige(manifest, self.register, dato, self.tabeller)
            self._hent_tabellerne(hentning, manifest, mappe)
        except (Opgivet, ManifestAfvist, ForkertOpsat) as fejl:
            raise RegisterSvarerIkke(self.register, str(fejl)) from fejl
        except OSError as fejl:
            grund = f"Tabellerne kan ikke skrives: {fejl.strerror}."
            raise RegisterSvarerIkke(self.register, grund) from fejl
        egne = [tabel.navn for tabel in self.tabeller]
        return Leverance(
            self.register,
            tuple(egne),
            manifest.data_fra,
            forbindelse.adresse,
            manifest.mislykkede,
            {navn: linje for navn, linje in manifest.linjer().items() if navn in egne},
        )

    def _hent_tabellerne(self, hentning: Hentning, manifest: Manifest, mappe: Path) -> None:
        mappe.mkdir(exist_ok=True)
        halve: dict[Path, Path] = {}
        try:
            for tabel in self.tabeller:
                ventet = manifest.tabeller[tabel.navn]
                halv = mappe / f".{tabel.navn}.halv"
                halve[halv] = mappe / f"{tabel.navn}.{ventet.format}"
                side = hentning.sider(tabel.navn, TYPER[ventet.format])
                modtag(tabel.navn, ventet, side, halv)
            for halv, fil in halve.items():
                saet_paa_plads(halv, fil)
        finally:
            for halv in halve:
                halv.unlink(missing_ok=True)


class Hentning:
    """Én hentnings kald, under ét budget."""

    def __init__(
        self, forbindelse: Forbindelse, taalmod: Taalmod, kreds: Kreds, budget: Budget, sti: str
    ) -> None:
        self._forbindelse, self._taalmod = forbindelse, taalmod
        self._kreds, self._budget, self._sti = kreds, budget, sti

    def svar(self, hvad: str, ventet_type: str, krop: bytes | None = None) -> bytes:
        """Svaret på ét kald, prøvet så ofte, tålmodigheden rækker; med en krop er det et POST."""
        sti = f"{self._sti}/{hvad}"
        return self._taalmod.proev(
            lambda: self._forbindelse.hent(sti, ventet_type, self._budget, krop),
            self._kreds,
            self._budget,
        )

    def sider(self, tabel: str, ventet_type: str) -> Callable[[int], bytes]:
        """Tabellens sider ved nummer."""
        return lambda nr: self.svar(f"{tabel}?side={nr}", ventet_type)


def kraev_det_rigtige(
    manifest: Manifest, register: str, dato: date, tabeller: tuple[Tabel, ...]
) -> None:
    """Manifestet skal være det, der blev bedt om: register, dato og alle tabeller."""
    if manifest.register != register:
        raise ManifestAfvist("Serveren svarede med et andet register.")
    if manifest.dato != dato:
        raise ManifestAfvist(
            f"Serveren leverede {manifest.dato:%d-%m-%Y}; der blev bedt om {dato:%d-%m-%Y}."
        )
    if manifest.periode_til < manifest.periode_fra:
        raise ManifestAfvist("Manifestets periode slutter, før den begynder.")
    if mangler := [tabel.navn for tabel in tabeller if tabel.navn not in manifest.tabeller]:
        raise ManifestAfvist(f"Serveren leverer ikke {', '.join(mangler)}.")
    egne = {tabel.navn for tabel in tabeller}
    if any(tabel not in egne for tabel, _ in manifest.mislykkede):
        # Et opslag i en tabel, ingen kender, mangler et svar, ingen kan se.
        raise ManifestAfvist("Manifestet nævner opslag i en tabel, registeret ikke har.")


def _sekunder(sagt: float | None, navn: str, forvalg: float) -> float:
    if sagt is not None:
        return sagt
    try:
        return float(os.environ.get(navn) or forvalg)
    except ValueError:
        raise ForkertOpsat(f"{navn} er ikke et tal.") from None
