"""Barneproces: en session til hver af kommunens medarbejdere, skrevet som JSON."""

from __future__ import annotations

import json
import sys

import django

django.setup()

from adgang.models import Bruger  # noqa: E402
from benchmarks.portalen.log_ind import klient_for  # noqa: E402


def main(kommune: str) -> None:
    """Log alle ind, og skriv deres sessioners nøgler."""
    brugere = Bruger.objects.filter(kommune=kommune).order_by("pk")
    noegler = [klient_for(bruger).cookies["sessionid"].value for bruger in brugere]
    print(json.dumps(noegler))


if __name__ == "__main__":
    main(sys.argv[1])
