"""Tabellerne, som de vises: små tal er skjult, og hver linje siger, om den går op."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from adgang.smaatal.graense import tal_eller_ord
from adgang.smaatal.ligninger import Felt, Ligning, skjulte
from feedback.effekt.regnskab.maaned import Maaned
from feedback.effekt.regnskab.ord import FRA_FOER, FUND, GEMT, RAEKKER, SKAEBNER, STANDE
from kontrol.eksport.celler import Celle
from samkoering.grundlag.skaebne import FUNDET, NYE, gaar_op
from samkoering.haendelsesregnskab.beholdning import FOER, SLETTET_KOERSEL
from samkoering.haendelsesregnskab.raekkerne import Tabelregnskab
from samkoering.regelkatalog import regler

_I_ALT = "I alt"
_GEMT, _FRA_FOER, _IND = "GEMT", "FRA_FOER", "IND"
"""``IND`` er gemt og fra før lagt sammen; det vises ikke, men kan regnes ud."""
_FUND_KOLONNER = (FUNDET, *SKAEBNER)
_STAND_KOLONNER = (_GEMT, _FRA_FOER, *STANDE)


@dataclass(frozen=True, slots=True)
class Linje:
    """En linje: dens navn, tallene (``None`` er skjult), og om den går op."""

    navn: str
    tal: Sequence[int | None]
    gaar_op: bool

    @property
    def siger_noget(self) -> bool:
        """Om linjen har et tal, et skjult tal eller et hul; summen vises altid."""
        return any(tal != 0 for tal in self.tal) or not self.gaar_op or self.navn == _I_ALT


@dataclass(frozen=True, slots=True)
class Vist:
    """En tabel på siden og i filen. ``ord`` er hver kolonnes navn og betydning."""

    navn: str
    foerste: str
    ord: Sequence[tuple[str, str]]
    linjer: Sequence[Linje]

    def viste(self) -> list[tuple[Linje, list[tuple[str, int | None]]]]:
        """Hver linje med sine tal, hvert under sin kolonnes navn; en linje med lutter nul er ikke
        med på siden, når der er andre."""
        navne = [navn for navn, _ in self.ord]
        linjer = [linje for linje in self.linjer if linje.siger_noget or len(self.linjer) == 1]
        return [(linje, list(zip(navne, linje.tal, strict=True))) for linje in linjer]

    def udeladt(self) -> bool:
        """Om siden viser færre linjer end filen."""
        return len(self.viste()) < len(self.linjer)

    def hoved(self) -> list[str]:
        """Filens overskrifter."""
        return [self.foerste, *(navn for navn, _ in self.ord), "Går op"]

    def raekker(self) -> list[list[Celle]]:
        """Filens rækker; et skjult tal står som ord."""
        return [
            [linje.navn, *map(tal_eller_ord, linje.tal), "Ja" if linje.gaar_op else "Nej"]
            for linje in self.linjer
        ]


def registrenes(regnskaber: Iterable[Tabelregnskab]) -> Vist:
    """Trin 1: rækkerne er hele landets og driftens og skjules ikke."""
    linjer = [
        Linje(t.tabel, (t.leveret, t.afvist, t.ens, t.om_andre, t.om_bestanden), t.gaar_op)
        for t in regnskaber
    ]
    return Vist("raekker", "Tabel", RAEKKER, linjer)


class Maanedstabeller:
    """Trin 2 og 3 for én måned, skjult under ét: tabellerne deler summer."""

    def __init__(self, maaned: Maaned) -> None:
        self._maaned = maaned
        self._regler = [r["slug"] for r in regler()]
        self._navne = {r["slug"]: r["navn"] for r in regler()}
        self._tal = self._alle_tal()
        self._skjult = skjulte(self._tal, self._ligninger())

    def reglernes(self, kun: str = "") -> Vist:
        """Trin 2: hver regels fund."""
        skaeve = self._maaned.skaeve_fund
        ord_ = (FUND, *SKAEBNER.values())
        return Vist("regler", "Regel", ord_, self._linjer(_FUND_KOLONNER, skaeve, kun))

    def koerslernes(self) -> Vist:
        """Trin 2: hver kørsels fund, alle regler lagt sammen; en kørsel igen er sin egen linje."""
        linjer = [
            Linje(
                str(koersel),
                [self._vis(str(koersel), kolonne) for kolonne in _FUND_KOLONNER],
                all(map(gaar_op, frosset.values())),
            )
            for koersel, frosset in self._maaned.naetter
            if frosset is not None
        ]
        return Vist("koersler", "Kørsel", (FUND, *SKAEBNER.values()), linjer)

    def beholdningen(self, kun: str = "") -> Vist:
        """Trin 3: de gemte hændelser, og hvor de står."""
        ord_ = (GEMT, FRA_FOER, *STANDE.values())
        skaeve = self._maaned.skaev_beholdning
        return Vist("beholdning", "Regel", ord_, self._linjer(_STAND_KOLONNER, skaeve, kun))

    def _linjer(self, kolonner: Sequence[str], skaeve: set[str], kun: str) -> list[Linje]:
        valgte = [slug for slug in self._regler if slug == kun] or [*self._regler, _I_ALT]
        return [
            Linje(
                self._navne.get(slug, slug),
                [self._vis(slug, kolonne) for kolonne in kolonner],
                slug not in skaeve and not (slug == _I_ALT and skaeve),
            )
            for slug in valgte
        ]

    def _vis(self, raekke: str, kolonne: str) -> int | None:
        felt = (raekke, kolonne)
        return None if felt in self._skjult else self._tal[felt]

    def _alle_tal(self) -> dict[Felt, int]:
        tal: Counter[Felt] = Counter()
        for slug in self._regler:
            fundet = self._maaned.fundet.get(slug, Counter())
            staar = self._maaned.staar.get(slug, Counter())
            egne = {**fundet, **staar, _GEMT: sum(fundet[ny] for ny in NYE)}
            egne[_FRA_FOER] = staar[FOER] + staar[SLETTET_KOERSEL]
            egne[_IND] = egne[_GEMT] + egne[_FRA_FOER]
            for kolonne in (*_FUND_KOLONNER, *_STAND_KOLONNER, _IND):
                tal[slug, kolonne] = egne.get(kolonne, 0)
                tal[_I_ALT, kolonne] += egne.get(kolonne, 0)
        for koersel, frosset in self._maaned.naetter:
            for kolonne in _FUND_KOLONNER:
                reglernes = ((frosset or {}).get(slug, {}) for slug in self._regler)
                tal[str(koersel), kolonne] = sum(t.get(kolonne, 0) for t in reglernes)
        return tal

    def _ligninger(self) -> list[Ligning]:
        """Alt, en læser kan lægge sammen: på tværs, ned ad hver tabel, og mellem trin 2 og 3."""
        koersler = [str(koersel) for koersel, _ in self._maaned.naetter]
        raekker = [*self._regler, _I_ALT]
        return [
            *(_paa_tvaers(navn, FUNDET, SKAEBNER) for navn in (*raekker, *koersler)),
            *(_paa_tvaers(navn, _GEMT, NYE) for navn in raekker),
            *(_paa_tvaers(navn, _IND, (_GEMT, _FRA_FOER)) for navn in raekker),
            *(_paa_tvaers(navn, _IND, STANDE) for navn in raekker),
            *(_nedad(kolonne, self._regler) for kolonne in (*_FUND_KOLONNER, *_STAND_KOLONNER)),
            *(_nedad(kolonne, koersler) for kolonne in _FUND_KOLONNER),
        ]


def _paa_tvaers(raekke: str, hele: str, dele: Iterable[str]) -> Ligning:
    return Ligning((raekke, hele), tuple((raekke, del_) for del_ in dele))


def _nedad(kolonne: str, raekker: Iterable[str]) -> Ligning:
    return Ligning((_I_ALT, kolonne), tuple((raekke, kolonne) for raekke in raekker))
