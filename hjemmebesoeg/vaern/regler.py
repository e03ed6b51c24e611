"""Reglerne som betingelser: hver afviser en række med sin besked, ens på begge motorer.

``NEW`` og ``OLD`` er rækken efter og før; ``{andet}`` er »forskellig fra«, også når noget er tomt.
"""

from __future__ import annotations

from typing import NamedTuple

LISTE, STOP = "hjemmebesoeg_koereliste", "hjemmebesoeg_stop"
DESTRUKTION, TAELLING = "hjemmebesoeg_destruktion", "hjemmebesoeg_taelling"
AFTRYK, TAL = "hjemmebesoeg_maanedsaftryk", "hjemmebesoeg_koerselstal"
POST = "journal_journalpost"


class Regel(NamedTuple):
    """En besked, og det, der er sandt om en række, som ikke må findes."""

    besked: str
    brudt: str


def _stop(vilkaar: str) -> str:
    return f"EXISTS (SELECT 1 FROM {STOP} s WHERE s.liste_id = NEW.id AND {vilkaar})"


def _listen(raekke: str, tilstand: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM {LISTE} l WHERE l.id = {raekke}.liste_id "
        f"AND l.tilstand = '{tilstand}')"
    )


SPRING = "Kørelisten kan ikke springe et trin over."
IKKE_NOTERET = "Kørelisten er ikke kørt, før hvert stop er noteret."
IKKE_I_JOURNALEN = "Kørelisten kan ikke gå videre, før hvert stop står i journalen."
FOR_TIDLIGT = "Kørelisten kan først destrueres, når hvert stop er journaliseret og talt."
UDEN_KVITTERING = "En køreliste destrueres kun sammen med sin kvittering."
KOERT = "En kørt liste kan ikke rettes."
LUKKET = "Kun den åbne måned tælles."
AFTRYK_STAAR = "Aftrykkene destrueres, før måneden lukkes."

