"""Det, borgerens side viser: perioderne nyeste først, og formularerne til det, der må gøres."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from persongrupper.forms import Annullering, Gruppevalg, Jobformidler, Udskydelse
from persongrupper.markering.muligheder import (
    Hvordan,
    Mulighed,
    i_maalgruppen,
    kan_annulleres,
    kan_slutte,
    muligheder,
)
from persongrupper.markeringer import GRUPPER, Markering
from persongrupper.models import Aktivitet, Markeringsperiode, Projektborger


@dataclass(frozen=True, slots=True)
class Punkt:
    """En periode på tidslinjen og det, der kan gøres ved den."""

    periode: Markeringsperiode
    kan_slutte: bool
    kan_annulleres: bool
    er_gruppe: bool
    gaelder_nu: bool
    annullering: forms.Form


def perioder_for(borger: Projektborger) -> list[Markeringsperiode]:
    """Borgerens perioder i tidens orden, også de annullerede."""
    alle = Markeringsperiode.objects.i_kommune(borger.kommune_id).filter(borger=borger)
    return list(
        alle.select_related("oprettet_af", "sluttet_af", "annulleret_af", "indlaesning").order_by(
            "fra", "oprettet"
        )
    )


def felter(
    borger: Projektborger, dag: date, bundet: dict[str, forms.Form] | None = None
) -> dict[str, Any]:
    """Skabelonens felter; ``bundet`` er en formular, der skal vises igen med sin fejl."""
    perioder, bundet = perioder_for(borger), bundet or {}
    mulige = {mulighed.markering: mulighed for mulighed in muligheder(perioder, dag)}
    grupper = [gruppe for gruppe in GRUPPER if gruppe in mulige]
    return {
        "borger": borger,
        "tidslinje": _punkter(perioder, dag, bundet),
        "gruppeform": bundet.get("gruppe") or Gruppevalg(grupper=grupper),
        "grupper": grupper,
        "flytter": any(set(mulige[gruppe].afloeser) & set(GRUPPER) for gruppe in grupper),
        "udskudt": _gaelder(perioder, Markering.UDSKUDT_VISITATION, dag),
        "udskydelsen_slutter": any(
            Markering.UDSKUDT_VISITATION in mulige[gruppe].afloeser for gruppe in grupper
        ),
        "gruppe_i_dag": _laast(perioder, GRUPPER, dag),
        "udskydelsen_laaser": _laast(perioder, (Markering.UDSKUDT_VISITATION,), dag),
        "udskydelse": _form(mulige, Markering.UDSKUDT_VISITATION, Udskydelse, bundet),
        "job": _form(mulige, Markering.JOBFORMIDLER, Jobformidler, bundet),
        "skifter_job": _afloeser(mulige, Markering.JOBFORMIDLER),
        "forlaenger": _afloeser(mulige, Markering.UDSKUDT_VISITATION),
        "form": next(iter(bundet.values()), None),
        "i_maalgruppen": i_maalgruppen(perioder, dag),
        "aktiviteter": _aktiviteter(borger),
    }


def _aktiviteter(borger: Projektborger) -> list[Aktivitet]:
    """Det indlæste, der afgør, om borgeren er i indsats; den nyeste først."""
    alle = Aktivitet.objects.i_kommune(borger.kommune_id).filter(borger=borger)
    return list(alle.select_related("indlaesning").order_by("-fra", "type"))


def _punkter(
    perioder: Sequence[Markeringsperiode], dag: date, bundet: dict[str, forms.Form]
) -> list[Punkt]:
    return [
        Punkt(
            periode,
            kan_slutte(periode),
            kan_annulleres(periode),
            periode.markering in GRUPPER,
            periode.gaelder and (periode.til is None or periode.til >= dag),
            bundet.get(f"annuller-{periode.pk}") or Annullering(prefix=str(periode.pk)),
        )
        for periode in sorted(perioder, key=lambda p: (p.fra, p.oprettet), reverse=True)
    ]


def _laast(
    perioder: Sequence[Markeringsperiode], markeringer: Sequence[Markering], dag: date
) -> bool:
    """Om en af dem er sat eller slutter i dag og derfor først kan afløses i morgen."""
    return any(
        p.gaelder
        and p.markering in markeringer
        and (p.til == dag or (p.fra == dag and p.til is None))
        for p in perioder
    )


def _gaelder(perioder: Sequence[Markeringsperiode], markering: Markering, dag: date) -> bool:
    return any(
        p.gaelder and p.markering == markering and (p.til is None or p.til >= dag) for p in perioder
    )


def _form(
    mulige: dict[Markering, Mulighed],
    markering: Markering,
    slags: type[forms.Form],
    bundet: dict[str, forms.Form],
) -> forms.Form | None:
    return (bundet.get(markering) or slags()) if markering in mulige else None


def _afloeser(mulige: dict[Markering, Mulighed], markering: Markering) -> bool:
    return markering in mulige and mulige[markering].hvordan == Hvordan.FLYT
