"""De 17 reglers afgørelse som en beslutning i JDM (JSON Decision Model)."""

from __future__ import annotations

from typing import Any

_ALLE = '["32.24.04","32.24.08","32.24.10","32.24.12","32.24.28","32.24.30","32.24.32","32.24.48"]'
_FORSOERGER = '["32.24.04","32.24.10","32.24.32","32.24.48"]'
_BIDRAG = '["32.24.04","32.24.32","32.24.48"]'
_YM_ALLE = f'rolle == "YM" and kle in {_ALLE}'
_BEGGE_FORSOERGER = f"kle in {_FORSOERGER}"
_BEGGE_ALLE = f"kle in {_ALLE}"
_ALLE_OG_FORSOERGER = f'(rolle == "YM" ? kle in {_ALLE} : kle in {_FORSOERGER})'

_I_VINDUET = "#.dato >= vfra and #.dato <= vtil"
_UD = "{dato: #.dato, noegle: #.noegle}"


def _handel(dag: str, noegle: str) -> str:
    ung = f"#.{dag} != null and #.ung_til != null and #.{dag} <= #.ung_til"
    vindue = f"#.{dag} >= vfra and #.{dag} <= vtil"
    return f"map(filter(biler, {ung} and {vindue}), {{dato: #.{dag}, noegle: #.{noegle}}})"


def _fra(liste: str, krav: str = "true") -> str:
    return f"map(filter({liste}, {krav} and {_I_VINDUET}), {_UD})"


_NY_LOEN = (
    "nyeste != null and nyeste.dato >= vfra and nyeste.dato <= vtil and (forrige == null or "
    "forrige.cvr != nyeste.cvr or nyeste.dato - forrige.dato > 60) "
    "? [{dato: nyeste.dato, noegle: nyeste.noegle}] : []"
)
_OVERLAPPER = "#.netto != 0 and #.start <= vtil and #.slut >= vfra"
_FOR_SENT = "#.netto != 0 and #.slut < vfra and #.senest >= vfra and #.senest <= vtil"
_STIFTERE = '["STIFTER","FULDT_ANSVARLIG_DELTAGER","INTERESSENT","INDEHAVER"]'
_GAMLE = f"filter(handler, #.dato > #.ung_til and {_I_VINDUET})"
_MODTAGER = '#.rolle == "BIDRAGSMODTAGER" and #.kle in ["32.15.08","32.15.20","32.15.24"]'
_BETALER = '#.rolle == "BIDRAGSBETALER" and #.kle == "32.16.04"'
_SKILTES = "#.delte_foer and not #.deler_nu and #.begge_lever and not #.kun_omkodning"
_OPHAEVET = '#.gaelder and #.kode in ["G","P"] and #.gift <= #.separeret and #.lever and #.sammen'
_NY_GRUPPE = '(#.gruppe == "PERSONNUMMER" or #.foer == null or #.gruppe != #.foer)'


def _aendring(krav: str, dato: str, ord_: str) -> str:
    vindue = f"#.{dato} >= vfra and #.{dato} <= vtil"
    ud = f'{{dato: #.{dato}, noegle: #.noegle + "{ord_}"}}'
    return f"map(filter(ydelser, {krav} and {vindue}), {ud})"


