"""Diagrammerne: konklusionen som titel, tegningen regnet ud på serveren, og tallene som tabel."""
