#!/usr/bin/env python
"""Indgangen til husets kommandoer, fx ``python manage.py samkoer``."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Kør en administrationskommando."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
