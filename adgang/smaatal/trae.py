"""Et antal delt i to, og hver del i to igen: en deling vises kun, når begge dele er sikre."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gren:
    """Et antal i en opdeling. ``dele`` er tom for et blad, ellers de to dele, det er summen af."""

    navn: str
    dele: tuple[Gren, Gren] | tuple[()] = ()

    def alle(self) -> Iterator[Gren]:
        """Grenen og alt under den, oppefra."""
        yield self
        for del_ in self.dele:
            yield from del_.alle()

    def blade(self) -> tuple[str, ...]:
        """Navnene på de udelte antal, fra venstre."""
        return tuple(gren.navn for gren in self.alle() if not gren.dele)

    def fineste(self, vist: Container[str]) -> Iterator[Gren]:
        """De fineste dele, der er vist; sammen er de grenen selv."""
        if self.dele and all(del_.navn in vist for del_ in self.dele):
            for del_ in self.dele:
                yield from del_.fineste(vist)
        else:
            yield self

    def foldet(self, blade: Mapping[str, int]) -> dict[str, int]:
        """Alle grenes antal, lagt sammen af bladenes; et blad, der mangler, er 0."""
        antal: dict[str, int] = {}
        self._fold(blade, antal)
        return antal

    def _fold(self, blade: Mapping[str, int], antal: dict[str, int]) -> int:
        egne = sum(del_._fold(blade, antal) for del_ in self.dele)
        antal[self.navn] = egne if self.dele else blade.get(self.navn, 0)
        return antal[self.navn]


def delt(navn: str, venstre: Gren | str, hoejre: Gren | str) -> Gren:
    """En gren af to; et navn er et blad."""
    return Gren(navn, (_gren(venstre), _gren(hoejre)))


def raekke(navn: str, blade: tuple[str, ...]) -> Gren:
    """Blade i en orden, halveret igen og igen, så naboer lægges sammen, når de er små.

    Grenene imellem hedder det første og det sidste blad med »–« imellem.
    """
    if len(blade) == 1:
        return Gren(blade[0])
    midt = (len(blade) + 1) // 2
    return Gren(navn, (_stykke(blade[:midt]), _stykke(blade[midt:])))


def fra_venstre(navn: str, blade: tuple[str, ...]) -> Gren:
    """Blade i en orden, skilt fra ét ad gangen, så det, der er småt, lægges sammen bagfra.

    Resterne hedder det første og det sidste blad med »–« imellem.
    """
    if len(blade) == 1:
        return Gren(blade[0])
    rest = blade[1:]
    return Gren(navn, (Gren(blade[0]), fra_venstre(f"{rest[0]}–{rest[-1]}", rest)))


def _stykke(blade: tuple[str, ...]) -> Gren:
    return raekke(f"{blade[0]}–{blade[-1]}", blade)


def _gren(gren: Gren | str) -> Gren:
    return Gren(gren) if isinstance(gren, str) else gren
