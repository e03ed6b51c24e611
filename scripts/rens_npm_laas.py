"""Fjerner værtsnavne fra package-lock.json: pakkerne findes på navn, version og hash.

``rens_npm_laas.py package-lock.json`` skriver filen om på stedet. ``npm ci`` slår da pakkerne
op i den kilde, maskinen er sat op til, og prøver dem stadig mod ``integrity``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

UDELADT = ("resolved", "funding")


def rens(laas: Path) -> None:
    """Skriv låsen uden de felter, der nævner en adresse."""
    indhold = json.loads(laas.read_text(encoding="utf-8"))
    for pakke in indhold["packages"].values():
        for felt in UDELADT:
            pakke.pop(felt, None)
    laas.write_text(json.dumps(indhold, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    rens(Path(sys.argv[1]))
