"""Hjemmebesøg: kørelister, der efterlader dokumentation på borgerens sag og ellers intet spor."""
