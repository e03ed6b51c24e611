"""En sags kontroltyper samlet i ét tal, så alle filtrets valg kan tælles i ét gennemløb."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Aggregate, Case, F, IntegerField, Q, Value, When
from django.db.models.lookups import Exact
from django.db.models.sql.compiler import SQLCompiler

from samkoering.regelkatalog import regler

_BIT = {regel["slug"]: 1 << nr for nr, regel in enumerate(regler())}
_ALLE = sum(_BIT.values())


class Maske(Aggregate):
    """Én bit for hver kontroltype, gruppen har et udfald af."""

    function = "BIT_OR"
    output_field = IntegerField()

    def __init__(self, **felter: Any) -> None:
        grene = [When(regel=slug, then=Value(bit)) for slug, bit in _BIT.items()]
        super().__init__(Case(*grene, default=Value(0)), **felter)

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **felter: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        """SQLite kan ikke samle bit; summen af de forskellige er det samme."""
        skabelon = "SUM(DISTINCT %(expressions)s)"
        return self.as_sql(compiler, connection, template=skabelon, **felter)


def mindst_en_af(felt: str, slugs: Iterable[str]) -> Q:
    """Masken har mindst én af kontroltyperne."""
    return ~_ingen_af(felt, sum(_BIT[slug] for slug in slugs))


def kun(felt: str, slugs: Iterable[str]) -> Q:
    """Masken har ikke andre end kontroltyperne."""
    return _ingen_af(felt, _ALLE - sum(_BIT[slug] for slug in slugs))


def _ingen_af(felt: str, bit: int) -> Q:
    return Q(Exact(F(felt).bitand(bit), 0))
