"""Det, alle sider kender: kommunen, brugeren, menuen, sessionen og om det er en demonstration."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from adgang.kommuner import fulde_navn
from adgang.models import Bruger
from adgang.roller import Ret, rettigheder
from adgang.sessioner.forloeb import tilbage


class Menupunkt(NamedTuple):
    """Et punkt i hovedmenuen."""

    navn: str
    adresse: str
    aktiv: bool


PUNKTER: tuple[tuple[str, str, Ret, tuple[str, ...]], ...] = (
    ("Bestillingsliste", "bestillingsliste", Ret.SAGER, ("/bestillingsliste/",)),
    (
        "Prioriteringsliste",
        "prioriteringsliste",
        Ret.SAGER,
        ("/prioriteringsliste/", "/kontrolark/", "/partshoering/"),
    ),
    ("Feedbackliste", "feedbackliste", Ret.SAGER, ("/feedbackliste/",)),
    ("Sagsopstart", "sagsopstart", Ret.SAGSOPSTART, ("/sagsopstart/",)),
    ("Effektmåling", "effekt", Ret.EFFEKT, ("/effekt/",)),
    ("Persongrupper", "persongrupper", Ret.PERSONGRUPPER, ("/persongrupper/",)),
    ("Indlæsning", "indlaesning", Ret.MARKERINGER, ("/persongrupper/",)),
    ("Kørelister", "koerelister", Ret.KOERELISTER, ("/koerelister/",)),
    ("Kørselsstatistik", "koerselsstatistik", Ret.LOG, ("/koerelister/",)),
    ("Udsøgning", "udsoegning", Ret.UDSOEGNING, ("/udsoegning/",)),
    ("Drift", "drift", Ret.DRIFT, ("/drift/",)),
    ("Opslagslog", "log", Ret.LOG, ("/log/", "/indsigt/")),
    ("Stikprøver", "adgang:stikproever", Ret.STIKPROEVE, ("/log/stikproeve/",)),
    ("Regnskab", "regnskab", Ret.DRIFT, ("/effekt/regnskab/",)),
    (
        *("Administration", "brugere", Ret.ADMINISTRATION),
        ("/administration/", "/udsoegning/nationalitet/"),
    ),
)
"""Navn, adressens navn, den ret, der viser punktet, og de stier, det er aktivt på."""
ADMINISTRATION = (
    ("Brugere", "brugere"),
    ("Netværk", "adgang:netvaerk"),
    ("Kommunens valg", "kommunens_valg"),
    ("API-klienter", "api_klienter"),
    ("Nationalitet i udsøgning", "udsoegning_nationalitet"),
)
"""Siderne under Administration: navn og adressens navn."""
EFFEKT = (
    ("Overblik", "effekt"),
    ("Kontroltyper", "effekt_kontroltyper"),
    ("Afprøvning", "effekt_afproevning"),
    ("Ligebehandling", "effekt_ligebehandling"),
    ("Regnskab", "regnskab"),
)
"""Siderne under Effektmåling."""
KOERELISTER = (
    ("Lister", "koerelister"),
    ("Statistik", "koerselsstatistik"),
)
KOERELEDELSE = (*KOERELISTER, ("Områder og adresser", "koerelister_opsaetning"))
"""Siderne under Kørelister: for den, der kører, og for den, der laver listerne."""
UNDERMENUER = (
    ("/administration/", Ret.ADMINISTRATION, ADMINISTRATION),
    ("/udsoegning/nationalitet/", Ret.ADMINISTRATION, ADMINISTRATION),
    ("/effekt/", Ret.EFFEKT, EFFEKT),
    ("/koerelister/", Ret.KOERELEDELSE, KOERELEDELSE),
    ("/koerelister/", Ret.KOERELISTER, KOERELISTER),
)
"""Roden, retten og siderne; undermenuen hedder som menupunktet."""


def ramme(request: HttpRequest) -> dict[str, Any]:
    """Felter til sidens ramme; en uindlogget og en halvt indlogget har ingen menu."""
    bruger = getattr(request, "user", None)
    kendt = bruger if isinstance(bruger, Bruger) else None
    inde = kendt if kendt and kendt.otp_device is not None else None
    return {
        "demo": settings.DEMO,
        "ejer": _ejer(inde),
        "inde": inde,
        "menu": _menu(inde, request.path) if inde else (),
        "undermenu": _undermenu(inde, request.path) if inde else (),
        "ser_sager": inde is not None and Ret.SAGER in rettigheder(inde.rolle),
        "nattens_time": f"{settings.NATTENS_TIME:02d}.00",
        "sessionen": _sessionen(request) if inde else None,
    }


def _ejer(bruger: Bruger | None) -> str:
    """Kommunens fulde navn, eller systemets for den, der ikke hører til en kommune."""
    return fulde_navn(bruger.kommune) if bruger and bruger.kommune else "Registersamkøring"


def _menu(bruger: Bruger, sti: str) -> tuple[Menupunkt, ...]:
    """Overblik for alle, og det, brugerens rolle har ret til."""
    maa = rettigheder(bruger.rolle)
    return (
        Menupunkt("Overblik", reverse("overblik"), sti == "/"),
        *(
            Menupunkt(navn, reverse(url), sti.startswith(stier))
            for navn, url, ret, stier in PUNKTER
            if ret in maa
        ),
    )


def _undermenu(bruger: Bruger, sti: str) -> tuple[Menupunkt, ...]:
    """Siderne under det menupunkt, brugeren er på og har retten til."""
    for rod, ret, punkter in UNDERMENUER:
        if sti.startswith(rod) and ret in rettigheder(bruger.rolle):
            return tuple(
                Menupunkt(navn, reverse(url), _er_paa(sti, reverse(url), rod))
                for navn, url in punkter
            )
    return ()


def _er_paa(sti: str, adresse: str, rod: str) -> bool:
    """Menupunktets egen rod er kun aktiv på sin forside; de andre også på siderne under sig."""
    return sti == adresse if adresse == rod else sti.startswith(adresse)


def _sessionen(request: HttpRequest) -> dict[str, Any] | None:
    """Det, advarslen om udløb skal vide."""
    sessionen = getattr(request, "brugersession", None)
    if sessionen is None:
        return None
    rest = tilbage(sessionen)
    return {
        "bruger": rest["bruger"],
        "inaktiv_sekunder": settings.SESSION_INAKTIV_SEKUNDER,
        "absolut_sekunder": settings.SESSION_ABSOLUT_SEKUNDER,
        "absolut_tilbage": rest["absolut"],
    }
