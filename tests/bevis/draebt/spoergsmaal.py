"""Det, forløbet spørger databasen om, uden om portalen."""

from __future__ import annotations

from collections import Counter

from tests.bevis.draebt.maskiner import Maskiner

DAG = "2018-06-19"
UDFALD = "select kommune_id, ym_cpr, identitet from samkoering_udfald"
SAGER = "select kommune_id, cpr from samkoering_sag"
ARK = (
    "select a.kommune_id, s.cpr, a.udgave from samkoering_kontrolark a "
    "join samkoering_sag s on s.id = a.sag_id"
)
REGNSKAB = "select kommune_id, sag_id, status from samkoering_kontrolregnskab where til is null"
SKREVNE = "select count(*) from samkoering_natdel where tilstand <> 'VENTER'"
AABEN = f"select count(*) from samkoering_koersel where aaben and dato = '{DAG}'"
KOERSLER = "select 1 from samkoering_koersel"
DELE = (
    "select arbejder, count(*) from samkoering_forsoeg "
    "where arbejde = 'SKRIV' and udfald = 'LYKKEDES' group by arbejder"
)
Indhold = dict[str, Counter[str]]


def aaben(maskiner: Maskiner) -> bool:
    """Er natten i gang?"""
    return bool(maskiner.spoerg(AABEN)[0][0])


def dele(maskiner: Maskiner) -> dict[str, int]:
    """Hver arbejder ved navn (maskine og proces), og hvor mange dele den har skrevet."""
    return {str(navn): int(str(antal)) for navn, antal in maskiner.spoerg(DELE)}


def indhold(maskiner: Maskiner) -> Indhold:
    """Det, natten skrev, uden id'er og tidspunkter."""
    spoergsmaal = {"udfald": UDFALD, "sager": SAGER, "ark": ARK, "regnskab": REGNSKAB}
    return {navn: Counter(map(str, maskiner.spoerg(sql))) for navn, sql in spoergsmaal.items()}
