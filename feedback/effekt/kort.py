"""Nøgletallene øverst: hvert tal med det, det siger noget om, og hvor sikkert det er."""

from __future__ import annotations

from dataclasses import dataclass

from adgang.smaatal.graense import SKJULT_ORD
from feedback.effekt.laesning import Figurer, aaret_foer
from feedback.effekt.ord import decimal, heltal, i_procent, kroner_kort, maaneders_ord
from feedback.effekt.statistik import procent, wilson

_HVORFOR_SKJULT = "Ingen, færre end fem, eller kan regnes ud af andre tal"


@dataclass(frozen=True, slots=True)
class Kort:
    """Ét nøgletal. ``definition`` er ankeret til, hvad det betyder."""

    navn: str
    tal: str
    under: str
    definition: str
    advarsel: bool = False

    @property
    def skjult(self) -> bool:
        """Om tallet ikke kan vises."""
        return self.tal == SKJULT_ORD


def kort(figurer: Figurer) -> list[Kort]:
    """De seks nøgletal."""
    return [
        _udstillet(figurer),
        _bestilt(figurer),
        _traef(figurer),
        _tid(figurer),
        _udloebet(figurer),
        _kroner(figurer),
    ]


def _udstillet(figurer: Figurer) -> Kort:
    nye = figurer.antal("NYE", "nye")
    if nye is None:
        return _skjult("Nye sager", "udstillet")
    foer = figurer.antal("NYE", "nye", periode=aaret_foer(figurer.valg))
    under = "Der er intet år før at sammenligne med"
    if foer:
        under = _mod_foer(round((nye - foer) * 100 / foer))
    return Kort("Nye sager", heltal(nye), under, "udstillet")


def _mod_foer(aendring: int) -> str:
    if aendring == 0:
        return "Som året før"
    return f"{'+' if aendring > 0 else '−'}{abs(aendring)} % mod året før"


def _bestilt(figurer: Figurer) -> Kort:
    afsluttet = figurer.antal("AFSLUTTET", "afsluttet")
    udloebet = figurer.antal("UDLOEBET", "udloebet")
    if afsluttet is None or udloebet is None or not afsluttet + udloebet:
        return _skjult("Bestilt og behandlet", "bestilt")
    ialt = afsluttet + udloebet
    return Kort(
        "Bestilt og behandlet",
        i_procent(afsluttet / ialt),
        f"{heltal(afsluttet)} af {heltal(ialt)} sager",
        "bestilt",
    )


def _traef(figurer: Figurer) -> Kort:
    aendret = figurer.antal("AFSLUTTET", "aendret")
    afsluttet = figurer.antal("AFSLUTTET", "afsluttet")
    andel = wilson(aendret, afsluttet) if aendret is not None and afsluttet else None
    if andel is None:
        return _skjult("Træfprocent", "traefprocent")
    return Kort(
        "Træfprocent",
        i_procent(andel.andel),
        f"95\u00a0% sikkerhed: {procent(andel.nedre)}–{procent(andel.oevre)}\u00a0%",
        "traefprocent",
    )


def _tid(figurer: Figurer) -> Kort:
    figur = figurer.figur("AFSLUTTET")
    if figur is None or figur.dage_median is None or figur.dage_90 is None:
        return _skjult("Sagsbehandlingstid", "sagsbehandlingstid")
    median = decimal(figur.dage_median)
    return Kort(
        "Sagsbehandlingstid",
        f"{median} {'dag' if median == '1' else 'dage'}",
        f"Median. 90 % inden {decimal(figur.dage_90)} dage",
        "sagsbehandlingstid",
    )


def _udloebet(figurer: Figurer) -> Kort:
    udloebet = figurer.antal("UDLOEBET", "udloebet")
    afsluttet = figurer.antal("AFSLUTTET", "afsluttet")
    if udloebet is None:
        return _skjult("Udløbet ubehandlet", "udloebet")
    under = "Ingen sager udløb"
    if udloebet:
        under = "De nåede ikke at blive bestilt"
        if afsluttet is not None:
            andel = decimal(round(udloebet * 100 / (udloebet + afsluttet), 1))
            under = f"{andel} % af sagerne nåede ikke at blive bestilt"
    return Kort("Udløbet ubehandlet", heltal(udloebet), under, "udloebet", advarsel=udloebet > 0)


def _kroner(figurer: Figurer) -> Kort:
    """Krav og ændringen pr. måned er to tal og lægges aldrig sammen."""
    figur = figurer.figur("AFSLUTTET")
    if figur is None or figur.krav_oere is None:
        if figur is not None and figur.vist.get("med_krav") == 0:
            return Kort("Tilbagebetalingskrav", "0 kr.", maaneders_ord(figur), "krav")
        # Kan kravene ikke vises, kan ændringen pr. måned stadig.
        under = maaneders_ord(figur) if figur else _HVORFOR_SKJULT
        return Kort("Tilbagebetalingskrav", SKJULT_ORD, under, "krav")
    return Kort("Tilbagebetalingskrav", kroner_kort(figur.krav_oere), maaneders_ord(figur), "krav")


def _skjult(navn: str, definition: str) -> Kort:
    return Kort(navn, SKJULT_ORD, _HVORFOR_SKJULT, definition)
