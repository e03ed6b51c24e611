"""Scenerne: hvem der er beskyttet, hvem der flytter, og hvad der må ses på modtagerens ark."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from tests.bevis.adresseverden import BARN_FOEDT, FOEDT, NAT, TIDLIGERE, Scene

EN_DAG = timedelta(days=1)


def _flyttet(scene: Scene, **beskyttelse: object) -> None:
    """Modtageren flytter fra A til B og har beskyttelsen."""
    scene.flytter("YM", "A", "B")
    scene.beskyt("YM", **beskyttelse)


def _beskyttet_og_flyttet(scene: Scene) -> None:
    _flyttet(scene)
    scene.vis(egne="AB")


def _beskyttet_til(til: object, *, gaelder: bool) -> Callable[[Scene], None]:
    def byg(scene: Scene) -> None:
        _flyttet(scene, til=til)
        scene.vis(**{"egne" if gaelder else "fri": "AB"})

    return byg


def _beskyttet_fra(fra: object, *, gaelder: bool) -> Callable[[Scene], None]:
    def byg(scene: Scene) -> None:
        _flyttet(scene, fra=fra)
        scene.vis(**{"egne" if gaelder else "fri": "AB"})

    return byg


def _anden_beskyttelse(scene: Scene) -> None:
    scene.flytter("YM", "A", "B")
    for art in ("0002", "0003", "0004"):
        scene.beskyt("YM", art)
    scene.vis(fri="AB")


def _under_et_gammelt_nummer(scene: Scene) -> None:
    scene.flytter("YM", "A", "B")
    scene.skriv("cpr_personer", "GAMMEL", foedselsdato=FOEDT, gaeldende_cpr=scene.ym)
    scene.beskyt("GAMMEL")
    scene.vis(egne="AB")


def _opslaget_mislykkedes(scene: Scene) -> None:
    scene.flytter("YM", "A", "B")
    scene.skriv("ikke_besvaret", "YM", tabel="cpr_beskyttelse")
    scene.vis(egne="AB")


def _aegtefaellen_samme_sted(scene: Scene) -> None:
    scene.gift()
    scene.flytter("YM", "A", "B")
    scene.flytter("AEF", "A", "B")
    scene.beskyt("AEF")
    scene.vis(egne="AB")


def _aegtefaellen_et_andet_sted(scene: Scene) -> None:
    scene.gift()
    scene.flytter("YM", "A", "B")
    scene.bor("AEF", "C")
    scene.beskyt("AEF")
    scene.vis(andres="C")


def _begge_hver_sit_sted(scene: Scene) -> None:
    _aegtefaellen_et_andet_sted(scene)
    scene.beskyt("YM")
    scene.vis(egne="AB", andres="C")


def _aegtefaellen_blev_boende(scene: Scene) -> None:
    """Modtageren flyttede fra ægtefællen: det, hun flyttede fra, er nu en andens adresse."""
    scene.gift()
    scene.flytter("YM", "A", "B")
    scene.bor("AEF", "A")
    scene.beskyt("AEF")
    scene.vis(andres="A")


def _barnet_flytter(scene: Scene) -> None:
    scene.barn("YM")
    scene.bor("YM", "A")
    scene.flytter("BARN", "A", "C")
    scene.beskyt("BARN")
    scene.vis(andres="C", fri="A")


def _barnet_blev_boende(scene: Scene) -> None:
    scene.barn("YM")
    scene.flytter("YM", "A", "B")
    scene.bor("BARN", "A", BARN_FOEDT)
    scene.beskyt("BARN")
    scene.vis(andres="A")


def _barnet_bor_hos_modtageren(scene: Scene) -> None:
    scene.barn("YM")
    scene.flytter("YM", "A", "B")
    scene.flytter("BARN", "A", "B")
    scene.beskyt("BARN")
    scene.vis(egne="AB")


def _barnet_bor_hos_aegtefaellen(scene: Scene) -> None:
    scene.gift()
    scene.barn("YM", "AEF")
    scene.flytter("YM", "A", "B")
    scene.bor("AEF", "C")
    scene.bor("BARN", "C", BARN_FOEDT)
    scene.beskyt("BARN")
    scene.vis(andres="C")


def _barnet_flytter_til_en_beskyttet(scene: Scene) -> None:
    scene.voksen("FAR")
    scene.barn("YM", "FAR")
    scene.bor("YM", "A")
    scene.flytter("BARN", "A", "C")
    scene.bor("FAR", "C")
    scene.beskyt("FAR")
    scene.vis(andres="C", fri="A")


def _aegtefaellens_barn_flytter(scene: Scene) -> None:
    """Regel 10 med ægtefællen som forælder."""
    scene.gift()
    scene.barn("AEF")
    for hvem in ("YM", "AEF"):
        scene.bor(hvem, "A")
    scene.flytter("BARN", "A", "C")
    scene.beskyt("BARN")
    scene.vis(andres="C", fri="A")


def _skilt(scene: Scene) -> None:
    scene.gift(til=TIDLIGERE)
    scene.skriv("cpr_civilstand", "YM", civilstand="F", fra=TIDLIGERE)
    scene.bor("YM", "A")
    scene.flytter("AEF", "A", "C", TIDLIGERE)
    scene.beskyt("AEF")
    scene.vis(andres="C", fri="A")


def _separeret(scene: Scene) -> None:
    scene.gift()
    scene.skriv("cpr_separation", "YM", fra=TIDLIGERE)
    scene.flytter("YM", "A", "B")
    scene.flytter("AEF", "A", "C", TIDLIGERE)
    scene.beskyt("AEF")
    scene.vis(andres="C")


def _separationen_er_ophaevet(scene: Scene) -> None:
    scene.gift()
    scene.skriv("cpr_separation", "YM", fra="2018-03-10")
    for hvem in ("YM", "AEF"):
        scene.bor(hvem, "A")
    scene.beskyt("AEF")
    scene.vis(egne="A")


SCENER: dict[str, Callable[[Scene], None]] = {
    "beskyttet og flyttet": _beskyttet_og_flyttet,
    "beskyttet til og med i dag": _beskyttet_til(NAT, gaelder=True),
    "beskyttet til i går": _beskyttet_til(NAT - EN_DAG, gaelder=False),
    "beskyttet fra i dag": _beskyttet_fra(NAT, gaelder=True),
    "beskyttet fra i morgen": _beskyttet_fra(NAT + EN_DAG, gaelder=False),
    "en anden slags beskyttelse": _anden_beskyttelse,
    "beskyttet under et gammelt nummer": _under_et_gammelt_nummer,
    "opslaget om beskyttelse mislykkedes": _opslaget_mislykkedes,
    "ægtefællen samme sted": _aegtefaellen_samme_sted,
    "ægtefællen et andet sted": _aegtefaellen_et_andet_sted,
    "begge, hver sit sted": _begge_hver_sit_sted,
    "ægtefællen blev boende": _aegtefaellen_blev_boende,
    "barnet flytter": _barnet_flytter,
    "barnet blev boende": _barnet_blev_boende,
    "barnet bor hos modtageren": _barnet_bor_hos_modtageren,
    "barnet bor hos ægtefællen": _barnet_bor_hos_aegtefaellen,
    "barnet flytter til en beskyttet": _barnet_flytter_til_en_beskyttet,
    "ægtefællens barn flytter": _aegtefaellens_barn_flytter,
    "skilt": _skilt,
    "separeret": _separeret,
    "separationen er ophævet": _separationen_er_ophaevet,
}


def _ingen_svarede(scene: Scene) -> None:
    """Uden svar om beskyttelse er alle beskyttede, også ægtefællen og barnet."""
    scene.gift()
    scene.barn("YM")
    scene.flytter("YM", "A", "B")
    scene.bor("AEF", "C")
    scene.flytter("BARN", "A", "D")
    scene.vis(egne="AB", andres="CD")


UDEN_SVAR: dict[str, Callable[[Scene], None]] = {"ingen svarede om beskyttelse": _ingen_svarede}
