"""Indsigt i borgerens stop, så længe kørelisten findes; derefter står besøget i journalen."""

from __future__ import annotations

from collections.abc import Iterator

from adgang.indsigt import EN_SAGSBEHANDLER, Adresse, Afsnit, Celle, uden_andre
from adgang.models import Bruger, Kommune
from hjemmebesoeg.kandidater.find import beskyttede_nu
from hjemmebesoeg.models import Stop
from kontrol.indsigt.ark import andres_navne, egne_ark

_FORKLARING = (
    "Har du ikke svaret på en partshøring, kan kommunen forsøge at få kontakt med dig på din "
    "bopæl. Listen destrueres senest 14 dage efter den dag, der køres. Derefter står besøget kun "
    "på din sag, under dokumenter. I statistikken tælles du uden navn."
)


def afsnit(kommune: Kommune, cpr: str) -> list[Afsnit]:
    """De stop, der endnu findes. Andres navne er udeladt af det, der blev skrevet ved døren."""
    alle = Stop.objects.i_kommune(kommune).filter(sag__cpr=cpr).select_related("liste", "sag")
    fundne = list(alle.order_by("liste__dag", "pk"))
    beskyttede = beskyttede_nu(kommune, fundne)
    navne = _navne(kommune, cpr) if fundne else (set(), "")
    return [
        Afsnit(
            "Forsøg på kontakt på bopælen",
            _FORKLARING,
            automatisk=False,
            tom="Du står ikke på en køreliste lige nu.",
            under=tuple(
                Afsnit(
                    f"Køreliste den {stop.liste.dag:%d-%m-%Y}",
                    kolonner=("Oplysning", "Indhold"),
                    raekker=tuple(_fakta(stop, navne, beskyttet=stop.pk in beskyttede)),
                    automatisk=False,
                )
                for stop in fundne
            ),
        )
    ]


def _fakta(
    stop: Stop, navne: tuple[set[str], str], *, beskyttet: bool
) -> Iterator[tuple[str, Celle]]:
    andre, egne = navne
    yield "Sag", stop.sag.sagsnr
    yield "Adresse", Adresse(stop.adresse, beskyttet)
    if stop.beskyttet_grund:
        yield "Hvorfor adressen er med", uden_andre(stop.beskyttet_grund, andre, egne)
    if stop.besoegt is None or stop.klokken is None:
        yield "Besøg", "Endnu ikke noteret"
        return
    yield "Opsøgt", f"{stop.besoegt:%d-%m-%Y} kl. {stop.klokken:%H.%M}"
    yield "Navn på døren", uden_andre(stop.navn_paa_doer, andre, egne)
    yield "Kontakt", "Ja" if stop.kontakt else "Nej"
    yield "En anden åbnede", "Ja" if stop.anden_aabnede else "Nej"
    if stop.oplysninger:
        yield "Oplyst uopfordret", uden_andre(stop.oplysninger, andre, egne)
    yield "Noteret af", EN_SAGSBEHANDLER


def _navne(kommune: Kommune, cpr: str) -> tuple[set[str], str]:
    """(andres navne, som fri tekst kan nævne; borgerens egne navne)."""
    ark = egne_ark(kommune, cpr)
    brugere = set(Bruger.objects.filter(kommune=kommune).values_list("navn", flat=True))
    return andres_navne(ark) | brugere, " ".join(et.indhold["ym"]["navn"] for et in ark)
