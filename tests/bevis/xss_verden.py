"""En lille kommune, hvor alt, registrene og brugerne kan fylde, er fyldt med nyttelaster."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from adgang.api import klienter
from adgang.api.omfang import Apiomfang
from adgang.models import (
    Apiklient,
    Borger,
    Bruger,
    Kommune,
    Netvaerk,
    Opslag,
    Opslagsborger,
    Rolle,
    Stikproeve,
    Stikproeveopslag,
)
from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import tag_periode
from feedback.models import Feedback, Resultat
from kontrol.models import Bestilling, GemtFilter, Hoeringstilstand, Liste, Partshoering
from samkoering.models import (
    Handling,
    Koersel,
    Kontrolark,
    Sag,
    Sagshaendelse,
    Sagstilstand,
    Udfald,
)
from tests import fabrik
from tests.bevis import xss_ark
from tests.bevis.xss_ark import Tekst


@dataclass
class Verden:
    """Det, siderne viser. ``fyld`` skifter teksterne; borgeren er ny i hver runde."""

    mette: Bruger
    leder: Bruger
    dpo: Bruger
    anden: Bruger
    aaben: Sag
    beskyttet: Sag
    lukket: Sag
    kladde: Sag
    """Et brev til borgeren er begyndt."""
    hoert: Sag
    """Borgeren har svaret."""
    borger: Borger | None = None
    proeve: Stikproeve | None = None
    post: Stikproeveopslag | None = None

    @property
    def kommune(self) -> Kommune:
        """Kommunen, det hele sker i."""
        return self.mette.kommune

    def fyld(self, tekst: Tekst) -> None:
        """Sæt hvert felt; databasen skrives uden om formularerne, som om de intet afviste."""
        for navn in ("mette", "leder", "dpo", "anden"):
            bruger = getattr(self, navn)
            felter = {"navn": tekst(f"{navn}_navn"), "enhed": tekst(f"{navn}_enhed")}
            Bruger.objects.filter(pk=bruger.pk).update(**felter)
        self._fyld_sagerne(tekst)
        self._fyld_loggen(tekst)
        self._fyld_valgene(tekst)
        net = Netvaerk.objects.i_kommune(self.kommune)
        net.update(beskrivelse=tekst("netvaerk"), oprettet_af=self.leder)

    def _fyld_sagerne(self, tekst: Tekst) -> None:
        i_kommunen = self.kommune
        cpr = fabrik.nyt_cpr()
        borgerens = (self.aaben.pk, self.lukket.pk)
        Sag.objects.i_kommune(i_kommunen).filter(pk__in=borgerens).update(cpr=cpr)
        self.aaben.cpr = cpr
        indholdet = xss_ark.ark(tekst, cpr)
        _frys(self.aaben, indholdet)
        Udfald.objects.i_kommune(i_kommunen).filter(sag=self.aaben).update(
            ym_cpr=cpr, cpr=cpr, saetning=tekst("saetning"), bevis=xss_ark.bevis(indholdet)
        )
        _frys(self.beskyttet, xss_ark.beskyttet(tekst))
        historik = Sagshaendelse.objects.i_kommune(i_kommunen)
        historik.all().delete()
        for sag, felt in ((self.aaben, "detalje"), (self.beskyttet, "adressebegrundelse")):
            historik.create(
                kommune=i_kommunen,
                sag=sag,
                bruger=self.leder,
                handling=Handling.ADRESSE_VIST,
                detalje=tekst(felt),
            )
        historik.create(
            kommune=i_kommunen, sag=self.lukket, bruger=self.leder, handling=Handling.FEEDBACK
        )
        Feedback.objects.i_kommune(i_kommunen).update(bemaerkning=tekst("bemaerkning"))
        Koersel.objects.update(
            tabeller=[
                fabrik.datakilde(tekst("koersel_register"), tekst("koersel_tabel"), tilstand)
                for tilstand in ("BESVARET", "MANGLER")
            ]
        )

        breve = Partshoering.objects.i_kommune(i_kommunen)
        breve.filter(sag=self.kladde).update(tekst=tekst("brevkladde"))
        breve.filter(sag=self.hoert).update(svar=tekst("borgerens_svar"))

    def _fyld_valgene(self, tekst: Tekst) -> None:
        for liste in Liste:
            GemtFilter.objects.i_kommune(self.kommune).filter(liste=liste).update(
                navn=tekst(f"filter_{liste.value.lower()}")
            )
        Apiklient.objects.i_kommune(self.kommune).update(navn=tekst("api_klient"))

    def _fyld_loggen(self, tekst: Tekst) -> None:
        i_kommunen, nu = self.kommune, timezone.now()
        self.borger = Borger.objects.i_kommune(i_kommunen).create(
            kommune=i_kommunen, cpr=self.aaben.cpr
        )
        opslag = Opslag.objects.i_kommune(i_kommunen).create(
            periode=tag_periode(nu),
            tidspunkt=nu,
            kommune=i_kommunen,
            bruger=self.mette,
            rolle=self.mette.rolle,
            art=Art.AFSLOERING,
            side="kontrolark_adresse",
            formaal=tekst("formaal"),
            begrundelse=tekst("opslagets_begrundelse"),
            antal=1,
        )
        Opslagsborger.objects.i_kommune(i_kommunen).create(
            kommune=i_kommunen, opslag=opslag, borger=self.borger
        )
        self.proeve = Stikproeve.objects.i_kommune(i_kommunen).create(
            kommune=i_kommunen, trukket=nu, trukket_af=self.leder, fra=nu, til=nu, iblandt=1
        )
        self.post = Stikproeveopslag.objects.i_kommune(i_kommunen).create(
            kommune=i_kommunen,
            stikproeve=self.proeve,
            opslag=opslag,
            bemaerkning=tekst("stikproeve_bemaerkning"),
        )


def skab() -> Verden:
    """Fire brugere og fem sager: åben, beskyttet, lukket med feedback, under høring og hørt."""
    mette = fabrik.bruger("mette")
    leder = fabrik.bruger("leder", Rolle.TEAMLEDER)
    lukket = fabrik.bestilt_sag(mette, tilstand=Sagstilstand.HENLAGT_VISITERING)
    Feedback.objects.i_kommune(mette.kommune).create(
        kommune=mette.kommune,
        bestilling=Bestilling.objects.i_kommune(mette.kommune).get(sag=lukket),
        sag=lukket,
        bruger=leder,
        token=uuid.uuid4(),
        resultat=Resultat.HENLAGT_VISITERING,
    )
    klienter.opret(mette.kommune, "Fagsystemet", [Apiomfang.BESTIL], dage=30)
    fabrik.sag_med_udfald(mette.kommune)  # en tom bestillingsliste viser ingen filtre
    for liste in Liste:
        GemtFilter.objects.i_kommune(mette.kommune).create(
            kommune=mette.kommune, bruger=mette, liste=liste, navn="Mine"
        )
    return Verden(
        mette=mette,
        leder=leder,
        dpo=fabrik.bruger("dpo", Rolle.DPO),
        anden=fabrik.bruger("anden"),
        aaben=fabrik.bestilt_sag(mette),
        beskyttet=fabrik.bestilt_sag(mette),
        lukket=lukket,
        kladde=_hoering(mette),
        hoert=_hoering(
            mette,
            tilstand=Hoeringstilstand.BESVARET,
            sendt=timezone.now(),
            frist=timezone.localdate(),
            svar_modtaget=timezone.localdate(),
        ),
    )


def _hoering(af: Bruger, **felter: Any) -> Sag:
    sag = fabrik.bestilt_sag(af, tilstand=Sagstilstand.VISITERES)
    bestilling = Bestilling.objects.i_kommune(af.kommune).get(sag=sag)
    Partshoering.objects.i_kommune(af.kommune).create(
        kommune=af.kommune,
        sag=sag,
        bestilling=bestilling,
        bruger=af,
        udfald=[str(nr) for nr in sag.udfald.values_list("pk", flat=True)],
        **felter,
    )
    return sag


def _frys(sag: Sag, indholdet: dict[str, Any]) -> None:
    Kontrolark.objects.i_kommune(sag.kommune_id).filter(sag=sag).update(indhold=indholdet)
