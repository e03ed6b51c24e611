"""Er det, der er leveret, stadig det, der blev leveret?"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings

from adgang.lejer import lejer, paa_tvaers
from journal.adaptere import mappe
from journal.dokumenter import sha256
from journal.levering.ventende import SLAGS
from journal.models import Forsendelse, Leverance, Leveringstilstand

_GRUND = "Driften prøver alle leverede dokumenter."


@dataclass(frozen=True, slots=True)
class Bekraeftelse:
    """Hvor mange der er prøvet, hvor mange der venter, og hver afvigelse for sig."""

    leveret: int
    venter: int
    hentet: int
    """Afleveret i en mappe, som modtageren siden har taget."""
    afvigelser: tuple[str, ...]


def bekraeft() -> Bekraeftelse:
    """Prøv hver leveret post og forsendelse, én ad gangen, så ingen skrivning venter længe."""
    tal: Counter[str] = Counter()
    afvigelser: list[str] = []
    for slags, kommune, pk, tilstand in _alle():
        tal[tilstand] += 1
        if tilstand != Leveringstilstand.LEVERET:
            continue
        with lejer(kommune):
            poster = SLAGS[slags].objects.i_kommune(kommune).select_related("dokument")
            post = poster.filter(pk=pk).first()
            if post is not None:
                tal["hentet"] += _er_hentet(post)
                afvigelser += [f"{slags} {pk}: {hvad}" for hvad in _afvigelser(post)]
    return Bekraeftelse(
        leveret=tal[Leveringstilstand.LEVERET],
        venter=tal[Leveringstilstand.VENTER],
        hentet=tal["hentet"],
        afvigelser=tuple(afvigelser),
    )


def _alle() -> list[tuple[str, str, UUID, str]]:
    with paa_tvaers(grund=_GRUND):
        return [
            (slags, *raekke)
            for slags, model in SLAGS.items()
            for raekke in model.objects.paa_tvaers(grund=_GRUND)
            .order_by("kommune", "oprettet", "pk")
            .values_list("kommune_id", "pk", "tilstand")
        ]


def _afvigelser(post: Leverance) -> list[str]:
    fundet = []
    if post.dokument is None:
        fundet.append("dokumentet mangler")
    elif sha256(bytes(post.dokument.indhold)) != post.sha256:
        fundet.append("dokumentet er et andet end det leverede")
    i_mappen = mappe.afvigelse(_rod(post), _navn(post), post.sha256) if _navn(post) else ""
    return [*fundet, i_mappen] if i_mappen else fundet


def _er_hentet(post: Leverance) -> bool:
    return bool(_navn(post)) and not (_rod(post) / _navn(post)).exists()


def _navn(post: Leverance) -> str:
    """Mappens navn; tomt, når den ikke blev afleveret i en mappe."""
    if not post.kvittering.startswith(mappe.KVITTERING):
        return ""
    return post.kvittering.removeprefix(mappe.KVITTERING)


def _rod(post: Leverance) -> Path:
    er_brev = isinstance(post, Forsendelse)
    return Path(settings.DIGITAL_POST_MAPPE if er_brev else settings.JOURNALMAPPE)