_AFGOERELSER: tuple[tuple[str, str, str], ...] = (
    ("bilkoeb", _BEGGE_FORSOERGER, _handel("koebt", "koebsnoegle")),
    ("bilsalg", _BEGGE_FORSOERGER, _handel("solgt", "salgsnoegle")),
    (
        "mange_bilhandler",
        _BEGGE_FORSOERGER,
        f"len({_GAMLE}) >= 3 ? map([{_GAMLE}[len({_GAMLE}) - 1]], {_UD}) : []",
    ),
    (
        "ny_virksomhed",
        _ALLE_OG_FORSOERGER,
        _fra("deltagelser", f"#.rolle in {_STIFTERE} and #.rolle_fra <= #.dato"),
    ),
    ("b_indkomst", _ALLE_OG_FORSOERGER, _fra("b_perioder", "#.netto > 50000")),
    ("ny_arbejdsgiver", _ALLE_OG_FORSOERGER, _NY_LOEN),
    (
        "momsindberetning",
        _ALLE_OG_FORSOERGER,
        f"map(filter(kvartaler, {_OVERLAPPER}), {{dato: #.slut, noegle: #.noegle}})",
    ),
    (
        "momsindberetning:for_sent",
        _ALLE_OG_FORSOERGER,
        f"map(filter(kvartaler, {_FOR_SENT}), {{dato: #.senest, noegle: #.noegle}})",
    ),
    (
        "aendring_andre_ydelser:start",
        _ALLE_OG_FORSOERGER,
        _aendring("#.nu > 0 and #.foer <= 0", "foerste", "START"),
    ),
    (
        "aendring_andre_ydelser:stop",
        _ALLE_OG_FORSOERGER,
        _aendring("#.nu <= 0 and #.foer > 0 and #.maaned <= stop_til", "maaned", "STOP"),
    ),
    (
        "aendring_andre_ydelser:beloeb",
        _ALLE_OG_FORSOERGER,
        _aendring("#.nu > 0 and #.foer > 0 and abs(#.nu - #.foer) > 50000", "foerste", "BELOEB"),
    ),
    (
        "civilstand",
        f'rolle == "YM" and kle in {_FORSOERGER}',
        _fra("civilstande", '#.kode in ["G","P","F","O","E","L"]'),
    ),
    ("civilstand:sep", f'rolle == "YM" and kle in {_FORSOERGER}', _fra("separationer")),
    ("civilstand:ophaevet", f'rolle == "YM" and kle in {_FORSOERGER}', _fra("frister", _OPHAEVET)),
    (
        "barn_flytter",
        _BEGGE_ALLE,
        _fra("adresseskift", f"{_SKILTES} and #.voksen != null and #.dato < #.voksen"),
    ),
    (
        "flytning",
        _YM_ALLE,
        _fra("adresser", '#.aarsag == "FLYTNING" and #.foer != null and #.foer != #.nu'),
    ),
    (
        "borger_doer",
        _YM_ALLE,
        f'map(filter(statusser, #.kode == "90" and {_I_VINDUET}), {{dato: #.dato, noegle: "90"}})',
    ),
    (
        "borgerstatus",
        _YM_ALLE,
        _fra("statusser", f"#.gruppe != null and #.har_foer and {_NY_GRUPPE}"),
    ),
    ("foedsel", _YM_ALLE, _fra("foedsler")),
    ("barn_doer", _YM_ALLE, _fra("boerns_status", '#.kode == "90"')),
    (
        "underholdsbidrag",
        f'rolle == "YM" and kle in {_BIDRAG}',
        _fra("bidragssager", f"(({_MODTAGER}) or ({_BETALER}))"),
    ),
    ("feriekonto", _ALLE_OG_FORSOERGER, _fra("ferie", "not #.annulleret")),
)
"""Regel (evt. med et led efter kolon), hvem den gælder for, og hvad den finder."""


def beslutning() -> dict[str, Any]:
    """Grafen: fakta ind, ét trin med et udtryk pr. led, fund ud."""
    udtryk = [
        {"id": navn, "key": navn.replace(":", "__"), "value": f"({hvem}) ? ({hvad}) : []"}
        for navn, hvem, hvad in _AFGOERELSER
    ]
    return {
        "contentType": "application/vnd.gorules.decision",
        "nodes": [
            _trin("fakta", "inputNode"),
            {**_trin("regler", "expressionNode"), "content": {"expressions": udtryk}},
            _trin("fund", "outputNode"),
        ],
        "edges": [_kant("fakta", "regler"), _kant("regler", "fund")],
    }


def _trin(navn: str, type_: str) -> dict[str, Any]:
    return {"id": navn, "name": navn, "type": type_, "position": {"x": 0, "y": 0}}


def _kant(fra: str, til: str) -> dict[str, str]:
    return {"id": f"{fra}-{til}", "sourceId": fra, "targetId": til, "type": "edge"}
