"""Et målt tal, og hvad det skal holdes op mod."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Maaling:
    """Et målt tal.

    ``mod`` er det målte hos den, der sammenlignes med, i samme ``enhed``, og ``forhold`` er
    vores tal delt med det. ``maal`` er det højeste, der må stå i ``forhold`` (eller i
    ``vaerdi``, når der ikke sammenlignes). ``omfatter`` siger i ord, hvad der er målt.
    """

    navn: str
    omfatter: str
    vaerdi: float
    enhed: str
    mod: float | None = None
    forhold: float | None = None
    maal: float | None = None

    @property
    def naaet(self) -> bool:
        """Om målet er nået; uden et mål er det altid."""
        proevet = self.vaerdi if self.forhold is None else self.forhold
        return self.maal is None or proevet <= self.maal

    def som_json(self) -> dict[str, Any]:
        """Tallet, som det står i benchmark.json."""
        return {
            "navn": self.navn,
            "vaerdi": round(self.vaerdi, 3),
            "enhed": self.enhed,
            "mod": None if self.mod is None else round(self.mod, 3),
            "forhold": None if self.forhold is None else round(self.forhold, 3),
            "maal": self.maal,
        }


def skriv_json(maalinger: list[Maaling], sti: Path) -> None:
    """Skriv målingerne som en JSON-liste."""
    poster = [maaling.som_json() for maaling in maalinger]
    sti.write_text(json.dumps(poster, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
