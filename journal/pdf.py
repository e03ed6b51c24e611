"""HTML til PDF med WeasyPrint. Indlæses først, når der skal dannes et dokument."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration

from journal.arkivformat import med_begge_standarder
from journal.forlaeg import Forlaeg
from journal.henter import Henter
from journal.tegn import vis_bare_tegn

_UR = "SOURCE_DATE_EPOCH"
_laas = threading.Lock()
"""Én PDF ad gangen: skriftopsætningen deles, og uret stilles i processens miljø."""


class _Side(HTML):  # type: ignore[misc]
    """HTML, hvis eneste stilark er forlæggets; grunden er ``stil/grund.css``."""

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        return []


def dan_pdf(forlaeg: Forlaeg) -> bytes:
    """PDF/A-3a og PDF/UA-1; det samme forlæg giver de samme bytes."""
    with _laas, _stillet_ur(int(forlaeg.oprettet.timestamp())), _oprydningen_hviler():
        html = _Side(string=vis_bare_tegn(forlaeg.html), url_fetcher=Henter(), media_type="print")
        raa = html.write_pdf(
            stylesheets=[_stilark(forlaeg.stil())],
            font_config=_skrifter(),
            attachments=[_vedhaeftet(forlaeg)],
            pdf_variant="pdf/a-3a",
            pdf_tags=True,
            presentational_hints=False,
            uncompressed_pdf=True,  # pakkes én gang, når standarderne er skrevet i den
        )
        return med_begge_standarder(raa)


def _vedhaeftet(forlaeg: Forlaeg) -> Attachment:
    fil = forlaeg.vedhaeftning
    return Attachment(
        string=fil.indhold.decode(),
        name=fil.filnavn,
        description=fil.beskrivelse,
        created=forlaeg.oprettet,
        modified=forlaeg.oprettet,
        relationship="Source",
    )


@lru_cache(maxsize=1)
def _skrifter() -> FontConfiguration:
    """Én skriftopsætning for hele processen; en ny pr. dokument lækker hukommelse."""
    return FontConfiguration()


@lru_cache(maxsize=8)
def _stilark(css: str) -> CSS:
    return CSS(string=css, font_config=_skrifter(), url_fetcher=Henter())


@contextmanager
def _oprydningen_hviler() -> Iterator[None]:
    """Pythons oprydning venter, til siden er dannet.

    Den ville gennemgå siden igen og igen, mens den vokser, og intet af den er affald endnu.
    """
    rydder = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if rydder:
            gc.enable()


@contextmanager
def _stillet_ur(epoke: int) -> Iterator[None]:
    """Skriftværktøjet læser sit tidsstempel her; uret stilles tilbage bagefter."""
    foer = os.environ.get(_UR)
    os.environ[_UR] = str(epoke)
    try:
        yield
    finally:
        if foer is None:
            del os.environ[_UR]
        else:
            os.environ[_UR] = foer
