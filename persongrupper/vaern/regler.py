"""Reglerne som betingelser: hver afviser en række med sin besked. De er de samme på begge motorer.

``{i_dag}`` er dagen i København. ``NEW`` og ``OLD`` er rækken efter og før.
"""

from __future__ import annotations

from typing import NamedTuple

BORGER, PERIODE = "persongrupper_projektborger", "persongrupper_markeringsperiode"
HAENDELSE, TAL = "persongrupper_markeringshaendelse", "persongrupper_maanedstal"
INDLAESNING = "persongrupper_indlaesning"
MINDST_DAGE = 365
"""Yngre markeringer kan ikke slettes, heller ikke af opbevaringen."""


class Regel(NamedTuple):
    """En besked, og det, der er sandt om en række, som ikke må findes."""

    besked: str
    brudt: str


_GRUPPE = "('GRUPPE_1', 'GRUPPE_2', 'GRUPPE_3')"
_INGEN_SLUT = "'9999-12-31'"


def _anden(vilkaar: str) -> str:
    """Findes der en anden gældende periode på borgeren, som overlapper og opfylder vilkåret?"""
    return (
        f"NEW.annulleret IS NULL AND EXISTS (SELECT 1 FROM {PERIODE} p "
        "WHERE p.borger_id = NEW.borger_id AND p.id <> NEW.id AND p.annulleret IS NULL "
        f"AND p.fra <= coalesce(NEW.til, {_INGEN_SLUT}) "
        f"AND coalesce(p.til, {_INGEN_SLUT}) >= NEW.fra AND ({vilkaar}))"
    )


def _stars(kolonne: str) -> str:
    """Peger kolonnen på en fil om bruttomålgruppen, der er indlæst i kommunen i dag?"""
    return (
        f"EXISTS (SELECT 1 FROM {INDLAESNING} i WHERE i.id = NEW.{kolonne} "
        "AND i.kommune_id = NEW.kommune_id AND i.slags = 'BRUTTOMAALGRUPPE' AND i.dag = {i_dag})"
    )


EN_GRUPPE = "Borgeren har allerede en af grupperne 1–3 den dag. Brug “Flyt”."
EN_AF_HVER = "Borgeren har allerede den markering den dag."
IKKE_UDSKUDT = "Udskudt visitation kan ikke stå sammen med Gr. 2 eller Gr. 3."
START_I_DAG = "En markering kan kun begynde den dag, den registreres."
UFORANDERLIG = "En markering kan ikke rettes. Annullér den, og sæt en ny."
SLUT_NU = "Slutdatoen kan kun være i dag, eller i går når markeringen afløses."
FREM_I_TIDEN = "Udskydelsen skal ventes at slutte efter i dag."
KUN_STAR = "Bruttomålgruppen sættes og afsluttes kun af STAR."
UDEN_FOR = "Borgeren er ikke i bruttomålgruppen i dag. Kun STAR kan sætte borgeren i den."
FOERSTE = "Borgerens første gruppe kan ikke ændres."
FOR_UNG = "Markeringen er for ny til at blive slettet."

