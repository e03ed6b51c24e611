"""Tekster, et regneark kunne læse som en formel, og dem, der ligner uden at være det."""

from __future__ import annotations

FORMLER = (
    "=1+1", "+45 12 34 56 78", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "=HYPERLINK(\"http://x\")",
    "\t=1+1", "\r=1+1", "\n=1+1", "\tfane", "\rretur", "\nlinje", " =1+1", "   +1", "\u00a0=1",
    "\u2003@x", "\u200b=1",
    "\ufeff=1", "\u202e=1", "\x00=1", "\x1f+1", "＝1+1", "＋1", "－1", "＠x",
    " ＝1", "﹦1", "=" + "1" * 40_000, ";=1", "\";=1",
)  # fmt: skip
"""De to sidste er ikke formler i sig selv, men ville være det, hvis skilletegnet slap igennem."""
UDEN_FOR_CITATEN = (";=1", '";=1')
HARMLOESE = (
    "", " ", "Amina Testesen", "§ 10-opfølgning", "a=1", "R-26-04812", "3-1", "1+1", "æøå ÆØÅ",
    'anførsel " og ; inde i', "'apostrof", "Testvej 12, 2. th", "670585-0028", "100 %", "e@post.dk",
    "linje\nskift", "emoji 🙂", "日本", "_x0041_",
)  # fmt: skip
