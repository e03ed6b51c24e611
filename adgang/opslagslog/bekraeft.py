"""Bekræft loggen: regn hvert segl efter, og hold kæden op mod filen uden for databasen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from adgang.lejer import paa_tvaers
from adgang.models import Logrensning, Logsegl, Opslag
from adgang.opslagslog.fingeraftryk import INGEN, aftryk, segl_hash
from adgang.opslagslog.segl import fremmed_hale, laes_fil
from adgang.opslagslog.skriv import periode_af
from adgang.opslagslog.vaern import DAGE

_GRUND = "bekræftelsen dækker alle kommuner"


@dataclass(frozen=True, slots=True)
class Bekraeftelse:
    """Hvad der blev regnet efter, og de brud, der blev fundet."""

    segl: int
    raekker: int
    ankre: int
    """Segl, hvis rækker er ryddet op; deres hash er stadig med i kæden."""
    uforseglede: int
    brud: tuple[str, ...]


def bekraeft() -> Bekraeftelse:
    """Regn hele loggen efter."""
    with paa_tvaers(grund=_GRUND):
        alle = list(Logsegl.objects.order_by("nr"))
        ryddet = _ryddet_til()
        brud = [*_kaeden(alle), *_filen(alle), *_rensninger(alle), *_raekkerne(alle, ryddet)]
        return Bekraeftelse(
            segl=len(alle),
            raekker=sum(segl.antal for segl in alle if segl.nr > ryddet),
            ankre=sum(segl.nr <= ryddet for segl in alle),
            uforseglede=_efter(alle[-1].til_periode if alle else -1),
            brud=tuple(brud),
        )


def _kaeden(alle: list[Logsegl]) -> Iterator[str]:
    forrige, naeste_nr, naeste_fra = INGEN, 1, 0
    for segl in alle:
        if segl.nr != naeste_nr:
            yield f"Segl {naeste_nr} mangler i databasen."
        if segl.forrige != forrige or segl.fra_periode != naeste_fra:
            yield f"Segl {segl.nr} er ikke kædet til det forrige."
        if segl.hash != segl_hash(segl):
            yield f"Segl {segl.nr} passer ikke med sin egen hash."
        forrige, naeste_nr, naeste_fra = segl.hash, segl.nr + 1, segl.til_periode + 1


def _filen(alle: list[Logsegl]) -> Iterator[str]:
    """Filens segl skal alle stå ens i databasen; kun det nyeste må mangle i filen."""
    try:
        fil = laes_fil()
    except ValueError as fejl:
        yield str(fejl)
        return
    if grund := fremmed_hale():
        yield grund
    database = {segl.nr: segl.hash for segl in alle}
    for nr, hash_ in fil.items():
        if nr not in database:
            yield f"Segl {nr} står i seglfilen, men er væk fra databasen."
        elif database[nr] != hash_:
            yield f"Segl {nr} er et andet i databasen end i seglfilen."
    for nr in sorted(database.keys() - fil.keys())[:-1] if fil else sorted(database)[1:]:
        yield f"Segl {nr} står ikke i seglfilen."


def _rensninger(alle: list[Logsegl]) -> Iterator[str]:
    """En oprydning må kun have taget det, der var gammelt nok, og kun hele segl."""
    til_periode = {segl.nr: segl.til_periode for segl in alle}
    for rensning in Logrensning.objects.order_by("til_segl"):
        graense = periode_af(min(rensning.tidspunkt, timezone.now()) - timedelta(days=DAGE))
        if til_periode.get(rensning.til_segl) != rensning.til_periode:
            yield f"Oprydningen til segl {rensning.til_segl} passer ikke med seglet."
        elif rensning.til_periode >= graense:
            yield f"Oprydningen til segl {rensning.til_segl} tog rækker, der ikke var gamle nok."


def _raekkerne(alle: list[Logsegl], ryddet: int) -> Iterator[str]:
    for segl in alle:
        fundet = aftryk(segl.fra_periode, segl.til_periode)
        if segl.nr <= ryddet:
            if fundet.antal:
                yield f"Segl {segl.nr} er ryddet op, men har {fundet.antal} rækker."
        elif fundet.antal != segl.antal:
            yield f"Segl {segl.nr} dækkede {segl.antal} rækker; der er {fundet.antal}."
        elif fundet.sha256 != segl.raekker:
            yield f"Mindst én række under segl {segl.nr} er ændret."


def _ryddet_til() -> int:
    seneste = Logrensning.objects.order_by("-til_segl").first()
    return seneste.til_segl if seneste else 0


def _efter(periode: int) -> int:
    return Opslag.objects.paa_tvaers(grund=_GRUND).filter(periode__gt=periode).count()
