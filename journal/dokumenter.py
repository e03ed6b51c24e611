"""Hent et dokument, eller dan det, når det ikke findes eller ikke længere er helt."""

from __future__ import annotations

import hashlib

import structlog

from adgang.models import Kommune
from journal.forlaeg import Forlaeg, Vedhaeftning
from journal.models import Dokument

__all__ = ["Forlaeg", "Vedhaeftning", "dokument"]
log = structlog.get_logger(__name__)


def dokument(kommune: Kommune, forlaeg: Forlaeg) -> bytes:
    """Dokumentets bytes, dannet første gang og derefter læst fra kommunens dokumenter."""
    return bytes(gemt_dokument(kommune, forlaeg).indhold)


def gemt_dokument(kommune: Kommune, forlaeg: Forlaeg) -> Dokument:
    """Dokumentet, dannet første gang og derefter det gemte.

    Passer de gemte bytes ikke med deres SHA-256, logges det, og dokumentet dannes igen; det
    bliver det samme, for forlægget bestemmer hver byte.
    """
    return find_helt(kommune, forlaeg) or _dan_og_gem(kommune, forlaeg)


def find_helt(kommune: Kommune, forlaeg: Forlaeg) -> Dokument | None:
    """Det gemte dokument, når det findes og er helt."""
    gemt = Dokument.objects.i_kommune(kommune).filter(noegle=forlaeg.noegle()).first()
    if gemt is None or er_helt(gemt):
        return gemt
    log.error("dokument_beskadiget", dokument=str(gemt.pk))
    return None


def er_helt(gemt: Dokument) -> bool:
    """Om de gemte bytes er dem, fingeraftrykket blev taget af."""
    return sha256(bytes(gemt.indhold)) == gemt.sha256


def dan(forlaeg: Forlaeg) -> bytes:
    """Dan dokumentet uden at gemme det; intet i databasen røres."""
    # WeasyPrint og pikepdf hentes først her, så webprocessen starter uden dem.
    from journal.pdf import dan_pdf

    return dan_pdf(forlaeg)


def gem(kommune: Kommune, forlaeg: Forlaeg, indhold: bytes) -> Dokument:
    """Gem det dannede under forlæggets nøgle."""
    gemt, _ = Dokument.objects.i_kommune(kommune).update_or_create(
        kommune=kommune,
        noegle=forlaeg.noegle(),
        defaults={"indhold": indhold, "sha256": sha256(indhold)},
    )
    return gemt


def sha256(indhold: bytes) -> str:
    """Fingeraftrykket, dokumenter og leverancer kendes på."""
    return hashlib.sha256(indhold).hexdigest()


def _dan_og_gem(kommune: Kommune, forlaeg: Forlaeg) -> Dokument:
    return gem(kommune, forlaeg, dan(forlaeg))
