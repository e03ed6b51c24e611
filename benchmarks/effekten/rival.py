"""Rivalen: overblikkets tal talt i kommunens rå rækker med fire sætninger SQL, intet andet.

Den har hverken små tal, rettigheder eller en side; den tæller kun. ``tal`` lægger dens svar i
figurernes nøgler, så de kan holdes op mod hinanden.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any, NamedTuple

from django.utils import timezone

from feedback.effekt.opdelinger import ALDRE
from feedback.effekt.perioder import KVARTAL, foerste_dag, nummer
from feedback.effekt.udsnit import type_
from samkoering.regelkatalog import regler

_LED = (
    ("AFSLUTTET", "henlagt_visitering", "resultat = 'HENLAGT_VISITERING'"),
    ("AFSLUTTET", "henlagt_hoering", "resultat = 'HENLAGT_EFTER_PARTSHOERING'"),
    ("AFSLUTTET", "aendret", "resultat = 'AENDRET_TILDELING'"),
    ("AFSLUTTET", "med_krav", "krav_oere > 0"),
    *(("AARSAG", led, f"aarsag = '{led}'")
      for led in ("INGEN", "MYNDIGHEDSFEJL", "BORGERFEJL", "FORMODET_SVIG")),
    *(("AENDRING", led, f"aendring = '{led}'") for led in ("STOPPES", "NEDSAETTES", "FORHOEJES")),
)  # fmt: skip
_TAELT = ", ".join(f"count(*) FILTER (WHERE {naar})" for _, _, naar in _LED)
_I_AARET = """
FROM feedback_feedback AS f
WHERE f.kommune_id = %(kommune)s AND f.registreret >= %(fra_tid)s AND f.registreret < %(til_tid)s
"""
AFSLUTTEDE = f"""
SELECT kvartal, count(*), {_TAELT}, sum(krav_oere), sum(maanedlig_aendring_oere),
       percentile_cont(0.5) WITHIN GROUP (ORDER BY dage),
       percentile_cont(0.9) WITHIN GROUP (ORDER BY dage)
FROM (
  SELECT f.*,
         date_trunc('quarter', f.registreret AT TIME ZONE 'Europe/Copenhagen')::date AS kvartal,
         (f.registreret AT TIME ZONE 'Europe/Copenhagen')::date
           - (b.bestilt AT TIME ZONE 'Europe/Copenhagen')::date AS dage
  {_I_AARET.replace("WHERE", "JOIN kontrol_bestilling AS b ON b.id = f.bestilling_id WHERE")}
) AS sager
GROUP BY GROUPING SETS ((), (kvartal))
"""
KONTROLTYPER = f"""
SELECT regel, count(*), count(*) FILTER (WHERE resultat = 'AENDRET_TILDELING')
FROM (
  SELECT DISTINCT f.sag_id, u.regel, f.resultat
  {_I_AARET.replace("WHERE", "JOIN samkoering_udfald AS u ON u.sag_id = f.sag_id WHERE")}
    AND u.tilstand <> 'BORTFALDET'
) AS sager
GROUP BY regel
"""
UDLOEBNE = """
SELECT date_trunc('quarter', afsluttet AT TIME ZONE 'Europe/Copenhagen')::date AS kvartal, count(*)
FROM samkoering_sag
WHERE kommune_id = %(kommune)s AND tilstand = 'UDLOEBET'
  AND afsluttet >= %(fra_tid)s AND afsluttet < %(til_tid)s
