"""Barneproces: det målte ark prøvet mod PDF/A-3a og PDF/UA-1; brud på hver som JSON."""

from __future__ import annotations

import json

import django

django.setup()

import page  # noqa: E402

from benchmarks.arket.forlaeg import arket  # noqa: E402
from journal.pdf import dan_pdf  # noqa: E402

STANDARDER = {"PDF/A-3a": "3a", "PDF/UA-1": "ua1"}


def main() -> None:
    """Prøv arket mod begge."""
    pdf = dan_pdf(arket())
    rapporter = {n: page.validate_pdf_bytes(pdf, profile=p) for n, p in STANDARDER.items()}
    print(json.dumps({navn: len(rapport.failures) for navn, rapport in rapporter.items()}))


if __name__ == "__main__":
    main()
