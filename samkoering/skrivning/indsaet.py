"""Mange rækker på én gang: på PostgreSQL gennem COPY, ellers som Django gør det.

COPY kan ikke skrive lige i en tabel med rækkesikkerhed. Rækkerne går derfor til en midlertidig
tabel og videre med ét INSERT, som muren ser. Et sammenfald på en nøgle er en fejl og ruller delen
tilbage; hovedbogen prøver den igen.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import connection, models
from psycopg2 import sql  # type: ignore[import-untyped]

PORTION = 500
"""Rækker pr. sætning, når der ikke er COPY."""
_UNDGAA = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_INTET = "\\N"
_SAETNINGER = (
    "CREATE TEMPORARY TABLE {nye} ON COMMIT DROP AS SELECT {kolonner} FROM {tabel} WITH NO DATA",
    "COPY {nye} ({kolonner}) FROM STDIN",
    "INSERT INTO {tabel} ({kolonner}) SELECT {kolonner} FROM {nye}",
    "DROP TABLE {nye}",
)
_LIGE_UD = (
    models.CharField,
    models.TextField,
    models.DateField,
    models.DateTimeField,
    models.UUIDField,
    models.IntegerField,
    models.PositiveIntegerField,
    models.PositiveSmallIntegerField,
    models.BooleanField,
    models.ForeignKey,
)
"""Felter, hvis værdi PostgreSQL læser, som Python skriver den; de andre spørges om deres form."""
Celle = Callable[[models.Model], str]


def indsaet(raekker: Iterable[models.Model], manager: Any) -> None:
    """Skriv nye rækker af samme model. ``manager`` er modellens, afgrænset til kommunen."""
    alle = list(raekker)
    if not alle:
        return
    if connection.vendor == "postgresql":
        _copy(alle)
    else:
        manager.bulk_create(alle, batch_size=PORTION)


def _copy(raekker: Sequence[models.Model]) -> None:
    model = type(raekker[0])
    felter = [felt for felt in model._meta.concrete_fields if not _taelles_af_databasen(felt)]
    navne: dict[str, sql.Composable] = {
        "tabel": sql.Identifier(model._meta.db_table),
        "nye": sql.Identifier(f"nye_{model._meta.db_table}"),
        "kolonner": sql.SQL(", ").join(sql.Identifier(str(felt.column)) for felt in felter),
    }
    midlertidig, kopi, flyt, slet = (sql.SQL(saetning).format(**navne) for saetning in _SAETNINGER)
    with connection.cursor() as markoer:
        markoer.execute(midlertidig)
        markoer.copy_expert(kopi, _som_tekst(raekker, felter))
        markoer.execute(flyt)
        markoer.execute(slet)


def _taelles_af_databasen(felt: models.Field[Any, Any]) -> bool:
    return isinstance(felt, models.AutoField | models.BigAutoField)


def _som_tekst(
    raekker: Sequence[models.Model], felter: Sequence[models.Field[Any, Any]]
) -> io.StringIO:
    celler = [_celle(felt) for felt in felter]
    ud = io.StringIO()
    for raekke in raekker:
        ud.write("\t".join([celle(raekke) for celle in celler]))
        ud.write("\n")
    ud.seek(0)
    return ud


def _celle(felt: models.Field[Any, Any]) -> Celle:
    """Feltets celle i COPYs tekstform."""
    navn = felt.attname
    if isinstance(felt, models.JSONField):
        return lambda raekke: _json(getattr(raekke, navn))
    if type(felt) in _LIGE_UD and not _saettes_ved_gem(felt):
        return lambda raekke: _lige_ud(getattr(raekke, navn))

    def celle(raekke: models.Model) -> str:
        vaerdi = felt.get_db_prep_save(felt.pre_save(raekke, add=True), connection)
        return _INTET if vaerdi is None else str(vaerdi).translate(_UNDGAA)

    return celle


def _saettes_ved_gem(felt: models.Field[Any, Any]) -> bool:
    return bool(getattr(felt, "auto_now", False) or getattr(felt, "auto_now_add", False))


def _lige_ud(vaerdi: object) -> str:
    return _INTET if vaerdi is None else str(vaerdi).translate(_UNDGAA)


def _json(vaerdi: object) -> str:
    return json.dumps(vaerdi, ensure_ascii=False).translate(_UNDGAA)
