"""Kvitteringen for gruppen på flere: hvor mange der fik den, og for hvem det var den første."""

from __future__ import annotations

import pytest

from adgang.models import Bruger
from persongrupper.borger.kvittering import KAN_ANNULLERES as KAN
from persongrupper.liste.flere import marker
from persongrupper.markering.handlinger import saet, slut
from tests.persongrupper.opstilling import borgere, kalender

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("nye", "kendte", "optagne", "besked"),
    [
        (1, 0, 0, f"1 borger har fået “X”. Det er borgerens første gruppe. {KAN}"),
        (2, 0, 0, f"2 borgere har fået “X”. Det er deres første gruppe. {KAN}"),
        (1, 1, 0, f"2 borgere har fået “X”. For 1 af dem er det den første gruppe. {KAN}"),
        (0, 2, 0, "2 borgere har fået “X”."),
        (0, 0, 1, "0 borgere har fået “X”. 1 borger er ikke ændret: "),
        (1, 0, 2, f"1 borger har fået “X”. Det er borgerens første gruppe. {KAN} 2 borgere "),
    ],
)  # fmt: skip
def test_kvitteringen(mette: Bruger, nye: int, kendte: int, optagne: int, besked: str):
    """``kendte`` har haft en gruppe, der er slut; ``optagne`` har en, der gælder."""
    assert mette.kommune
    with kalender() as tid:
        alle = borgere(nye + kendte + optagne)
        perioder = [saet(borger, "GRUPPE_2", mette) for borger in alle[nye:]]
        tid.gaa(1)
        for periode in perioder[:kendte]:
            slut(periode, mette)
        tid.gaa(1)
        udfald = marker(mette.kommune, [borger.pk for borger in alle], "GRUPPE_1", mette)
        assert udfald.som_ord("X").startswith(besked)
        assert (len(udfald.markeret), udfald.foerste, udfald.afvist) == (nye + kendte, nye, optagne)
