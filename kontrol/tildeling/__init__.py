"""Tildeling: hvem der arbejder med sagen. Sagen bliver i teamets liste, også når ingen gør."""
