"""Indsigt i dokumenterne om borgeren: posterne i journalen, brevene og de hentede kontrolark."""

from __future__ import annotations

from collections.abc import Iterable

from adgang.indsigt import Afsnit
from adgang.models import Kommune
from journal.models import Forsendelse, Journalpost, Leverance
from samkoering.models import Handling, Sagshaendelse

_DOKUMENTER = (
    "Dokumenter, systemet har dannet om dig. Hvert dokument er gemt uændret på din sag sammen "
    "med et fingeraftryk (SHA-256), så det kan ses, hvis det bliver ændret. Beskyttede adresser "
    "er maskeret. Et kontrolark kan også rumme oplysninger om andre."
)
_VENTER = "venter på at blive sendt"


def dokumenter(kommune: Kommune, cpr: str) -> Afsnit:
    """Det, der er dannet, sendt og hentet om borgeren."""
    poster = Journalpost.objects.i_kommune(kommune).filter(cpr=cpr)
    breve = Forsendelse.objects.i_kommune(kommune).filter(cpr=cpr)
    under = (
        _leverancer("Poster i journalen", "Journaliseret", poster.order_by("oprettet", "id")),
        _leverancer(
            "Breve gennem Digital Post",
            "Lagt klar til afsendelse",
            breve.order_by("oprettet", "id"),
        ),
        _hentede(kommune, cpr),
    )
    fundne = tuple(afsnit for afsnit in under if afsnit.raekker)
    return Afsnit(
        "Dokumenter",
        _DOKUMENTER if fundne else "",
        tom="Der er ingen dokumenter om dig.",
        under=fundne,
    )


def _leverancer(titel: str, hvornaar: str, alle: Iterable[Leverance]) -> Afsnit:
    # Dokumentets titel er systemets egen og nævner hverken navne eller numre.
    return Afsnit(
        titel,
        "",
        ("Oprettet", "Sag", "Dokument", hvornaar),
        tuple((en.oprettet, en.sagsnr, en.titel, en.leveret or _VENTER) for en in alle),
    )


def _hentede(kommune: Kommune, cpr: str) -> Afsnit:
    hentet = Sagshaendelse.objects.i_kommune(kommune).filter(
        sag__cpr=cpr, handling=Handling.HENTET_PDF
    )
    return Afsnit(
        "Kontrolark hentet som PDF",
        "",
        ("Hentet", "Sag", "Dokument"),
        tuple(
            # Detaljen er udgavens nummer; systemet har selv skrevet den.
            (linje.tidspunkt, linje.sag.sagsnr, f"Kontrolark, {linje.detalje.lower()} (PDF)")
            for linje in hentet.select_related("sag").order_by("tidspunkt", "id")
        ),
    )
