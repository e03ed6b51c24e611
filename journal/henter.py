"""Det eneste, en PDF kan hente under dannelsen: husets fem skriftsnit og ``data:``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from django.contrib.staticfiles import finders
from weasyprint.urls import URLFetcher, URLFetcherResponse

_SKEMA = "skrift:"
SNIT = ("Regular", "Italic", "Medium", "SemiBold", "Bold")
_TILLADTE = {f"{_SKEMA}IBMPlexSans-{snit}.ttf": f"IBMPlexSans-{snit}.ttf" for snit in SNIT}


class Afvist(ValueError):
    """Dokumentet bad om en adresse, der ikke er på listen."""


def skriftfil(filnavn: str) -> Path:
    """Stien til et skriftsnit; ``FileNotFoundError``, når siderne ikke er bygget."""
    sti = finders.find(f"byg/skrift/pdf/{filnavn}")
    if not isinstance(sti, str):
        raise FileNotFoundError(f"Skriften {filnavn} mangler. Kør make assets.")
    return Path(sti)


class Henter(URLFetcher):  # type: ignore[misc]
    """Henter kun fra listen; alt andet afvises, før noget åbnes."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False)

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Skriftsnittet eller ``data:``-indholdet; ``Afvist`` for alt andet."""
        if url in _TILLADTE:
            return URLFetcherResponse(url, skriftfil(_TILLADTE[url]).read_bytes())
        if url.startswith("data:"):
            return super().fetch(url, headers)
        raise Afvist("Dokumentet må ikke hente noget udefra.")
