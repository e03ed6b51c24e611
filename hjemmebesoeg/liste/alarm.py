"""Alarmen: lister, der er over fristen for at blive destrueret."""

from __future__ import annotations

from datetime import date, timedelta

from adgang.models import Bruger, Kommune
from hjemmebesoeg.liste.opslag import leder
from hjemmebesoeg.models import Koereliste
from hjemmebesoeg.models.liste import FRIST_DAGE


def over_frist(kommune: Kommune, bruger: Bruger, i_dag: date) -> int:
    """De lister, brugeren ser, hvis frist er gået: lederen alle, andre dem, de selv kører."""
    graense = i_dag - timedelta(days=FRIST_DAGE)
    alle = Koereliste.objects.i_kommune(kommune).filter(dag__lt=graense)
    return (alle if leder(bruger) else alle.filter(besoeger=bruger)).count()