ALTID = (
    Regel(EN_GRUPPE, f"NEW.markering IN {_GRUPPE} AND {_anden(f'p.markering IN {_GRUPPE}')}"),
    Regel(EN_AF_HVER, _anden("p.markering = NEW.markering")),
    Regel(
        IKKE_UDSKUDT,
        "NEW.markering IN ('GRUPPE_2', 'GRUPPE_3', 'UDSKUDT_VISITATION') AND "
        + _anden(
            "(NEW.markering = 'UDSKUDT_VISITATION' AND p.markering IN ('GRUPPE_2', 'GRUPPE_3')) "
            "OR (NEW.markering <> 'UDSKUDT_VISITATION' AND p.markering = 'UDSKUDT_VISITATION')"
        ),
    ),
    Regel(
        "Skriv en grund og et navn, der ikke kun er mellemrum.",
        "(NEW.grund <> '' AND trim(NEW.grund) = '') OR "
        "(NEW.jobformidler <> '' AND trim(NEW.jobformidler) = '') OR "
        "(NEW.annulleringsgrund <> '' AND trim(NEW.annulleringsgrund) = '')",
    ),
)
NY = (
    Regel(
        "Borgeren findes ikke i kommunen.",
        f"NOT EXISTS (SELECT 1 FROM {BORGER} b WHERE b.id = NEW.borger_id "
        "AND b.kommune_id = NEW.kommune_id)",
    ),
    Regel(START_I_DAG, "NEW.markering <> 'BRUTTOMAALGRUPPE' AND NEW.fra <> {i_dag}"),
    Regel(
        "En ny markering er åben og ikke annulleret.",
        "NEW.annulleret IS NOT NULL OR NEW.annulleret_af_id IS NOT NULL "
        "OR NEW.sluttet_af_id IS NOT NULL "
        "OR (NEW.markering <> 'BRUTTOMAALGRUPPE' AND NEW.til IS NOT NULL)",
    ),
    Regel(
        KUN_STAR,
        "NEW.markering = 'BRUTTOMAALGRUPPE' AND (NEW.fra > {i_dag} OR NOT "
        f"{_stars('indlaesning_id')})",
    ),
    Regel(
        UDEN_FOR,
        "NEW.markering <> 'BRUTTOMAALGRUPPE' AND NOT EXISTS "
        f"(SELECT 1 FROM {PERIODE} p WHERE p.borger_id = NEW.borger_id "
        "AND p.markering = 'BRUTTOMAALGRUPPE' AND p.annulleret IS NULL "
        f"AND p.fra <= {{i_dag}} AND coalesce(p.til, {_INGEN_SLUT}) >= {{i_dag}})",
    ),
    *ALTID,
)
FASTE = (
    *("id", "kommune_id", "borger_id", "markering", "fra", "oprettet", "oprettet_af_id"),
    *("grund", "forventet_til", "jobformidler", "min_plan_dato", "indlaesning_id"),
)
RETTET = (
    Regel(UFORANDERLIG, " OR ".join(f"NEW.{k} {{andet}} OLD.{k}" for k in FASTE)),
    Regel(
        UFORANDERLIG,
        "OLD.annulleret IS NOT NULL AND (NEW.annulleret {andet} OLD.annulleret "
        "OR NEW.annulleringsgrund <> OLD.annulleringsgrund "
        "OR NEW.annulleret_af_id {andet} OLD.annulleret_af_id OR NEW.til {andet} OLD.til)",
    ),
    Regel(
        UFORANDERLIG,
        "OLD.annulleret IS NULL AND NEW.annulleret IS NOT NULL "
        "AND (NEW.annulleret <> {i_dag} OR NEW.til {andet} OLD.til)",
    ),
    Regel(
        UFORANDERLIG,
        "OLD.til IS NOT NULL AND OLD.sluttet_af_id IS NOT NULL "
        "AND NEW.sluttet_af_id {andet} OLD.sluttet_af_id",
    ),
    Regel(
        SLUT_NU,
        "NEW.markering <> 'BRUTTOMAALGRUPPE' AND NEW.til {andet} OLD.til AND (OLD.til IS NOT NULL "
        "OR NEW.til IS NULL OR NEW.til > {i_dag} OR NEW.til < {i_gaar})",
    ),
    Regel(
        KUN_STAR,
        "NEW.markering = 'BRUTTOMAALGRUPPE' AND (NEW.annulleret IS NOT NULL "
        "OR NEW.sluttet_af_id IS NOT NULL "
        f"OR (NEW.til {{andet}} OLD.til AND NOT {_stars('slut_indlaesning_id')}))",
    ),
    *ALTID,
)
SLETTET = (
    Regel(
        FOR_UNG,
        f"EXISTS (SELECT 1 FROM {PERIODE} p WHERE p.borger_id = OLD.borger_id "
        f"AND coalesce(p.annulleret, p.til, {_INGEN_SLUT}) > {{slettegraense}})",
    ),
)
"""En markering og dens linjer slettes kun sammen med alt om borgeren, og når alt er gammelt."""


