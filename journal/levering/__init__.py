"""Levering: dokumentet dannes, afleveres og kvitteres, og en fejl prøves igen."""

from journal.fejl import Leveringsfejl
from journal.levering.aflevering import lever, lever_nu
from journal.levering.ventende import lever_en, lever_ventende

__all__ = ["Leveringsfejl", "lever", "lever_en", "lever_nu", "lever_ventende"]
