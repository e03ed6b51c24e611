"""Netværket: hvorfra en forespørgsel kommer, og om kommunen har sagt god for det."""
