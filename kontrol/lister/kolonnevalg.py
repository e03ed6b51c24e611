"""De kolonner, en bruger har valgt at se på en liste."""

from __future__ import annotations

from collections.abc import Collection

from adgang.models import Bruger
from adgang.omfang import Omfang
from kontrol.models import Kolonnevalg, Liste


def skjulte(omfang: Omfang, bruger: Bruger, liste: Liste) -> frozenset[str]:
    """De kolonner, brugeren har slået fra."""
    mine = Kolonnevalg.objects.i_kommune(omfang).filter(bruger=bruger, liste=liste)
    return frozenset(mine.values_list("skjulte", flat=True).first() or ())


def vaelg(
    omfang: Omfang, bruger: Bruger, liste: Liste, vises: Collection[str], mulige: Collection[str]
) -> None:
    """Gem de kolonner, der ikke skal vises; ukendte kolonner ses der bort fra."""
    fra = [kolonne for kolonne in mulige if kolonne not in vises]
    Kolonnevalg.objects.i_kommune(omfang).update_or_create(
        bruger=bruger,
        liste=liste,
        kommune=omfang.kommune,
        defaults={"skjulte": fra},
    )
