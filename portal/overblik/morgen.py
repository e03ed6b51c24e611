"""Det, der er sket, siden brugeren sidst var her, og det, hun selv lod ligge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone

from adgang.models import Bruger, Brugersession
from adgang.omfang import Omfang
from adgang.roller import Ret, rettigheder
from feedback.models import Feedbackkladde
from hjemmebesoeg.liste.alarm import over_frist
from journal.models import Journalpost
from journal.models.leverance import Leveringstilstand
from kontrol.models import Hoeringstilstand
from kontrol.models.partshoering import Partshoering
from kontrol.partshoering.afgoerelse import paa_gaeldende_bestilling
from kontrol.partshoering.bankdage import er_bankdag
from kontrol.prioriteringsliste.liste import mine
from kontrol.prognose import seneste_hverdage
from portal.overblik.ansoegninger import manglende
from portal.overblik.dagen import paa_listen
from samkoering.models import Sagstilstand


@dataclass(frozen=True, slots=True)
class Melding:
    """Én ting at vide, med hvor mange og hvor den står."""

    antal: int
    ord: str
    """Ental og flertal, adskilt af komma, som filteret ``antal`` læser dem."""
    adresse: str
    haster: bool = False


@dataclass(frozen=True, slots=True)
class Morgen:
    """Meldingerne, det hastende først, og dagen de regnes fra."""

    siden: date
    meldinger: tuple[Melding, ...]


def morgen(omfang: Omfang, bruger: Bruger) -> Morgen:
    """Kun det, der er noget af, siges; zip-filerne står med deres egen bjælke øverst på siden."""
    siden = forrige_arbejdsdag(bruger, timezone.localdate())
    alle = (
        *_hoeringer(omfang, bruger),
        _nye_sager(omfang, siden),
        *_mit(omfang, bruger),
        _journal(omfang),
        _koerelister(omfang, bruger),
        *_ansoegninger(omfang, bruger),
    )
    noget = [melding for melding in alle if melding.antal]
    return Morgen(siden, tuple(sorted(noget, key=lambda melding: not melding.haster)))


def forrige_arbejdsdag(bruger: Bruger, i_dag: date) -> date:
    """Den seneste dag før i dag, brugeren brugte systemet; ellers den forrige hverdag."""
    midnat = timezone.make_aware(datetime.combine(i_dag, time.min))
    foer = Brugersession.objects.filter(bruger=bruger, bekraeftet__lt=midnat)
    # En session, der blev brugt hen over midnat, var i brug dagen før.
    brugt = foer.order_by("-sidst_brugt").values_list("sidst_brugt", flat=True).first()
    if brugt is None:
        return seneste_hverdage(i_dag, 1, er_bankdag)[0]
    return min(timezone.localtime(brugt).date(), i_dag - timedelta(days=1))


def _hoeringer(omfang: Omfang, bruger: Bruger) -> Iterator[Melding]:
    """Brugerens egne høringer: dem, fristen er gået for, og dem, der er svaret på."""
    afventer = Partshoering.objects.i_kommune(omfang).filter(
        sag__tildelt=bruger, sag__tilstand=Sagstilstand.PARTSHOERING
    )
    gaeldende = paa_gaeldende_bestilling(afventer)
    adresse = f"{reverse('prioriteringsliste')}?vis=partshoering"
    overskredet = gaeldende.filter(
        tilstand=Hoeringstilstand.SENDT, frist__lt=timezone.localdate()
    ).count()
    yield Melding(
        overskredet,
        "svarfrist er passeret uden svar,svarfrister er passeret uden svar",
        adresse,
        haster=True,
    )
    besvaret = gaeldende.filter(tilstand=Hoeringstilstand.BESVARET).values("sag").distinct()
    yield Melding(
        besvaret.count(),
        "partshøring er besvaret og kan afgøres,partshøringer er besvaret og kan afgøres",
        adresse,
    )


def _nye_sager(omfang: Omfang, siden: date) -> Melding:
    nye = paa_listen(omfang).filter(fundet__gt=siden).count()
    adresse = f"{reverse('bestillingsliste')}?sorter=-fundet"
    return Melding(nye, "ny sag på bestillingslisten,nye sager på bestillingslisten", adresse)


def _mit(omfang: Omfang, bruger: Bruger) -> Iterator[Melding]:
    egne, liste = mine(omfang, bruger), reverse("prioriteringsliste")
    for_sent = egne.filter(udloeber__lt=timezone.localdate()).count()
    yield Melding(
        for_sent,
        "af dine sager har overskredet fristen,af dine sager har overskredet fristen",
        liste,
        haster=True,
    )
    uaabnede = egne.filter(tilstand=Sagstilstand.BESTILT).count()
    yield Melding(uaabnede, "sag har du ikke åbnet endnu,sager har du ikke åbnet endnu", liste)
    kladder = Feedbackkladde.objects.i_kommune(omfang).filter(
        bruger=bruger, bestilling__lukket__isnull=True
    )
    yield Melding(
        kladder.count(),
        "kladde til feedback er ikke gjort færdig,kladder til feedback er ikke gjort færdige",
        reverse("feedbackliste"),
    )


def _journal(omfang: Omfang) -> Melding:
    """Poster, journalen ikke har taget imod; en sag kan ikke lukkes, før de står der."""
    fejlet = Journalpost.objects.i_kommune(omfang).filter(tilstand=Leveringstilstand.VENTER)
    return Melding(
        fejlet.exclude(fejl="").count(),
        "journalpost venter efter en fejl og prøves igen,"
        "journalposter venter efter en fejl og prøves igen",
        f"{reverse('prioriteringsliste')}?vis=teamet",
        haster=True,
    )


def _koerelister(omfang: Omfang, bruger: Bruger) -> Melding:
    return Melding(
        over_frist(omfang.kommune, bruger, timezone.localdate()),
        "køreliste skulle have været destrueret,kørelister skulle have været destrueret",
        reverse("koerelister"),
        haster=True,
    )


def _ansoegninger(omfang: Omfang, bruger: Bruger) -> Iterator[Melding]:
    """Kommunens åbne ansøgninger, der mangler svar; kun for den, der kan åbne dem."""
    if Ret.SAGSOPSTART not in rettigheder(bruger.rolle):
        return
    mangler, liste = manglende(omfang), reverse("sagsopstart")
    yield Melding(
        mangler.tavse,
        "ansøgning fik ikke svar fra alle registre,ansøgninger fik ikke svar fra alle registre",
        liste,
        haster=True,
    )
    yield Melding(
        mangler.afventer,
        "ansøgning venter på svar fra registrene,ansøgninger venter på svar fra registrene",
        liste,
    )
