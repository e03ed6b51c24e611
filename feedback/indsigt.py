"""Indsigt i resultaterne af borgerens sager."""

from __future__ import annotations

from collections.abc import Iterator

from adgang.indsigt import EN_SAGSBEHANDLER, Afsnit, Beloeb, Celle, uden_andre
from adgang.models import Bruger, Kommune
from feedback.models import Feedback
from kontrol.indsigt.ark import andres_navne, egne_ark
from samkoering.grundlag.ord import dansk_dato


def afsnit(kommune: Kommune, cpr: str) -> list[Afsnit]:
    """Hvert resultat, et menneske har registreret i en af borgerens sager."""
    alle = Feedback.objects.i_kommune(kommune).filter(sag__cpr=cpr).select_related("sag")
    fundne = list(alle.order_by("registreret", "id"))
    andre, egne = _navne(kommune, cpr) if any(f.bemaerkning for f in fundne) else (set(), "")
    return [
        Afsnit(
            "Resultater",
            "Resultatet af en sag er afgjort af en sagsbehandler. Andres navne er udeladt af "
            "bemærkningerne.",
            automatisk=False,
            tom="Der er ikke registreret et resultat i en sag om dig.",
            under=tuple(
                Afsnit(
                    f"Resultat i sag {f.sag.sagsnr}",
                    kolonner=("Oplysning", "Indhold"),
                    raekker=tuple(_fakta(f, andre, egne)),
                    automatisk=False,
                )
                for f in fundne
            ),
        )
    ]


def _fakta(feedback: Feedback, andre: set[str], egne: str) -> Iterator[tuple[str, Celle]]:
    yield "Registreret", feedback.registreret
    yield "Registreret af", EN_SAGSBEHANDLER
    yield "Resultat", feedback.get_resultat_display()
    if feedback.partshoering_sendt:
        yield "Partshøring sendt", feedback.partshoering_sendt
    if feedback.aendring:
        yield "Ændring", feedback.get_aendring_display()
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
