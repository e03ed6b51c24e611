"""Beskederne om det, der er i gang, venter eller ikke er begyndt."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from portal.drift.besked import (
    Besked,
    Fremgang,
    Knap,
    hvad_koeres,
    naeste_nats_ord,
    natten_igen,
    nattens_tid,
    startet_af,
)
from portal.drift.billede import Billede
from portal.drift.grundlag import er_hel, sidste_dag
from portal.drift.ord import antal, opremset_kort
from portal.templatetags.dansk import i_dag_eller_dato
from samkoering.models import Koersel, Koerselstilstand, Trin
from samkoering.natten.hovedbog import PROEVER

NAADE = timedelta(minutes=10)
"""Så længe efter klokken tre må uret være om at begynde."""
STAAR = "Sagerne fra {} står, og sagsbehandlerne kan arbejde."


def den_aabne(b: Billede) -> Besked | None:
    """Kørslen, der er i gang eller venter."""
    koersel = b.grundlag.aaben
    if koersel is None:
        return None
    if koersel.naeste_proeve and koersel.naeste_proeve > b.nu:
        return _venter(b, koersel)
    if b.uden_arbejder:
        return Besked(
            "warning",
            f"{hvad_koeres(koersel)}, men ingen arbejder er i gang",
            virkede=_staar(b),
            nu="Uret vækker arbejderne hvert minut. Sker der ikke noget, så se, at tjenesterne "
            "nat og ur kører.",
            fremgang=_fremgang(b, koersel),
        )
    return _koerer(b, koersel)


def _venter(b: Billede, koersel: Koersel) -> Besked:
    tid = timezone.localtime(koersel.naeste_proeve)
    dele = b.kommuner(koersel)
    skrevne = f"{dele.skrevet} af {antal(dele.ialt, 'kommune,kommuner')} er skrevet. "
    return Besked(
        # Hentes der forfra, tav et register; ellers er maskinen ved at løbe tør.
        "warning" if koersel.trin == Trin.BEGYNDT else "error",
        f"Natten venter på en ny prøve kl. {tid:%H.%M}",
        grund=koersel.fejl,
        virkede=(skrevne if dele.ialt else "") + _staar(b),
        nu=f"Prøvet {antal(koersel.proever, 'gang,gange')}; der prøves højst {PROEVER}. "
        "Er grunden væk, kan du prøve med det samme.",
        knapper=(Knap("Prøv nu", reverse("drift_proev_nu")),),
        fremgang=_fremgang(b, koersel),
    )


def _koerer(b: Billede, koersel: Koersel) -> Besked:
    dele = b.kommuner(koersel)
    hvor = {
        Trin.BEGYNDT: "venter på en arbejder",
        Trin.HENTES: "registrene hentes",
    }.get(Trin(koersel.trin), "") if koersel.trin else ""  # fmt: skip
    skrevne = f"{dele.skrevet} af {antal(dele.ialt, 'kommune,kommuner')} er skrevet"
    i_karantaene = f" {antal(dele.karantaene, 'er,er')} i karantæne." if dele.karantaene else ""
    return Besked(
        "info",
        f"{hvad_koeres(koersel)}: {hvor or skrevne}",
        # Klokken og ikke et tal, der løber: det står stille, når et svar er længe undervejs, og
        # en skærmlæser ville læse beskeden op igen, hver gang siden kigger.
        grund=startet_af(koersel) or f"Begyndt {i_dag_eller_dato(koersel.startet)}.",
        virkede="Hver kommunes sager er klar, så snart den er skrevet." + i_karantaene
        if dele.ialt
        else _staar(b),
        nu="Dør en arbejder, tager en anden over. Du skal ikke gøre noget.",
        fremgang=_fremgang(b, koersel),
    )


def _fremgang(b: Billede, koersel: Koersel) -> Fremgang | None:
    dele = b.kommuner(koersel)
    return Fremgang(dele.ialt - dele.venter, dele.ialt) if dele.ialt else None


def ikke_begyndt(b: Billede) -> Besked | None:
    """Natten skulle være begyndt, men uret har ikke gjort det."""
    aldrig_koert = b.nat is None and not b.grundlag.koersler
    if b.grundlag.aaben or not b.mangler or aldrig_koert:
        return None
    if b.nu - nattens_tid(sidste_dag(b.nu)) <= NAADE:
        return None
    naetter = opremset_kort([f"{dag:%d-%m-%Y}" for dag in b.mangler])
    return Besked(
        "error",
        f"{antal(len(b.mangler), 'nat er,nætter er')} ikke begyndt",
        grund=f"Der mangler: {naetter}.",
        virkede=_staar(b),
        nu="De indhentes i orden, så snart uret kører. Se, at tjenesterne ur, nat og mægler kører.",
    )


def fejlet(b: Billede) -> Besked | None:
    """Den seneste kørsel fejlede, og ingen er begyndt siden."""
    koersel = b.grundlag.seneste
    if b.grundlag.aaben or koersel is None or koersel.tilstand != Koerselstilstand.FEJLET:
        return None
    hel = er_hel(koersel)
    tid = i_dag_eller_dato(koersel.afsluttet or koersel.startet)
    hvad = f"Kørslen {koersel}" if b.nat and b.nat.dato == koersel.dato else "Natten"
    return Besked(
        "error" if hel else "warning",
        f"{hvad} fejlede {tid}",
        grund=f"{koersel.fejl} {startet_af(koersel)}".strip(),
        virkede=_staar(b),
        nu="Den prøves ikke igen af sig selv. Kør igen, når grunden er væk. "
        + naeste_nats_ord(b.nu),
        knapper=(natten_igen(),) if hel else (),
    )


def _staar(b: Billede) -> str:
    return STAAR.format(f"{b.nat.dato:%d-%m-%Y}") if b.nat else "Der er endnu ingen sager."
