"""Samlingen: det, siden, dokumentet og programgrænsefladen alle viser, som data med danske ord.

Den rummer kun tekst, tal og lister, så den kan fryses i journalen, som den er. Et register, der
ikke svarede, står med sin fejl og har ingen tabeller; intet sted kan det ligne et nej.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypedDict

from kontrol.kontrolark.felter import MASKERET, TOM, celle, slags, uden_styretegn
from registre.opslag.kontrakt import OPSLAGSREGISTRE
from sagsopstart.fakta.beskyttelse import skal_skjules
from sagsopstart.fakta.fuldstaendig import Status, status
from sagsopstart.fakta.grupper import GRUPPER, Del
from sagsopstart.fakta.indkomst import maaneder
from sagsopstart.fakta.tabel import Faktatabel, Svar
from sagsopstart.models import Opslagstilstand, Registeropslag, Rolle
from samkoering.grundlag.ord import dansk_dato

UDEN_SVAR = "Der er ingen oplysninger fra registeret. Det betyder ikke, at der intet er."
PAA_VEJ = "Registeret har ikke svaret endnu."
CPR_MANGLER = (
    "CPR har ikke svaret om ansøgeren. Det vides derfor ikke, om der er en ægtefælle, og ingen er "
    "slået op."
)
TIDLIGERE_AEGTEFAELLE = (
    "CPR har ikke svaret om ansøgeren. Ægtefællen er den, CPR nævnte ved et tidligere opslag."
)


class Kolonne(TypedDict):
    """En kolonnes overskrift, og hvordan den stilles op."""

    navn: str
    slags: str


class Tabel(TypedDict):
    """En tabel; uden rækker er ``tom`` registerets eget nej i ord."""

    navn: str
    kolonner: list[Kolonne]
    raekker: list[list[str]]
    tom: str


class Blok(TypedDict):
    """Et registers svar i en gruppe, eller hvorfor der ikke er et."""

    register: str
    navn: str
    tilstand: str
    svarede: bool
    hvornaar: str
    data_fra: str
    fejl: str
    tabeller: list[Tabel]
    soejler: list[tuple[str, int | None]]


class Personblokke(TypedDict):
    """En persons blokke i en gruppe."""

    rolle: str
    hvem: str
    blokke: list[Blok]


class Afsnit(TypedDict):
    """En gruppe med begge personer."""

    noegle: str
    navn: str
    personer: list[Personblokke]


class Samling(TypedDict):
    """Det hele."""

    dag: str
    afsnit: list[Afsnit]
    status: list[Status]
    bemaerkninger: list[str]
    beskyttet: bool
    fuldstaendig: bool


def samling(opslag: Iterable[Registeropslag], *, vis_adresse: bool = False) -> Samling:
    """Samlingen af én dags opslag. Adresser er skjult, medmindre ingen er beskyttet."""
    alle = list(opslag)
    personer = {
        rolle: {et.register: et for et in alle if et.rolle == rolle}
        for rolle in Rolle
        if any(et.rolle == rolle for et in alle)
    }
    beskyttet = any(skal_skjules(egne.get("cpr")) for egne in personer.values())
    skjul = beskyttet and not vis_adresse
    return {
        "dag": dansk_dato(max((et.dag for et in alle), default=None)),
        "afsnit": [
            {
                "noegle": gruppe.noegle,
                "navn": gruppe.navn,
                "personer": [
                    {
                        "rolle": str(rolle),
                        "hvem": str(rolle.label),
                        "blokke": [_blok(del_, egne, skjul=skjul) for del_ in gruppe.dele],
                    }
                    for rolle, egne in personer.items()
                ],
            }
            for gruppe in GRUPPER
        ],
        "status": [status(rolle, egne) for rolle, egne in personer.items()],
        "bemaerkninger": _bemaerkninger(personer),
        "beskyttet": beskyttet,
        "fuldstaendig": bool(alle)
        and all(et.tilstand == Opslagstilstand.SVARET for et in alle)
        and all(len(egne) == len(OPSLAGSREGISTRE) for egne in personer.values()),
    }


def aegtefaelle_hentes(opslag: Iterable[Registeropslag]) -> bool:
    """Om CPR endnu hentes om ansøgeren: så vides ægtefællen ikke, men intet er gået galt."""
    return any(
        et.register == "cpr" and et.rolle == Rolle.ANSOEGER and not et.er_faerdigt for et in opslag
    )


def adresser_hentes(opslag: Iterable[Registeropslag]) -> bool:
    """Om adresser kun er skjult, fordi CPR endnu hentes; intet svar har lukket for dem."""
    fra_cpr = [et for et in opslag if et.register == "cpr"]
    lukket = any(et.er_faerdigt and skal_skjules(et) for et in fra_cpr)
    return not lukket and any(not et.er_faerdigt for et in fra_cpr)


def _blok(del_: Del, egne: dict[str, Registeropslag], *, skjul: bool) -> Blok:
    et = egne.get(del_.register)
    svaret = et is not None and et.tilstand == Opslagstilstand.SVARET
    svar = et.svar if et is not None and svaret else None
    fejlet = et is not None and et.tilstand == Opslagstilstand.FEJLET
    return {
        "register": del_.register,
        "navn": OPSLAGSREGISTRE[del_.register],
        "tilstand": str(et.get_tilstand_display()) if et else "Ikke slået op",
        "svarede": svar is not None,
        "hvornaar": et.afsluttet.isoformat() if et and et.afsluttet else "",
        "data_fra": dansk_dato(et.data_fra) if et else "",
        "fejl": (f"{et.fejl} {UDEN_SVAR}" if et and fejlet else "") or ("" if svaret else PAA_VEJ),
        "tabeller": [_tabel(t, skjul=skjul) for t in del_.dan(svar, et.dag)] if svar and et else [],
        "soejler": _soejler(del_, svar, et.dag) if svar and et else [],
    }


def _soejler(del_: Del, svar: Svar, dag: date) -> list[tuple[str, int | None]]:
    if del_.register != "eindkomst":
        return []
    return [(f"{maaned:%m-%y}", beloeb) for maaned, beloeb in maaneder(svar, dag)]


def _tabel(tabel: Faktatabel, *, skjul: bool) -> Tabel:
    return {
        "navn": tabel.navn,
        "kolonner": [{"navn": navn, "slags": slags(type_)} for navn, type_ in tabel.kolonner],
        "raekker": [
            [
                som_celle(type_, vaerdi, skjul=skjul)
                for (_, type_), vaerdi in zip(tabel.kolonner, raekke, strict=True)
            ]
            for raekke in tabel.raekker
        ],
        "tom": tabel.tom,
    }


def som_celle(type_: str, vaerdi: object, *, skjul: bool) -> str:
    """Faktummet i danske ord; ``skjul`` maskerer en adresse."""
    if vaerdi in (None, ""):
        return TOM
    tekst = str(uden_styretegn(str(vaerdi)))
    if type_ == "maaned":
        return f"{tekst[5:7]}-{tekst[:4]}"
    if type_ == "cpr":
        return f"{tekst[:6]}-{tekst[6:]}"
    if type_ == "adresse":
        return MASKERET if skjul else tekst
    raa = vaerdi if isinstance(vaerdi, int) else tekst
    return celle(type_, raa, masker_adresse=skjul).tekst


def _bemaerkninger(personer: dict[Rolle, dict[str, Registeropslag]]) -> list[str]:
    cpr = personer.get(Rolle.ANSOEGER, {}).get("cpr")
    if cpr is not None and (cpr.svar is not None or not cpr.er_faerdigt):
        return []
    return [TIDLIGERE_AEGTEFAELLE if Rolle.AEGTEFAELLE in personer else CPR_MANGLER]
