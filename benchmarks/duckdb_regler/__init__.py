"""Rivalen: bestanden og de 17 regler som håndskrevet SQL i DuckDB over de samme filer."""

from benchmarks.duckdb_regler.regler import aabn, find_udfald

__all__ = ["aabn", "find_udfald"]
