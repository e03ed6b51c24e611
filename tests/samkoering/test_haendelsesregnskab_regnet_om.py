"""Skæbnerne regnet om uden motoren og uden natten: af registrene og det, databasen rummede før."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from adgang.models import Kommune
from registre.laesning import Udtraek
from samkoering.grundlag.skaebne import FUNDET, NYE, Skaebne, gaar_op
from samkoering.haendelsesregnskab.efterproev import brud_i
from samkoering.koersel import koer
from samkoering.models import Fredning, Sag, Udfald, Udfaldstilstand
from samkoering.regelkatalog import regel
from tests import fabrik
from tests.samkoering.test_natten import alle, behandl
from tests.uafhaengig.regler import koer as regn_om
from tests.uafhaengig.tilfaeldig import DAGE, skriv_mappe

pytestmark = pytest.mark.django_db
_KENDT = {
    Udfaldstilstand.AABENT: "KENDT_AABEN",
    Udfaldstilstand.BEHANDLET: "KENDT_BEHANDLET",
    Udfaldstilstand.UDLOEBET: "KENDT_UDLOEBET",
}
_I_MOTOREN = (Skaebne.UDEN_SVAR, Skaebne.ANDEN_ROLLE)
"""Det, motoren tager ud, står ikke i resultatfilen, som den uafhængige regner."""
Tal = Counter[tuple[str, str, str]]
"""(kommune, regel, skæbne) → antal; de tre slags nye under ét."""


def ventet(mappe: Path, dag: date) -> Tal:
    """Hver hændelse i resultatfilen holdt op mod databasen, som den er nu."""
    kendt = {
        (u.kommune_id, u.ym_cpr, u.identitet): _KENDT[Udfaldstilstand(u.tilstand)]
        for u in alle(Udfald)
        if u.tilstand != Udfaldstilstand.BORTFALDET
    }
    fredet = {(f.kommune_id, f.ym_cpr, f.identitet) for f in alle(Fredning)}
    fravalg = {k.kode: k.fravalgte_regler for k in Kommune.objects.all()}
    ym = _modtagere(mappe)
    tal: Tal = Counter()
    sete = set()
    for kommune, sag_id, slug, rolle, cpr, _, noegle in regn_om(mappe, dag).udfald:
        hvem = "|" if regel(slug)["een_pr_sag"] else f"{rolle}|{cpr}"
        haendelse = (kommune, ym[sag_id], f"{slug}|{hvem}|{noegle}")
        if slug in fravalg.get(kommune, ()):
            skaebne = "FRAVALGT"
        elif haendelse in sete:
            skaebne = "DUBLET"
        elif haendelse in fredet:
            skaebne = "FREDET"
        else:
            skaebne = kendt.get(haendelse, "NY")
        sete.add(haendelse)
        tal[kommune, slug, skaebne] += 1
    return tal


def _modtagere(mappe: Path) -> dict[str, str]:
    """Sag → modtagerens gældende nummer."""
    udtraek = Udtraek(mappe)
    nyt = udtraek.udskiftninger
    sager = udtraek.ramme("ydelse_sager").select("sag_id", "cpr").iter_rows()
    return {sag_id: f"{nyt.get(cpr, cpr):010d}" for sag_id, cpr in sager}


def test_skaebnerne_er_dem_en_anden_regner_sig_til(tmp_path: Path):
    dag = DAGE[2]
    skriv_mappe(6, tmp_path, dag, personer=60)
    fabrik.kommune(fravalgte_regler=["borgerstatus"])
    sete: set[str] = set()
    for doegn in (0, 1, 1, 2):
        af_ny = ventet(tmp_path, dag + timedelta(days=doegn))
        koersel = koer(Udtraek(tmp_path), dag + timedelta(days=doegn))
        frosne: Tal = Counter()
        for del_ in koersel.dele.get_queryset():
            for slug, tal in del_.haendelser.items():
                assert gaar_op(tal)
                for skaebne, antal in tal.items():
                    if skaebne not in (FUNDET, *_I_MOTOREN):
                        frosne[del_.kommune_id, slug, "NY" if skaebne in NYE else skaebne] += antal
        assert frosne == af_ny
        sete.update(s for _, _, s in frosne)
        assert list(brud_i(koersel)) == []
        for sag in [sag for sag in alle(Sag) if sag.er_aaben][::3]:
            behandl(sag)
    assert sete == {"NY", "FREDET", "KENDT_AABEN", "DUBLET", "FRAVALGT"}, "prøven rummer dem alle"
