"""Én kommunes nat i én transaktion: udløb, bortfald, nye hændelser, kontrolark og regnskab."""

from __future__ import annotations

from django.utils import timezone

from samkoering.models import Koersel, Koerselsdel
from samkoering.skrivning.bortfald import bortfald
from samkoering.skrivning.gemte import gemte_udfald
from samkoering.skrivning.genbestilling import kvitter, tag_genbestilte
from samkoering.skrivning.haendelsesregnskab import goer_op
from samkoering.skrivning.indsaet import indsaet_tupler, som_json
from samkoering.skrivning.kommunedel import Kommunedel
from samkoering.skrivning.kontrolark import frys_kontrolark
from samkoering.skrivning.laas import laas_aabne_sager
from samkoering.skrivning.natsag import som_natsager
from samkoering.skrivning.nye import Optaget, optag_nye
from samkoering.skrivning.nyt_vaern import skjul_nyligt_beskyttede
from samkoering.skrivning.registerigen import tag_udfyldte
from samkoering.skrivning.regnskab import foer_regnskab
from samkoering.skrivning.udloeb import udloeb


def skriv_kommune(koersel: Koersel, del_: Kommunedel) -> None:
    """Skriv kommunens del i den transaktion, der er åben, og efterlad dens tal på kørslen."""
    aabne = laas_aabne_sager(del_.kommune)
    udloebne = udloeb(koersel, del_, aabne)
    gemte = gemte_udfald(del_.kommune, del_.udskiftninger)
    rettede, bortfaldne = bortfald(koersel, del_, gemte, aabne)
    optaget = optag_nye(koersel, del_, gemte, aabne)
    if del_.udfyldes is None:
        genbestilte = tag_genbestilte(del_, aabne)
        fornyes = optaget.sager | som_natsager(rettede) | genbestilte.fornyes
        frys_kontrolark(koersel, del_, fornyes, optaget)
        kvitter(koersel, del_, genbestilte)
        skjul_nyligt_beskyttede(koersel, del_, aabne)
    else:
        fornyes = optaget.sager | som_natsager(rettede) | tag_udfyldte(del_, aabne)
        frys_kontrolark(koersel, del_, fornyes, optaget)
    foer_regnskab(koersel, del_)
    _efterlad_tallene(koersel, del_, optaget, bortfaldne, udloebne)


def _efterlad_tallene(
    koersel: Koersel, del_: Kommunedel, optaget: Optaget, bortfaldne: int, udloebne: int
) -> None:
    tal = {
        "modtagere": del_.sager.modtagere,
        "aegtefaeller": del_.aegtefaeller,
        "nye_sager": optaget.nye_sager,
        "nye_udfald": optaget.nye_udfald,
        "kendte_udfald": optaget.kendte,
        "fredede_udfald": optaget.fredede,
        "bortfaldne_udfald": bortfaldne,
        "udloebne_sager": udloebne,
        "haendelser": som_json(goer_op(del_, optaget.skaebner)),
        "ikke_udfoerte_kontroller": del_.sager.ikke_udfoerte,
    }
    faelles = {
        "koersel_id": koersel.pk,
        "kommune_id": del_.kommune.pk,
        "afsluttet": timezone.now(),
    }
    indsaet_tupler(Koerselsdel, tuple(tal), [tuple(tal.values())], faelles)