_SKRIDT = (("KLADDE", "KOERT"), ("KOERT", "JOURNALISERET"), ("JOURNALISERET", "TALT"))
_ET_SKRIDT = " OR ".join(
    f"(OLD.tilstand = '{fra}' AND NEW.tilstand = '{til}')" for fra, til in _SKRIDT
)
LISTE_NY = (Regel("En køreliste begynder som kladde.", "NEW.tilstand <> 'KLADDE'"),)
LISTE_RETTET = (
    Regel(
        "En køreliste kan ikke skiftes ud.",
        "NEW.id <> OLD.id OR NEW.kommune_id <> OLD.kommune_id OR NEW.nr <> OLD.nr "
        "OR NEW.dag <> OLD.dag OR NEW.omraade <> OLD.omraade",
    ),
    Regel(SPRING, f"NEW.tilstand <> OLD.tilstand AND NOT ({_ET_SKRIDT})"),
    Regel(
        IKKE_NOTERET,
        "NEW.tilstand = 'KOERT' AND OLD.tilstand = 'KLADDE' AND (NOT "
        f"{_stop('1 = 1')} OR {_stop('s.registreret IS NULL')})",
    ),
    Regel(
        IKKE_I_JOURNALEN,
        "NEW.tilstand = 'JOURNALISERET' AND OLD.tilstand = 'KOERT' AND "
        + _stop(
            f"NOT EXISTS (SELECT 1 FROM {POST} p WHERE p.kommune_id = s.kommune_id AND "
            "p.noegle = s.journalnoegle AND p.sag = s.sag_id AND p.tilstand = 'LEVERET')"
        ),
    ),
)
LISTE_SLETTET = (
    Regel(FOR_TIDLIGT, "OLD.tilstand NOT IN ('KLADDE', 'TALT')"),
    Regel(
        UDEN_KVITTERING,
        f"NOT EXISTS (SELECT 1 FROM {DESTRUKTION} d WHERE d.kommune_id = OLD.kommune_id "
        "AND d.nr = OLD.nr)",
    ),
)
_VED_DOEREN = ("besoegt", "klokken", "navn_paa_doer", "kontakt", "anden_aabnede", "oplysninger")
_ANDET_VED_DOEREN = " OR ".join(f"NEW.{felt} {{andet}} OLD.{felt}" for felt in _VED_DOEREN)
STOP_NYT = (
    Regel(KOERT, f"NOT {_listen('NEW', 'KLADDE')}"),
    Regel("Et nyt stop er ikke noteret endnu.", "NEW.registreret IS NOT NULL"),
)
STOP_RETTET = (
    Regel(
        "Et stop kan ikke skiftes ud.",
        "NEW.id <> OLD.id OR NEW.liste_id <> OLD.liste_id OR NEW.sag_id <> OLD.sag_id "
        "OR NEW.kommune_id <> OLD.kommune_id",
    ),
    Regel(
        KOERT,
        f"({_ANDET_VED_DOEREN} OR NEW.registreret {{andet}} OLD.registreret) "
        f"AND NOT {_listen('NEW', 'KLADDE')}",
    ),
    Regel(
        "Et noteret stop kan rettes, men ikke glemmes.",
        "OLD.registreret IS NOT NULL AND NEW.registreret IS NULL",
    ),
)
STOP_SLETTET = (
    Regel(
        FOR_TIDLIGT,
        f"NOT ({_listen('OLD', 'TALT')} OR (OLD.registreret IS NULL AND "
        f"{_listen('OLD', 'KLADDE')}))",
    ),
)
KVITTERING_RETTET = (Regel("En kvittering kan ikke rettes.", "1 = 1"),)
_AABEN = (
    f"EXISTS (SELECT 1 FROM {TAELLING} t WHERE t.kommune_id = NEW.kommune_id AND t.aaben {{er}})"
)
TAELLING_RETTET = (
    Regel(
        "En lukket måned kan ikke åbnes igen.",
        "OLD.lukket_til IS NOT NULL AND (NEW.lukket_til IS NULL "
        "OR NEW.lukket_til < OLD.lukket_til)",
    ),
    Regel(
        "En lukket måned kan ikke tælles.",
        "NEW.aaben IS NOT NULL AND NEW.lukket_til IS NOT NULL AND NEW.aaben <= NEW.lukket_til",
    ),
    Regel(
        AFTRYK_STAAR,
        "OLD.aaben IS NOT NULL AND NEW.aaben {andet} OLD.aaben AND EXISTS (SELECT 1 FROM "
        f"{AFTRYK} a WHERE a.kommune_id = OLD.kommune_id)",
    ),
    Regel("En tælling kan ikke skiftes ud.", "NEW.kommune_id <> OLD.kommune_id"),
)
AFTRYK_NYT = (Regel(LUKKET, f"NOT {_AABEN.replace('{er}', 'IS NOT NULL')}"),)
AFTRYK_RETTET = (Regel("Et aftryk kan ikke rettes.", "1 = 1"),)
_TALT_NU = Regel(LUKKET, f"NOT {_AABEN.replace('{er}', '= NEW.maaned')}")
TAL_NYT = (_TALT_NU,)
TAL_RETTET = (
    _TALT_NU,
    Regel(
        "En tæller går kun op.",
        "NEW.besoegt < OLD.besoegt OR NEW.kontakt < OLD.kontakt OR NEW.gruppe <> OLD.gruppe "
        "OR NEW.maaned <> OLD.maaned OR NEW.omraade <> OLD.omraade "
        "OR NEW.kommune_id <> OLD.kommune_id",
    ),
)
TAL_SLETTET = (Regel("Et talt tal kan ikke slettes.", "1 = 1"),)

REGLER: dict[tuple[str, str], tuple[Regel, ...]] = {
    (LISTE, "INSERT"): LISTE_NY,
    (LISTE, "UPDATE"): LISTE_RETTET,
    (LISTE, "DELETE"): LISTE_SLETTET,
    (STOP, "INSERT"): STOP_NYT,
    (STOP, "UPDATE"): STOP_RETTET,
    (STOP, "DELETE"): STOP_SLETTET,
    (DESTRUKTION, "UPDATE"): KVITTERING_RETTET,
    (DESTRUKTION, "DELETE"): KVITTERING_RETTET,
    (TAELLING, "UPDATE"): TAELLING_RETTET,
    (AFTRYK, "INSERT"): AFTRYK_NYT,
    (AFTRYK, "UPDATE"): AFTRYK_RETTET,
    (TAL, "INSERT"): TAL_NYT,
    (TAL, "UPDATE"): TAL_RETTET,
    (TAL, "DELETE"): TAL_SLETTET,
}
"""Tabel og handling → det, der afvises."""
BESKEDER = frozenset(regel.besked for regler in REGLER.values() for regel in regler)
"""Det, databasen kan svare; ingen besked rummer noget om borgeren."""
