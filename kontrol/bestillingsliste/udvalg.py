"""Det, der er valgt på siden: de afkrydsede sager, eller alle, filtrene rummer."""

from __future__ import annotations

from uuid import UUID

from django.http import QueryDict

from adgang.omfang import Omfang
from kontrol.bestillingsliste.filtre import Filtre
from kontrol.bestillingsliste.forespoergsel import valgte
from kontrol.lister.ider import laes_ider
from kontrol.lister.noeglesider import TAELLES_TIL
from kontrol.lister.tal import laes_tal


class ListenErAendret(Exception):
    """Filtrene rummer ikke længere det antal sager, brugeren så, da hun valgte alle."""

    def __init__(self, nu: int, foer: int) -> None:
        super().__init__(f"{nu}, ikke {foer}")
        self.nu, self.foer = nu, foer


def valgte_sager(valg: QueryDict, omfang: Omfang, filtre: Filtre) -> set[UUID]:
    """De valgte sagers id'er.

    "Alle" er alle på nær dem, der stod på siden uden kryds; ``ListenErAendret``, når antallet
    ikke længere passer.
    """
    afkrydsede = laes_ider(valg.getlist("sag"))
    if valg.get("alle") != "1":
        return afkrydsede
    alle = set(valgte(omfang, filtre).values_list("pk", flat=True)[: TAELLES_TIL + 1])
    foer = laes_tal(valg.get("antal"))
    if len(alle) != foer:
        raise ListenErAendret(len(alle), foer)
    return alle - (laes_ider(valg.getlist("vist")) - afkrydsede)
