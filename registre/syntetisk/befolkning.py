"""Befolkningen: alt, hvad registrene er fælles om at vide. Rummenes mock læser den."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from registre.syntetisk.husstande import Husstande, antal_husstande, dan_husstande
from registre.syntetisk.kalender import AAR, ALDRIG, Heltal, dagnummer
from registre.syntetisk.kommuner import Kommune, vaelg_kommuner
from registre.syntetisk.livsforloeb import OPDAGES_EFTER, Livsforloeb, dan_livsforloeb
from registre.syntetisk.numre import cpr_numre
from registre.syntetisk.parforhold import Parforhold, dan_parforhold
from registre.syntetisk.personer import Personer, dan_personer
from registre.syntetisk.sager import Sagsforloeb, dan_sagsforloeb, sikre
from registre.syntetisk.terninger import Spand, Terning, terning

VARSEL = 10
"""Så mange dage i forvejen kan en flytning være anmeldt."""
HISTORIK = int(2 * AAR)


@dataclass(frozen=True, slots=True)
class Befolkning:
    """Det syntetiske Danmark, før registrene har skrevet det ned.

    ``slut`` er horisontens sidste dag (dagnummer). ``numre`` er de gældende CPR-numre;
    ``gamle_numre`` er numrene før et skift (0: intet skift).
    """

    froe: int
    slut: int
    spand: Spand
    kommuner: tuple[Kommune, ...]
    husstande: Husstande
    personer: Personer
    sager: Sagsforloeb
    par: Parforhold
    tidligere: Parforhold
    liv: Livsforloeb
    numre: Heltal
    gamle_numre: Heltal

    def terning(self, emne: str) -> Terning:
        """Emnets egen strøm af tilfældige tal."""
        return terning(self.froe, emne)

    def nummer_paa(self, person: Heltal, dag: Heltal) -> Heltal:
        """Det CPR-nummer, personen havde den dag."""
        gammelt = dag < self.liv.skiftet[person]
        return np.where(
            gammelt & (self.gamle_numre[person] > 0),
            self.gamle_numre[person],
            self.numre[person],
        )

    @property
    def modtagere(self) -> Heltal:
        """Modtagerne (YM); pladsen er også husstandens nummer."""
        return self.personer.ym

    @property
    def kontrollerede(self) -> Heltal:
        """Dem, der slås op i registrene: modtagere og ægtefæller."""
        return np.concatenate([self.personer.ym, self.personer.aef])

    @property
    def sikre(self) -> Heltal:
        """Modtagere i live, hvis løbende sag har alle reglers ydelse og et helt vindue."""
        ym = np.flatnonzero(sikre(self.husstande, self.sager, self.spand))
        levende: Heltal = ym[self.liv.ude[ym] == ALDRIG]
        return levende

    def spand_fra(self, dage_foer: int) -> Spand:
        """Et kortere spand, der begynder så mange dage før kørselsdagen."""
        return Spand(self.spand.dato - dage_foer, self.spand.dato, self.spand.til)


def dan_befolkning(
    personer: int, kommuner: Sequence[str], dato: date, froe: int, horisont_dage: int
) -> Befolkning:
    """Træk befolkningen: ``personer`` modtagere på ``dato`` i kommunerne med de givne koder."""
    valgte = vaelg_kommuner(kommuner)
    dag = dagnummer(dato)
    slut = dag + horisont_dage
    spand = Spand(dag - HISTORIK, dag, slut + VARSEL)
    antal = antal_husstande(personer, horisont_dage)
    husstande = dan_husstande(terning(froe, "husstande"), valgte, antal, spand)
    sager = dan_sagsforloeb(terning(froe, "sager"), husstande, spand, slut)
    rammes = sikre(husstande, sager, spand)
    folk = dan_personer(terning(froe, "personer"), husstande, rammes, spand)
    par, tidligere = dan_parforhold(terning(froe, "parforhold"), folk, rammes, spand)
    liv = dan_livsforloeb(terning(froe, "livsforloeb"), folk, np.flatnonzero(rammes), spand)
    skiftede = np.flatnonzero(liv.skiftet < ALDRIG)
    alle = np.concatenate([np.arange(folk.antal), skiftede])
    numre = cpr_numre(terning(froe, "numre"), folk.foedt[alle], folk.kvinde[alle])
    gamle = np.zeros(folk.antal, dtype=np.int64)
    gamle[skiftede] = numre[folk.antal :]
    sager = sager.luk_ved_afgang(liv.ude[folk.ym] + OPDAGES_EFTER + 10)
    return Befolkning(
        froe, slut, spand, valgte, husstande, folk, sager, par, tidligere, liv,
        numre[: folk.antal], gamle,
    )  # fmt: skip
