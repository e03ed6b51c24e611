"""Kontraktens typer, som de står i hukommelsen: CPR-numre er heltal, penge Int64 i øre."""

from __future__ import annotations

import polars as pl

from registre.tabel import Type

POLARS: dict[Type, type[pl.DataType]] = {
    Type.TEKST: pl.String,
    Type.CPR: pl.Int64,
    Type.DATO: pl.Date,
    Type.HELTAL: pl.Int64,
    Type.SANDT_FALSK: pl.Boolean,
}
