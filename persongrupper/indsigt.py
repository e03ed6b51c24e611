"""Indsigt i borgerens persongruppemarkeringer: hvad der er sat, hvorfor, og af hvem."""

from __future__ import annotations

from collections.abc import Iterator

from adgang.indsigt import EN_SAGSBEHANDLER, Afsnit, Celle, uden_andre
from adgang.models import Bruger, Kommune
from persongrupper.models import Aktivitet, Markeringsperiode
from samkoering.grundlag.ord import dansk_dato

_STAR = "Styrelsen for Arbejdsmarked og Rekruttering (STAR)"


def afsnit(kommune: Kommune, cpr: str) -> list[Afsnit]:
    """Markeringerne og de aktiviteter, monitoreringen har brugt. Andres navne er udeladt."""
    perioder = list(
        Markeringsperiode.objects.i_kommune(kommune).filter(borger__cpr=cpr).order_by("fra", "id")
    )
    aktiviteter = Aktivitet.objects.i_kommune(kommune).filter(borger__cpr=cpr).order_by("fra", "id")
    navne = _navne(kommune, perioder)
    return [
        Afsnit(
            "Persongruppemarkeringer",
            "Markeringer i projektet Flere skal med. Bruttomålgruppen sættes af STAR; de øvrige er "
            "sat af en sagsbehandler. Andres navne er udeladt.",
            automatisk=False,
            tom="Du har ingen persongruppemarkering.",
            under=tuple(
                Afsnit(
                    f"{periode.get_markering_display()} fra {dansk_dato(periode.fra)}",
                    kolonner=("Oplysning", "Indhold"),
                    raekker=tuple(_fakta(periode, navne)),
                    automatisk=False,
                )
                for periode in perioder
            ),
        ),
        Afsnit(
            "Indsats og ordinære timer",
            "Oplysninger, der er indlæst for at måle, om kommunen når projektets krav.",
            kolonner=("Type", "Fra", "Til", "Timer"),
            raekker=tuple(
                (a.get_type_display(), a.fra, a.til or "Til videre", a.timer) for a in aktiviteter
            ),
            tom="Der er ingen oplysninger om indsats eller ordinære timer.",
        ),
    ]


def _fakta(periode: Markeringsperiode, navne: set[str]) -> Iterator[tuple[str, Celle]]:
    yield "Fra", periode.fra
    yield "Til", periode.til or "Til videre"
    yield "Sat af", _STAR if periode.indlaesning_id else EN_SAGSBEHANDLER
    if periode.grund:
        yield "Grund til udskydelsen", uden_andre(periode.grund, navne, "")
    if periode.forventet_til:
        yield "Ventes at slutte", periode.forventet_til
    if periode.jobformidler:
        # Borgerens egen jobformidler er nævnt i borgerens egen plan og er ikke en tredjemand her.
        yield "Jobformidler", periode.jobformidler
    if periode.min_plan_dato:
        yield "Skrevet i Min Plan", periode.min_plan_dato
    if periode.annulleret:
        yield "Annulleret", periode.annulleret
        yield "Hvorfor", uden_andre(periode.annulleringsgrund, navne, "")


def _navne(kommune: Kommune, perioder: list[Markeringsperiode]) -> set[str]:
    """De navne, fri tekst kan nævne: kommunens brugere og jobformidlerne."""
    brugere = set(Bruger.objects.filter(kommune=kommune).values_list("navn", flat=True))
    return brugere | {periode.jobformidler for periode in perioder if periode.jobformidler}
