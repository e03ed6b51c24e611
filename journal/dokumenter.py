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
    """Dokumentets bytes, dannet første gang og derefter læst fra kommunens dokumenter.

    Passer de gemte bytes ikke med deres SHA-256, logges det, og dokumentet dannes igen; det
    bliver det samme, for forlægget bestemmer hver byte.
    """
    noegle = forlaeg.noegle()
    gemt = Dokument.objects.i_kommune(kommune).filter(noegle=noegle).first()
    if gemt is not None:
        if _sha256(bytes(gemt.indhold)) == gemt.sha256:
            return bytes(gemt.indhold)
        log.error("dokument_beskadiget", dokument=str(gemt.pk))
    return _dan_og_gem(kommune, noegle, forlaeg)


def _dan_og_gem(kommune: Kommune, noegle: str, forlaeg: Forlaeg) -> bytes:
    # WeasyPrint og pikepdf hentes først her, så webprocessen starter uden dem.
    from journal.pdf import dan_pdf

    indhold = dan_pdf(forlaeg)
    Dokument.objects.i_kommune(kommune).update_or_create(
        kommune=kommune,
        noegle=noegle,
        defaults={"indhold": indhold, "sha256": _sha256(indhold)},
    )
    return indhold


def _sha256(indhold: bytes) -> str:
    return hashlib.sha256(indhold).hexdigest()
