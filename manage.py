#!/usr/bin/env python
"""Indgangen til husets kommandoer, fx ``python manage.py samkoer``."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path


def _brug_husets_python() -> None:
    """Mangler Django her, men huset er sat op, så kør videre med husets egen Python."""
    egen = Path(__file__).resolve().parent / ".venv" / "bin" / "python"
    har_django = importlib.util.find_spec("django") is not None
    if har_django or not egen.exists() or Path(sys.prefix) == egen.parents[1]:
        return
    os.execv(egen, [str(egen), *sys.argv])  # noqa: S606 – samme kommando, husets fortolker


def main() -> None:
    """Kør en administrationskommando."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    _brug_husets_python()
    from django.core.management import execute_from_command_line

    from portal.kommandosprog import tal_dansk
    from portal.standardfejl import vask_standardfejl

    vask_standardfejl()
    tal_dansk()
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
