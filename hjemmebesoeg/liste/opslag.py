"""Find listen og stoppet. Fremmed, ukendt, destrueret og en andens liste er det samme: 404."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from adgang.models import Bruger
from adgang.rettigheder import Indlogget, kommune_af
from adgang.roller import Ret, rettigheder
from hjemmebesoeg.kandidater.find import beskyttede_nu
from hjemmebesoeg.models import Koereliste, Stop


def leder(bruger: Bruger) -> bool:
    """Om brugeren laver kommunens lister; andre ser kun dem, de selv kører."""
    return Ret.KOERELEDELSE in rettigheder(bruger.rolle)


def lister(request: Indlogget) -> QuerySet[Koereliste]:
    """De lister, brugeren må se."""
    alle = Koereliste.objects.i_kommune(kommune_af(request)).select_related("besoeger", "kommune")
    return alle if leder(request.user) else alle.filter(besoeger=request.user)


def find_liste(request: Indlogget, liste_id: UUID) -> Koereliste:
    """Listen; ``Http404``, når brugeren ikke må se den, eller den er destrueret."""
    fundet = lister(request).filter(pk=liste_id).first()
    if fundet is None:
        raise Http404("Kørelisten findes ikke.")
    return fundet


def stop_paa(liste: Koereliste) -> list[Stop]:
    """Listens stop i den orden, de køres."""
    alle = Stop.objects.i_kommune(liste.kommune_id).filter(liste=liste)
    return list(alle.select_related("sag", "registreret_af").order_by("orden", "pk"))


def find_stop(liste: Koereliste, stop_id: UUID) -> Stop:
    """Stoppet på listen."""
    fundet = next((en for en in stop_paa(liste) if en.pk == stop_id), None)
    if fundet is None:
        raise Http404("Stoppet findes ikke.")
    return fundet


def til_turen(liste: Koereliste) -> tuple[list[Stop], int]:
    """(de stop, der må med på papir og telefon, hvor mange der er holdt tilbage)."""
    alle = stop_paa(liste)
    skjulte = beskyttede_nu(liste.kommune_id, alle)
    return [en for en in alle if en.pk not in skjulte], len(skjulte)
