"""De sluttede sager pr. kvartal efter udfald, med de udløbne, hvor de kan vises."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from adgang.smaatal.graense import SKJULT_ORD
from feedback.effekt.diagrammer.diagram import Diagram
from feedback.effekt.diagrammer.tegning.kvartaler import BRED, SMAL, tegn
from feedback.effekt.laesning import Figurer
from feedback.effekt.laesning import kvartaler as perioderne
from feedback.effekt.ord import i_procent
from feedback.effekt.statistik import Andel, andel, retning
from kontrol.eksport.celler import Celle, Procent

UDFALD = {
    "henlagt_visitering": "Henlagt i visitering",
    "henlagt_hoering": "Henlagt efter partshøring",
    "henlagt": "Henlagt",
    "aendret": "Ændret tildeling",
    "udloebet": "Udløbet ubehandlet",
}
"""I den orden, de står; ``henlagt`` bruges, når de to henlagte ikke vises hver for sig."""


class Kvartal(NamedTuple):
    """Et kvartal; ``dele`` er tom, når det ikke vises."""

    navn: str
    kort: str
    dele: Mapping[str, int]

    @property
    def ialt(self) -> int:
        """Alle sager, andelene er af."""
        return sum(self.dele.values())

    def andel(self, udfald: str) -> Andel | None:
        """Udfaldets andel af kvartalets sager."""
        return andel(self.dele.get(udfald), self.ialt)


class Kvartaler(NamedTuple):
    """``med_udloebne`` er falsk, når de udløbne ikke kan vises i alle de viste kvartaler."""

    alle: tuple[Kvartal, ...]
    med_udloebne: bool

    @property
    def viste(self) -> list[Kvartal]:
        """De kvartaler, der vises, det ældste først."""
        return [kvartal for kvartal in self.alle if kvartal.ialt]


def kvartalerne(figurer: Figurer) -> Kvartaler:
    """De fire seneste hele kvartaler; alle andele i diagrammet er af det samme."""
    perioder = perioderne(figurer.valg)
    afsluttede = {p: afsluttet(figurer.vist("AFSLUTTET", periode=p)) for p in perioder}
    udloebne = {p: figurer.vist("UDLOEBET", periode=p) for p in perioder}
    med = all("udloebet" in udloebne[p] for p in perioder if afsluttede[p])
    return Kvartaler(
        tuple(
            Kvartal(
                kvartalets_navn(p[0]),
                f"{p[0].year} {_nr(p[0])}. kv.",
                {**afsluttede[p], **(udloebne[p] if med else {})} if afsluttede[p] else {},
            )
            for p in perioder
        ),
        med,
    )


def kvartalets_navn(fra: date) -> str:
    """``3. kvartal 2026`` af kvartalets første dag."""
    return f"{_nr(fra)}. kvartal {fra.year}"


def _nr(fra: date) -> int:
    return fra.month // 3 + 1


def afsluttet(vist: Mapping[str, int]) -> dict[str, int]:
    """De afsluttede delt så fint, som de vises; tom, når delingen ikke vises."""
    if "aendret" not in vist:
        return {}
    henlagte = ("henlagt_visitering", "henlagt_hoering")
    navne = (*henlagte, "aendret") if henlagte[0] in vist else ("henlagt", "aendret")
    return {navn: vist[navn] for navn in navne}


def resultater(figurer: Figurer) -> Diagram:
    """De seneste fire hele kvartaler i eller før perioden."""
    alle = kvartalerne(figurer)
    navne = [navn for navn in UDFALD if any(navn in kvartal.dele for kvartal in alle.viste)]
    return Diagram(
        navn="kvartaler",
        skabelon="feedback/effekt/kvartaler.html",
        titel=titel(alle),
        under=_under(alle),
        definition="kvartaler",
        hoved=_hoved(navne),
        raekker=[_raekke(kvartal, navne) for kvartal in alle.alle],
        tegning=tuple(tegn(alle.alle, UDFALD, form) for form in (BRED, SMAL)) if alle.viste else (),
        tom="Intet af kvartalerne har sager nok til at blive vist. Se hele året i tragten.",
    )


def titel(alle: Kvartaler) -> str:
    """Hvad der er ændret fra det første til det sidste viste kvartal, når det er sikkert."""
    viste = alle.viste
    if not viste:
        return "Kvartalerne har for få sager til at vise udfaldene"
    foerste, sidste = viste[0], viste[-1]
    aendret = sidste.andel("aendret")
    if len(viste) == 1 and aendret:
        return f"{i_procent(aendret.andel)} endte med ændret tildeling i {sidste.navn}"
    led = [_udvikling(foerste, sidste, "aendret", "ender med ændret tildeling")]
    if alle.med_udloebne:
        led.append(_udvikling(foerste, sidste, "udloebet", "udløber"))
    led = [et for et in led if et]
    if not led:
        return f"Ingen sikker ændring i udfaldene siden {foerste.navn}"
    tekst = f"{led[0].replace(' ', ' sager ', 1)}"
    return ", og ".join([f"{tekst[0].upper()}{tekst[1:]}", *led[1:]])


def _udvikling(foer: Kvartal, efter: Kvartal, udfald: str, ord_: str) -> str:
    en, to = foer.andel(udfald), efter.andel(udfald)
    if en is None or to is None or not (hvor := retning(en, to)):
        return ""
    return f"{'flere' if hvor > 0 else 'færre'} {ord_}"


def _under(alle: Kvartaler) -> str:
    if alle.med_udloebne:
        return "Afsluttede og udløbne sager fordelt på udfald pr. kvartal."
    return (
        "Afsluttede sager fordelt på udfald pr. kvartal. Udløbne sager er ikke med: i mindst ét "
        "kvartal er der for få til at vise dem."
    )


def _hoved(navne: list[str]) -> list[str]:
    hoved = ["Kvartal", "Sager"]
    for navn in navne:
        hoved += [UDFALD[navn], f"{UDFALD[navn]}, andel"]
    return hoved


def _raekke(kvartal: Kvartal, navne: list[str]) -> list[Celle]:
    celler: list[Celle] = [kvartal.navn, kvartal.ialt or SKJULT_ORD]
    for navn in navne:
        antal = kvartal.dele.get(navn)
        celler += [antal, None if antal is None else Procent(antal / kvartal.ialt)]
    return celler
