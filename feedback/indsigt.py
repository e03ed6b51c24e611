"""Indsigt i resultaterne af borgerens sager."""

from __future__ import annotations

from collections.abc import Iterator

from adgang.indsigt import EN_SAGSBEHANDLER, Afsnit, Beloeb, Celle, uden_andre
from adgang.models import Bruger, Kommune
from feedback.models import Aarsag, Aendring, Feedback, Feedbackkladde, Resultat
from kontrol.indsigt.ark import andres_navne, egne_ark
from samkoering.grundlag.ord import dansk_dato

SKREVNE = {
    "resultat": "Resultat",
    "aendring": "Ændring",
    "maanedlig": "Månedlig ændring",
    "krav": "Tilbagebetalingskrav",
    "krav_fra": "Kravets periode fra",
    "krav_til": "Kravets periode til",
    "aarsag": "Årsag",
    "afgoerelsesdato": "Afgørelsesdato",
    "bemaerkning": "Bemærkning",
    "fredet_til": "Fredningsperiode til",
}
"""Kladdens felter og deres navne."""
VALGORD: dict[str, str] = {
    str(vaerdi): str(ord_) for valg in (Resultat, Aendring, Aarsag) for vaerdi, ord_ in valg.choices
}


def afsnit(kommune: Kommune, cpr: str) -> list[Afsnit]:
    """Hvert resultat i en af borgerens sager, og hver kladde til et: begge dele er et menneskes."""
    resultater, kladder = _resultater(kommune, cpr), _kladder(kommune, cpr)
    fri_tekst = bool(kladder) or any(f.bemaerkning for f in resultater)
    andre, egne = _navne(kommune, cpr) if fri_tekst else (set(), "")
    return [
        Afsnit(
            "Resultater",
            "Resultatet af en sag er afgjort af en sagsbehandler. Andres navne er udeladt af "
            "bemærkningerne.",
            automatisk=False,
            tom="Der er ikke registreret et resultat i en sag om dig.",
            under=tuple(
                _afsnit(f"Resultat i sag {f.sag.sagsnr}", _fakta(f, andre, egne))
                for f in resultater
            ),
        ),
        Afsnit(
            "Kladder til resultater",
            "En sagsbehandler er begyndt at skrive resultatet af en sag, men har ikke registreret "
            "det. Kladden slettes, når resultatet er registreret.",
            automatisk=False,
            tom="Der ligger ingen kladder til et resultat i en sag om dig.",
            under=tuple(
                _afsnit(f"Kladde i sag {k.bestilling.sag.sagsnr}", _skrevet(k, andre, egne))
                for k in kladder
            ),
        ),
    ]


def _resultater(kommune: Kommune, cpr: str) -> list[Feedback]:
    alle = Feedback.objects.i_kommune(kommune).filter(sag__cpr=cpr)
    return list(alle.select_related("sag", "partshoering").order_by("registreret", "id"))


def _kladder(kommune: Kommune, cpr: str) -> list[Feedbackkladde]:
    alle = Feedbackkladde.objects.i_kommune(kommune).filter(bestilling__sag__cpr=cpr)
    return list(alle.select_related("bestilling__sag").order_by("gemt", "id"))


def _afsnit(titel: str, fakta: Iterator[tuple[str, Celle]]) -> Afsnit:
    return Afsnit(titel, kolonner=("Oplysning", "Indhold"), raekker=tuple(fakta), automatisk=False)


def _skrevet(kladde: Feedbackkladde, andre: set[str], egne: str) -> Iterator[tuple[str, Celle]]:
    """Felterne, som de er skrevet, også halve; et valg med det ord, formularen viser."""
    yield "Gemt", kladde.gemt
    yield "Skrevet af", EN_SAGSBEHANDLER
    for felt, navn in SKREVNE.items():
        if tekst := kladde.felter.get(felt):
            yield navn, uden_andre(VALGORD.get(tekst, tekst), andre, egne)


def _fakta(feedback: Feedback, andre: set[str], egne: str) -> Iterator[tuple[str, Celle]]:
    yield "Registreret", feedback.registreret
    yield "Registreret af", EN_SAGSBEHANDLER
    yield "Resultat", feedback.get_resultat_display()
    if feedback.partshoering_sendt:
        yield "Partshøring sendt", feedback.partshoering_sendt
    elif feedback.partshoering:
        yield "Partshøring", "Fravalgt med en grund"
    if feedback.aendring:
        yield "Ændring", feedback.get_aendring_display()
    if feedback.aarsag:
        yield "Årsag", feedback.get_aarsag_display()
    if feedback.krav_oere is not None:
        yield "Tilbagebetalingskrav", Beloeb(feedback.krav_oere)
    if feedback.krav_fra:
        fra, til = dansk_dato(feedback.krav_fra), dansk_dato(feedback.krav_til)
        yield "Kravets periode", f"{fra} til {til}"
    if feedback.maanedlig_aendring_oere is not None:
        yield "Månedlig ændring", Beloeb(feedback.maanedlig_aendring_oere)
    if feedback.afgoerelsesdato:
        yield "Afgørelsesdato", feedback.afgoerelsesdato
    if feedback.bemaerkning:
        yield "Bemærkning", uden_andre(feedback.bemaerkning, andre, egne)


def _navne(kommune: Kommune, cpr: str) -> tuple[set[str], str]:
    """(navne, en bemærkning kan nævne: andre på kontrolarket og kommunens brugere; egne navne)."""
    ark = egne_ark(kommune, cpr)
    brugere = set(Bruger.objects.filter(kommune=kommune).values_list("navn", flat=True))
    return andres_navne(ark) | brugere, " ".join(et.indhold["ym"]["navn"] for et in ark)
