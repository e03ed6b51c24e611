"""Alarmen: lister, der er over fristen for at blive destrueret."""

from __future__ import annotations

from datetime import date, timedelta

from adgang.lejer import paa_tvaers
from adgang.models import Bruger, Kommune
from hjemmebesoeg.liste.opslag import leder
from hjemmebesoeg.models import Koereliste
from hjemmebesoeg.models.liste import FRIST_DAGE

_GRUND = "driften ser, om en køreliste er over fristen"


def over_frist(kommune: Kommune, bruger: Bruger, i_dag: date) -> int:
    """De lister, brugeren ser, hvis frist er gået: lederen alle, andre dem, de selv kører."""
    graense = i_dag - timedelta(days=FRIST_DAGE)
    alle = Koereliste.objects.i_kommune(kommune).filter(dag__lt=graense)
    return (alle if leder(bruger) else alle.filter(besoeger=bruger)).count()


def kommuner_over_frist(i_dag: date) -> list[str]:
    """Navnene på de kommuner, der har en liste over fristen; intet om listen."""
    graense = i_dag - timedelta(days=FRIST_DAGE)
    with paa_tvaers(grund=_GRUND):
        alle = Koereliste.objects.paa_tvaers(grund=_GRUND).filter(dag__lt=graense)
        koder = set(alle.values_list("kommune_id", flat=True))
    return list(
        Kommune.objects.filter(pk__in=koder).order_by("navn").values_list("navn", flat=True)
    )
