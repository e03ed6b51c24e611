"""Monitoreringens side, borgerne bag hvert tal, og tallene som fil."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from adgang.kommuner import fulde_navn
from adgang.models import Kommune
from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import Indlogget, kommune_af, kraever
from adgang.roller import Ret
from adgang.smaatal.graense import SKJULT_ORD, tal_eller_ord
from kontrol.eksport.svar import Tabel, laes_format, som_fil
from persongrupper import formaal
from persongrupper.liste.forespoergsel import som_raekker
from persongrupper.models import Indlaesning, Maanedstal, Projektborger
from persongrupper.monitorering.diagram import diagram
from persongrupper.monitorering.krav import MAANEDER, kraevet, mangler, procent
from persongrupper.monitorering.opgoerelse import som_tal
from persongrupper.monitorering.oversigt import Maaned, maaneder, naaede, prognose
from persongrupper.monitorering.skjul import vist
from persongrupper.monitorering.taelling import Gruppe, borgere, flyttet
from persongrupper.vaern.dagen import i_dag

NAVNE: dict[Gruppe, str] = {
    Gruppe.BRUTTO: "Bruttomålgruppen",
    Gruppe.VISITERET: "Visiterede",
    Gruppe.IKKE_VISITERET: "Mangler visitation",
    Gruppe.UDSKUDT: "Udskudt visitation",
    Gruppe.INDSATS: "Indsatsgruppen",
    Gruppe.AKTIVE: "I indsats eller ordinære timer i måneden",
    Gruppe.IKKE_AKTIVE: "I indsatsgruppen, men ikke i indsats i måneden",
    Gruppe.BEROERT: "I indsats på et tidspunkt i tre måneder",
}
VISES = 500
FILER_VISES = 10
_HOVED = (
    *("Måned", "Status", "Bruttomålgruppe", "Visiteret", "Udskudt", "Indsatsgruppe"),
    *("I indsats i måneden", "Andel", "I indsats i tre måneder", "Andel over tre måneder"),
    *("K1 nået", "K2 nået (hver måned)", "K2 nået (i perioden)"),
)


@kraever(Ret.PERSONGRUPPER, uden_log="Antal; borgerne bag dem har deres egen side")
@require_safe
def monitorering(request: Indlogget) -> HttpResponse:
    """Begge krav måned for måned. Brugeren kan se borgerne bag tallene, så intet er skjult."""
    kommune = kommune_af(request)
    raekken = maaneder(kommune.pk, i_dag())
    nu = raekken[-1] if raekken else None
    felter = {
        "navn": fulde_navn(kommune),
        "maaneder": raekken[::-1],
        "nu": nu,
        "kraevet": kraevet(nu.tal.indsats) if nu else 0,
        "naaede": naaede(raekken),
        "prognose": prognose(raekken),
        "d": diagram(raekken),
        "filer": _seneste_filer(kommune),
    }
    return render(request, "persongrupper/monitorering.html", felter)


def _seneste_filer(kommune: Kommune) -> list[Indlaesning]:
    """Det, tallene hviler på: hvor filerne kom fra, hvor meget de rummede, og deres aftryk."""
    alle = Indlaesning.objects.i_kommune(kommune).select_related("bruger")
    return list(alle.order_by("-dag", "-tidspunkt")[:FILER_VISES])


@kraever(Ret.PERSONGRUPPER, log=(Art.LISTE, formaal.MONITORERING))
@require_safe
def personer(request: Indlogget) -> HttpResponse:
    """Borgerne bag et tal, som oplysningerne er nu; et opgjort tal ændres ikke af dem."""
    kommune, dag = kommune_af(request), i_dag()
    maaned, gruppe = _laes(request, dag)
    alle = borgere(kommune.pk, maaned, dag)
    ider = alle[gruppe]
    orden = Projektborger.objects.i_kommune(kommune).filter(pk__in=ider).order_by("cpr", "pk")
    vises = list(orden.values_list("pk", flat=True)[:VISES])
    raekker = som_raekker(kommune, vises, dag)
    skriv(
        request,
        Brug([r.cpr for r in raekker], kriterium=f"{gruppe.value} {maaned:%Y-%m}", antal=len(ider)),
    )
    gemt = Maanedstal.objects.i_kommune(kommune).filter(maaned=maaned).first()
    felter = {
        "gruppe": gruppe,
        "overskrift": NAVNE[gruppe],
        "maaned": maaned,
        "fra": flyttet(maaned, 1 - MAANEDER) if gruppe == Gruppe.BEROERT else None,
        "raekker": raekker,
        "antal": len(ider),
        "mangler": (
            som_tal(gemt).mangler_aktive
            if gemt
            else mangler(len(alle[Gruppe.AKTIVE]), len(alle[Gruppe.INDSATS]))
        ),
        "opgjort": gemt.opgjort if gemt else None,
        "opgjort_antal": _opgjort(gemt, gruppe) if gemt else None,
    }
    return render(request, "persongrupper/personer.html", felter)


@kraever(Ret.PERSONGRUPPER, uden_log="Antal uden små tal; ingen borgere")
@require_safe
def hent(request: Indlogget) -> HttpResponse:
    """Månederne som fil. Filen kan nå andre end dem, der ser borgerne: små tal er skjult."""
    raekken = maaneder(kommune_af(request).pk, i_dag())
    tabel = Tabel("monitorering", _HOVED, [_celler(en) for en in raekken[::-1]])
    return som_fil(tabel, laes_format(request))


def _laes(request: Indlogget, dag: date) -> tuple[date, Gruppe]:
    """Adressens måned og gruppe; noget andet findes ikke."""
    try:
        maaned = date.fromisoformat(f"{request.GET.get('maaned', '')}-01")
        gruppe = Gruppe(request.GET.get("gruppe", ""))
    except ValueError:
        raise Http404("Tallet findes ikke.") from None
    if maaned > dag:
        raise Http404("Måneden er ikke begyndt.")
    return maaned, gruppe


def _opgjort(gemt: Maanedstal, gruppe: Gruppe) -> int:
    afledte = {
        Gruppe.IKKE_VISITERET: som_tal(gemt).mangler_visitation,
        Gruppe.IKKE_AKTIVE: som_tal(gemt).uden_indsats,
    }
    return afledte[gruppe] if gruppe in afledte else int(getattr(gemt, gruppe.value))


def _celler(en: Maaned) -> tuple[str | int, ...]:
    tal = vist(en.tal)

    def andel(antal: int | None) -> str:
        if antal is None or tal.indsats is None:
            return SKJULT_ORD
        return procent(antal, tal.indsats) or "Ikke opgjort"

    def svar(naaet: bool | None, *kendte: int | None) -> str:
        if None in kendte:
            return SKJULT_ORD
        return "Ikke opgjort" if naaet is None else "Ja" if naaet else "Nej"

    return (
        f"{en.maaned:%m-%Y}",
        "Opgjort" if en.opgjort else "Foreløbig",
        tal_eller_ord(tal.brutto),
        tal_eller_ord(tal.visiteret),
        tal_eller_ord(tal.udskudt),
        tal_eller_ord(tal.indsats),
        tal_eller_ord(tal.aktive),
        andel(tal.aktive),
        tal_eller_ord(tal.beroert),
        andel(tal.beroert),
        svar(en.k1, tal.visiteret),
        svar(en.k2, tal.aktive),
        svar(en.k2_beroert, tal.beroert),
    )
