"""Indsigt i udsøgningen: at borgeren står på en liste, og hvad der er skrevet om hende."""

from __future__ import annotations

from collections.abc import Iterator

from adgang.indsigt import Adresse, Afsnit, Celle
from adgang.models import Kommune
from adgang.telefon import i_par
from udsoegning.formaal import FORMAAL
from udsoegning.land import land
from udsoegning.models import Fundet, Kursusafslutning
from udsoegning.rummet import i_rummet


def afsnit(kommune: Kommune, cpr: str) -> list[Afsnit]:
    """Listerne, borgeren står på, og en kursusliste, der endnu ikke er søgt på.

    Ægtefællens navn er en andens og er udeladt. Et nej kan ikke findes igen og står her ikke.
    """
    with i_rummet():
        egne = Fundet.objects.i_kommune(kommune).filter(cpr=cpr).prefetch_related("kontakter")
        fundne = [(person, list(person.kontakter.all())) for person in egne.order_by("fundet")]
        kurser = list(
            Kursusafslutning.objects.i_kommune(kommune).filter(cpr=cpr).order_by("afsluttet")
        )
    return [
        Afsnit(
            "Tilbud om et frivilligt forløb",
            FORMAAL,
            automatisk=True,
            tom="Du står ikke på en liste.",
            under=tuple(
                Afsnit(
                    "Du står på en liste",
                    kolonner=("Oplysning", "Indhold"),
                    raekker=(
                        *_fakta(person),
                        *((k.get_maade_display(), k.dag) for k in kontakter),
                    ),
                    automatisk=True,
                )
                for person, kontakter in fundne
            ),
        ),
        Afsnit(
            "Afsluttede kurser, der venter på en søgning",
            "Listen slettes, så snart der er søgt.",
            kolonner=("Kursus", "Afsluttet"),
            raekker=tuple((k.kursus, k.afsluttet) for k in kurser),
            tom="Der er ingen afsluttede kurser om dig.",
        ),
    ]


def _fakta(person: Fundet) -> Iterator[tuple[str, Celle]]:
    yield "Navn", person.navn
    yield "Adresse", Adresse(person.adresse, person.beskyttet)
    if person.statsborgerskab:
        yield "Statsborgerskab", land(person.statsborgerskab)
    yield "Kursus", person.kursus
    yield "Kurset er afsluttet", person.afsluttet
    yield "Sat på listen", person.fundet
    if person.telefon:
        yield "Telefonnummer", i_par(person.telefon)
    if person.svar:
        yield "Svar", str(person.get_svar_display())
