"""Det, ansøgningens side viser."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from journal import poster
from kontrol.kontrolark.forms import Adressebegrundelse
from sagsopstart.fakta.beskyttelse import beskyttede, hvorfor_skjult
from sagsopstart.fakta.navne import fulde_navne
from sagsopstart.fakta.personen import navn
from sagsopstart.fakta.samling import Samling, adresser_hentes, aegtefaelle_hentes, samling
from sagsopstart.models import Ansoegning, Opslagstilstand, Registeropslag, Rolle
from sagsopstart.side.diagram import diagram
from sagsopstart.side.opslagene import er_i_gang

IKON = {
    Opslagstilstand.VENTER: "time",
    Opslagstilstand.HENTER: "refresh",
    Opslagstilstand.SVARET: "success",
    Opslagstilstand.FEJLET: "error",
}


def felter(
    ansoegning: Ansoegning,
    opslag: list[Registeropslag],
    form: Adressebegrundelse,
    *,
    vis_adresse: bool = False,
) -> dict[str, Any]:
    """Skabelonens felter."""
    fakta = samling(opslag, vis_adresse=vis_adresse)
    dag = max((et.dag for et in opslag), default=None)
    return {
        "ansoegning": ansoegning,
        "aegtefaelle": _aegtefaelle(ansoegning, opslag),
        "s": fakta,
        "diagrammer": _diagrammer(fakta),
        "navne": _navne(opslag),
        "beskyttede": beskyttede(opslag),
        "hvorfor_skjult": hvorfor_skjult(opslag),
        "form": form,
        "vis_adresse": vis_adresse,
        "aegtefaelle_hentes": aegtefaelle_hentes(opslag),
        "adresser_hentes": adresser_hentes(opslag),
        "fulde_navne": fulde_navne(fakta),
        "kan_slaas_op_i_dag": ansoegning.er_aaben and dag != timezone.localdate(),
        "poster": list(poster.paa_sag(ansoegning.kommune_id, ansoegning.pk)),
        **fremdriften(ansoegning, opslag),
    }


def fremdriften(ansoegning: Ansoegning, opslag: list[Registeropslag]) -> dict[str, Any]:
    """Registrenes tilstande; ingen borgere og ingen fakta."""
    raekker: list[dict[str, Any]] = [
        {
            "opslag": et,
            "ikon": IKON[Opslagstilstand(et.tilstand)],
            "kan_proeves_igen": ansoegning.er_aaben and et.tilstand == Opslagstilstand.FEJLET,
            "sekunder": None if et.varighed_ms is None else et.varighed_ms / 1000,
        }
        for et in opslag
    ]
    i_gang = er_i_gang(opslag)
    personer = [
        {"hvem": rolle.label, **_delt(egne, i_gang=i_gang)}
        for rolle in Rolle
        if (egne := [r for r in raekker if r["opslag"].rolle == rolle])
    ]
    faerdige = sum(et.er_faerdigt for et in opslag)
    return {
        "ansoegning": ansoegning,
        "fremdrift": personer,
        "faerdige": faerdige,
        "alle": len(opslag),
        "i_gang": i_gang,
        "maerke": f"{faerdige}-{len(opslag)}-{sum(et.forsoeg for et in opslag)}",
        "status": samling(opslag)["status"],
    }


def _delt(raekker: list[dict[str, Any]], *, i_gang: bool) -> dict[str, list[dict[str, Any]]]:
    """Alle vises, mens der slås op; bagefter kan dem, der har svaret, foldes ud."""
    svarede = [r for r in raekker if r["opslag"].tilstand == Opslagstilstand.SVARET and not i_gang]
    return {"vises": [r for r in raekker if r not in svarede], "svarede": svarede}


def _diagrammer(fakta: Samling) -> dict[str, Any]:
    """Rolle → søjlerne."""
    return {
        person["rolle"]: tegning
        for afsnit in fakta["afsnit"]
        for person in afsnit["personer"]
        for blok in person["blokke"]
        if blok["soejler"] and (tegning := diagram(blok["soejler"]))
    }


def _aegtefaelle(ansoegning: Ansoegning, opslag: list[Registeropslag]) -> str | None:
    """Den, fakta er om; CPR kan have nævnt hende, efter at ansøgningen blev læst."""
    slaaet_op = (et.cpr for et in opslag if et.rolle == Rolle.AEGTEFAELLE)
    return next(slaaet_op, ansoegning.aegtefaelle_cpr)


def _navne(opslag: list[Registeropslag]) -> dict[str, str]:
    """Rolle → navnet, når CPR har svaret."""
    return {et.rolle: navn(et.svar) for et in opslag if et.register == "cpr" and et.svar}
