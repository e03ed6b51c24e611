"""Beskyttelse, der er kommet til siden: adressen skjules i en ny udgave af kontrolarket.

Uden en ny hændelse fryses et ark ikke igen, men den, der bliver beskyttet i dag, skal ikke vente på
en. Den nye udgave er den gamle med adressen skjult; intet andet slås op.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import OuterRef, Q, Subquery

from samkoering.models import AABNE_TILSTANDE, Koersel, Kontrolark
from samkoering.skrivning import skjult
from samkoering.skrivning.indhold import Frosset, viser_i
from samkoering.skrivning.indsaet import som_json
from samkoering.skrivning.kommunedel import Kommunedel
from samkoering.skrivning.kontrolark import skriv_udgaver
from samkoering.skrivning.laas import Aabne


def skjul_nyligt_beskyttede(koersel: Koersel, del_: Kommunedel, aabne: Aabne) -> None:
    """Skriv en ny udgave af hvert åbent ark, der viser en adresse, som nu er beskyttet.

    Svarede registret ikke, står arkene, som de er. Ophører en beskyttelse, er adressen skjult, til
    natten har noget nyt om sagen.
    """
    if not del_.arkivar.vaern.svarede:
        return
    nye = []
    for ark in _ramte(koersel, del_, aabne):
        indhold = skjult.skjult(ark.indhold, del_.arkivar.vaern, del_.udskiftninger)
        if indhold != ark.indhold:
            frosset = Frosset(som_json(indhold), viser_i(indhold))
            nye.append((ark.sag_id, ark.udgave + 1, frosset))
    skriv_udgaver(koersel, del_, nye)


def _ramte(koersel: Koersel, del_: Kommunedel, aabne: Aabne) -> Iterable[Kontrolark]:
    """De åbne sagers nyeste ark, der viser noget, natten skal skjule, ét ad gangen.

    Det, natten selv har frosset, har dens værn. De andre er fundet for hele landet; en sag, der
    først blev åben bagefter, læses.
    """
    ramte = del_.viste.ramte(del_.kommune.kode)
    ukendte = del_.viste.ukendte(del_.kommune.kode, aabne)
    if not (ramte or ukendte):
        return []
    alle = Kontrolark.objects.i_kommune(del_.kommune)
    sagens = alle.filter(sag=OuterRef("sag"))
    nyeste = Subquery(sagens.order_by("-udgave").values("udgave")[:1])
    mulige = alle.exclude(koersel=koersel).filter(
        Q(pk__in=ramte) | Q(sag__in=ukendte), sag__tilstand__in=AABNE_TILSTANDE, udgave=nyeste
    )
    return mulige.iterator(chunk_size=200)
