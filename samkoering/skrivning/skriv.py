"""Én kommunes nat i én transaktion: udløb, bortfald, nye hændelser, kontrolark og regnskab."""

from __future__ import annotations

from django.utils import timezone

from adgang.lejer import lejer
from samkoering.models import Koersel, Koerselsdel
from samkoering.skrivning.bortfald import bortfald
from samkoering.skrivning.gemte import gemte_udfald
from samkoering.skrivning.genbestilling import kvitter, tag_genbestilte
from samkoering.skrivning.haendelsesregnskab import goer_op
from samkoering.skrivning.kommunedel import Kommunedel
from samkoering.skrivning.kontrolark import frys_kontrolark
from samkoering.skrivning.laas import laas_aabne_sager
from samkoering.skrivning.natsag import som_natsager
from samkoering.skrivning.nye import optag_nye
from samkoering.skrivning.nyt_vaern import skjul_nyligt_beskyttede
from samkoering.skrivning.registerigen import tag_udfyldte
from samkoering.skrivning.regnskab import foer_regnskab
from samkoering.skrivning.udloeb import udloeb


def skriv_kommune(koersel: Koersel, del_: Kommunedel) -> Koerselsdel:
    """Skriv kommunens del helt eller slet ikke, og efterlad dens tal på kørslen."""
    with lejer(del_.kommune.kode):
        laas_aabne_sager(del_.kommune)
        udloebne = udloeb(koersel, del_)
        gemte = gemte_udfald(del_.kommune, del_.udskiftninger)
        rettede, bortfaldne = bortfald(koersel, del_, gemte)
        optaget = optag_nye(koersel, del_, gemte)
        if del_.udfyldes is None:
            genbestilte = tag_genbestilte(del_)
            fornyes = optaget.sager | som_natsager(rettede | genbestilte.fornyes)
            frys_kontrolark(koersel, del_, fornyes, optaget.fund)
            kvitter(koersel, del_, genbestilte)
            skjul_nyligt_beskyttede(koersel, del_)
        else:
            fornyes = optaget.sager | som_natsager(rettede | tag_udfyldte(del_))
            frys_kontrolark(koersel, del_, fornyes, optaget.fund)
        foer_regnskab(koersel, del_)
        return Koerselsdel.objects.i_kommune(del_.kommune).create(
            koersel=koersel,
            kommune=del_.kommune,
            modtagere=del_.modtagere,
            aegtefaeller=del_.aegtefaeller,
            nye_sager=optaget.nye_sager,
            nye_udfald=optaget.nye_udfald,
            kendte_udfald=optaget.kendte,
            fredede_udfald=optaget.fredede,
            bortfaldne_udfald=bortfaldne,
            udloebne_sager=udloebne,
            haendelser=goer_op(del_, optaget.skaebner),
            ikke_udfoerte_kontroller="".join([sag.status for sag in del_.sager]).count("N"),
            afsluttet=timezone.now(),
        )