GROUP BY GROUPING SETS ((), (kvartal))
"""
_GRAENSER = tuple(int(navn.rpartition("-")[2]) for navn in ALDRE[:-2])
_ALDRE = ", ".join(
    [
        *(
            f"count(*) FILTER (WHERE aaben AND udloeber > %(sidste)s - 1"
            f" AND %(sidste)s - fundet BETWEEN {fra} AND {til})"
            for fra, til in zip((0, *(g + 1 for g in _GRAENSER)), (*_GRAENSER, 9999), strict=True)
        ),
        "count(*) FILTER (WHERE aaben AND udloeber < %(sidste)s)",
    ]
)
SAGER = f"""
SELECT count(*) FILTER (WHERE fundet >= %(fra)s), {_ALDRE}
FROM (
  SELECT fundet, udloeber,
         tilstand IN ('LEDIG', 'BESTILT', 'VISITERES', 'PARTSHOERING')
           OR afsluttet >= %(til_tid)s AS aaben
  FROM samkoering_sag WHERE kommune_id = %(kommune)s AND fundet < %(til)s
) AS sager
"""
SAETNINGER = (AFSLUTTEDE, KONTROLTYPER, UDLOEBNE, SAGER)
MAALT = ("krav_oere", "maanedlig_oere", "dage_median", "dage_90")
"""Det, årets figur har ud over antal, i den orden den første sætning giver det."""
Noegle = tuple[date, date, str, str]
"""Fra, til, opdeling og mærke, som siden læser figurerne."""


class Svar(NamedTuple):
    """Rivalens tal i figurernes nøgler; ``maalt`` er ``MAALT``."""

    antal: dict[Noegle, dict[str, int]]
    maalt: tuple[Any, ...]


def felter(kommune: str, fra: date, til: date) -> dict[str, Any]:
    """Sætningernes værdier for kommunens år."""
    return {
        "kommune": kommune, "fra": fra, "til": til, "sidste": date.fromordinal(til.toordinal() - 1),
        "fra_tid": _midnat(fra), "til_tid": _midnat(til),
    }  # fmt: skip


def _midnat(dag: date) -> datetime:
    return timezone.make_aware(datetime.combine(dag, time.min))


def tal(svarene: list[list[tuple[Any, ...]]], fra: date, til: date) -> Svar:
    """De fire sætningers rækker i figurernes nøgler."""
    afsluttede, typer, udloebne, sager = svarene
    antal: dict[Noegle, dict[str, int]] = {}
    maalt: tuple[Any, ...] = ()
    for kvartal, alle, *resten in afsluttede:
        periode = _perioden(kvartal, fra, til)
        for (opdeling, led, _), talt in zip(_LED, resten, strict=False):
            antal.setdefault((*periode, opdeling, ""), {})[led] = talt
        antal[*periode, "AFSLUTTET", ""]["afsluttet"] = alle
        if kvartal is None:
            maalt = tuple(resten[len(_LED) :])
    for slug, alle, aendret in typer:
        antal[fra, til, "AFSLUTTET", type_(slug)] = {"afsluttet": alle, "aendret": aendret}
    for kvartal, alle in udloebne:
        antal[*_perioden(kvartal, fra, til), "UDLOEBET", ""] = {"udloebet": alle}
    nye, *aldre = sager[0]
    antal[fra, til, "NYE", ""] = {"nye": nye}
    maaneden = foerste_dag(nummer(til) - 1)
    antal[maaneden, til, "AABNE", ""] = {
        **dict(zip(ALDRE, aldre, strict=True)),
        "aabne": sum(aldre),
    }
    return Svar(antal, maalt)


def _perioden(kvartal: date | None, fra: date, til: date) -> tuple[date, date]:
    if kvartal is None:
        return fra, til
    return kvartal, foerste_dag(nummer(kvartal) + KVARTAL)


def ens(svar: Svar, viste: dict[Noegle, dict[str, int]]) -> Iterator[tuple[Noegle, str, int, int]]:
    """Hvert tal, siden viser af det, rivalen tæller: nøglen, grenen, rivalens og sidens.

    En kontroltype, rivalen ikke fandt, har den talt til nul.
    """
    fra, til = next((n[0], n[1]) for n in svar.antal if n[2] == "NYE")
    typer = [(fra, til, "AFSLUTTET", type_(regel["slug"])) for regel in regler()]
    ingen = {noegle: {"afsluttet": 0, "aendret": 0} for noegle in typer}
    for noegle, talt in {**ingen, **svar.antal}.items():
        for gren, antal in talt.items():
            if gren in viste.get(noegle, {}):
                yield noegle, gren, antal, viste[noegle][gren]