def foerste(felt: str, borger: str) -> str:
    """Borgerens første gruppe, som perioderne siger det; ``felt`` er markeringen eller dagen.

    Den, der blev annulleret samme dag, var en fejl og tæller ikke; den, der blev annulleret
    senere, har talt og bliver ved med det.
    """
    return (
        f"(SELECT p.{felt} FROM {PERIODE} p WHERE p.borger_id = {borger} "
        f"AND p.markering IN {_GRUPPE} AND (p.annulleret IS NULL OR p.annulleret > p.fra) "
        "ORDER BY p.fra, p.oprettet, p.id LIMIT 1)"
    )


BORGER_NY = (
    Regel(
        "En ny borger har ingen gruppe.",
        "NEW.foerste_gruppe IS NOT NULL OR NEW.foerste_dag IS NOT NULL",
    ),
)
_AENDRET = (
    "NEW.foerste_gruppe {andet} OLD.foerste_gruppe OR NEW.foerste_dag {andet} OLD.foerste_dag"
)
BORGER_RETTET = (
    Regel(
        "Borgeren kan ikke skiftes ud.",
        "NEW.id <> OLD.id OR NEW.kommune_id <> OLD.kommune_id OR NEW.cpr <> OLD.cpr",
    ),
    Regel(
        FOERSTE,
        f"({_AENDRET}) AND (NEW.foerste_gruppe {{andet}} {foerste('markering', 'NEW.id')} "
        f"OR NEW.foerste_dag {{andet}} {foerste('fra', 'NEW.id')})",
    ),
    Regel(
        FOERSTE,
        f"({_AENDRET}) AND OLD.foerste_gruppe IS NOT NULL AND NOT EXISTS "
        f"(SELECT 1 FROM {PERIODE} p WHERE p.borger_id = NEW.id AND p.fra = OLD.foerste_dag "
        "AND p.markering = OLD.foerste_gruppe AND p.annulleret = p.fra)",
    ),
)
INDLAESNING_NY = (Regel("En fil indlæses i dag.", "NEW.dag <> {i_dag}"),)
INDLAESNING_RETTET = (
    Regel(
        "En indlæsning kan ikke rettes.",
        "NEW.id <> OLD.id OR NEW.dag <> OLD.dag OR NEW.slags <> OLD.slags "
        "OR NEW.sha256 <> OLD.sha256 OR NEW.kommune_id <> OLD.kommune_id",
    ),
)
HAENDELSE_RETTET = (Regel("Loggen over markeringer kan ikke rettes.", "1 = 1"),)
TAL_NY = (Regel("Måneden er ikke slut.", "NEW.maaned >= {maanedens_foerste}"),)
TAL_RETTET = (Regel("Et opgjort tal kan ikke ændres.", "1 = 1"),)

REGLER: dict[tuple[str, str], tuple[Regel, ...]] = {
    (PERIODE, "INSERT"): NY,
    (PERIODE, "UPDATE"): RETTET,
    (PERIODE, "DELETE"): SLETTET,
    (BORGER, "INSERT"): BORGER_NY,
    (BORGER, "UPDATE"): BORGER_RETTET,
    (INDLAESNING, "INSERT"): INDLAESNING_NY,
    (INDLAESNING, "UPDATE"): INDLAESNING_RETTET,
    (HAENDELSE, "UPDATE"): HAENDELSE_RETTET,
    (HAENDELSE, "DELETE"): SLETTET,
    (TAL, "INSERT"): TAL_NY,
    (TAL, "UPDATE"): TAL_RETTET,
    (TAL, "DELETE"): TAL_RETTET,
}
"""Tabel og handling → det, der afvises."""
KRAV = {
    "markering_udskudt_frem_i_tiden": FREM_I_TIDEN,
    "markering_udskudt_med_grund_og_slut": (
        "Udskudt visitation skal have en grund og en dag, den ventes at slutte."
    ),
    "markering_jobformidler_i_min_plan": (
        "Jobformidleren skal have et navn og den dag, navnet blev skrevet i Min Plan."
    ),
    "markering_min_plan_er_skrevet": "Navnet skal være skrevet i Min Plan i dag eller før.",
}
"""De af tabellens krav, en bruger kan bryde, og det, databasens navn på dem betyder."""
BESKEDER = frozenset(regel.besked for regler in REGLER.values() for regel in regler)
"""Det, databasen kan svare; ingen besked rummer noget om borgeren."""
