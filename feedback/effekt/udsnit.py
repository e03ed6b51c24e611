"""De udsnit, tallene vises i: ydelsesområde, kontroltrin, og tema eller kontroltype."""

from __future__ import annotations

from functools import lru_cache

from adgang.smaatal.viden import Daekning, Udsnit
from samkoering.regelkatalog import regler, temaer

KLE, TRIN, TEMA, TYPE = "kle", "trin", "tema", "type"
DELENDE = (KLE, TRIN)
"""Her hører en sag til netop én værdi; til temaer og kontroltyper kan den høre til flere."""
_TEMA, _TYPE = f"{TEMA}:", f"{TYPE}:"


def tema(navn: str) -> str:
    """Mærket for et tema."""
    return _TEMA + navn


def type_(slug: str) -> str:
    """Mærket for en kontroltype; er den ene om sit tema, er det temaets."""
    egen = _temaer()[slug]
    return tema(egen) if len(_i_temaet()[egen]) == 1 else _TYPE + slug


def udsnit(kle: str = "", trin: int = 0, maerke: str = "") -> Udsnit:
    """Udsnittet med de betingelser, der er sat."""
    # Temaer og kontroltyper er hver sin dimension: de viste typer kan ikke trækkes fra temaerne.
    sat = ((KLE, kle), (TRIN, str(trin) if trin else ""), (maerke.partition(":")[0], maerke))
    return frozenset((navn, vaerdi) for navn, vaerdi in sat if vaerdi)


@lru_cache(maxsize=4096)
def alle_med(kle: str, trin: int, regler: str) -> tuple[Udsnit, ...]:
    """Alle de udsnit, en sag tæller med i; ``regler`` er dens kontroltyper med mellemrum imellem.

    En stor kommunes år er hundredtusinde grupper, men få slags.
    """
    slugs = regler.split()
    maerker = {maerke for slug in slugs for maerke in (type_(slug), tema(_temaer()[slug]))}
    return tuple(
        udsnit(et_kle, et_trin, maerke)
        for et_kle in ("", kle)
        for et_trin in (0, trin)
        for maerke in ("", *sorted(maerker))
    )


def maerket(hvor: Udsnit) -> str:
    """Udsnittets tema eller kontroltype; tom, når det er alle."""
    betingelser = dict(hvor)
    return betingelser.get(TYPE) or betingelser.get(TEMA, "")


@lru_cache(maxsize=1)
def daekninger() -> tuple[Daekning, ...]:
    """Temaerne er tilsammen alle sager, og et temas kontroltyper er temaet."""
    typer = {navn: {type_(slug) for slug in i} - {tema(navn)} for navn, i in _i_temaet().items()}
    return (
        Daekning(None, frozenset((TEMA, tema(navn)) for navn in typer)),
        *(
            Daekning((TEMA, tema(navn)), frozenset((TYPE, maerke) for maerke in egne))
            for navn, egne in typer.items()
            if egne
        ),
    )


@lru_cache(maxsize=1)
def makkere() -> dict[str, str]:
    """Den anden kontroltype i temaet, for dem, der kun er to."""
    to = [egne for egne in _i_temaet().values() if len(egne) == 2]
    return {en: anden for par in to for en, anden in (par, reversed(par))}


def maerker() -> tuple[str, ...]:
    """Alle mærker: temaerne, og kontroltyperne i nummerorden."""
    typer = [type_(regel["slug"]) for regel in regler()]
    return tuple(dict.fromkeys([*(tema(navn) for navn in temaer()), *typer]))


@lru_cache(maxsize=1)
def _temaer() -> dict[str, str]:
    return {regel["slug"]: regel["tema"] for regel in regler()}


@lru_cache(maxsize=1)
def _i_temaet() -> dict[str, list[str]]:
    """Hvert temas kontroltyper."""
    return {navn: [slug for slug, i in _temaer().items() if i == navn] for navn in temaer()}
