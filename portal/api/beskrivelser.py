"""Endepunkternes sider i beskrivelsen: hvad de gør, hvad de svarer, og et eksempel på hver."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter

from portal.api import svarformer
from portal.api.endepunkt import GENTAGET, Beskrivelse

SAG = "5f0c5f8e-3f57-4b43-9f25-0f6a4b8a1c11"
BESTILLINGEN = "0a7b1f0e-7d0d-4a53-8a39-5f4c7f1c2e22"
HVEM = "c0ffee00-1a2b-4c3d-8e4f-5a6b7c8d9e0f"
PDF = {(200, "application/pdf"): OpenApiTypes.BINARY}


def _svarhoved(navn: str, tekst: str, status: int = 200) -> OpenApiParameter:
    return OpenApiParameter(
        navn, str, OpenApiParameter.HEADER, response=[status], description=tekst
    )


def sendt(navn: str, krop: Any) -> OpenApiExample:
    """Et eksempel på det, der sendes."""
    return OpenApiExample(navn, value=krop, request_only=True)


def svaret(navn: str, krop: Any, status: int = 200) -> OpenApiExample:
    """Et eksempel på svaret."""
    return OpenApiExample(navn, value=krop, response_only=True, status_codes=[str(status)])


def gentaget(status: int = 200) -> OpenApiParameter:
    """Hovedet, der siger, at svaret er det gemte."""
    return _svarhoved(GENTAGET, "»true«, når svaret er det gemte.", status)


VERSIONEN = _svarhoved("ETag", "Sagens version i citationstegn.")

BESTILLINGSLISTE = Beskrivelse(
    "bestillingsliste",
    "Sager, der kan bestilles",
    "Kommunens ledige sager, den tidligste frist først. Der står intet, der peger på en borger: "
    "borgeren ses først, når sagen er bestilt.",
    {200: svarformer.LedigeSager},
    (
        svaret(
            "En ledig sag",
            {
                "sager": [
                    {
                        "id": SAG,
                        "sagsnr": "R-26-000123",
                        "ydelse": {
                            "kle": "32.24.04",
                            "navn": "Hjælp til forsørgelse (kontanthjælp mv.)",
                        },
                        "temaer": ["Indkomst"],
                        "kontroltyper": ["Ny arbejdsgiver"],
                        "vedroerer": ["Modtager"],
                        "fundet": "2026-11",
                        "udloeber": "2027-02-22",
                    }
                ],
                "naeste": None,
            },
        ),
    ),
)

BESTIL = Beskrivelse(
    "bestil",
    "Bestil sager",
    "Bestiller dem af sagerne, der er ledige endnu. En sag skifter hænder én gang: har en anden "
    "fået den, står den i »optaget«. Kommunens varsel og loft for et døgn gælder.",
    {200: svarformer.Bestilt},
    (
        sendt("To sager til teamet", {"sager": [SAG, BESTILLINGEN], "tildel_til": None}),
        svaret(
            "Den ene var taget",
            {
                "bestilling": BESTILLINGEN,
                "bestilt": [SAG],
                "optaget": [BESTILLINGEN],
                "egne": [],
                "udgaaet": [],
            },
        ),
    ),
    (gentaget(),),
)

FORTRYD = Beskrivelse(
    "fortryd",
    "Fortryd en bestilling",
    "Giver bestillingens sager tilbage til bestillingslisten, så længe kontrolarket ikke er åbnet, "
    "og sagen ikke siden er tildelt en kollega. Svaret nævner dem, der kom tilbage. Et gentaget "
    "kald giver en tom liste.",
    {200: svarformer.Fortrudt},
    (svaret("Sagen er ledig igen", {"fortrudt": [SAG]}),),
)

PRIORITERINGSLISTE = Beskrivelse(
    "prioriteringsliste",
    "Sager under behandling",
    "Kommunens bestilte sager uden resultat med borger, frist og tildeling, den tidligste frist "
    "først. Hver hentning står i opslagsloggen på de borgere, siden viser.",
    {200: svarformer.BestilteSager},
    (
        svaret(
            "En bestilt sag",
            {
                "sager": [
                    {
                        "id": SAG,
                        "sagsnr": "R-26-000123",
                        "version": 1,
                        "cpr": "6101900010",
                        "navn": "Amina Testesen",
                        "adressebeskyttet": False,
                        "ydelse": {
                            "kle": "32.24.04",
                            "navn": "Hjælp til forsørgelse (kontanthjælp mv.)",
                        },
                        "oplysninger": ["Ny arbejdsgiver"],
                        "frist": "2027-02-22",
                        "tilstand": "BESTILT",
                        "tildelt": {"reference": HVEM, "navn": "Mette Holm"},
                    }
                ],
                "naeste": None,
            },
        ),
    ),
)

KONTROLARK = Beskrivelse(
    "kontrolark",
    "Kontrolarket som JSON",
    "Det frosne kontrolark. Beskyttede adresser er maskeret; de ses kun på skærmen med en "
    "begrundelse. Den første hentning begynder visiteringen og kan ikke fortrydes.",
    {200: svarformer.Ark},
    hoveder=(VERSIONEN,),
)

KONTROLARK_PDF = Beskrivelse(
    "kontrolark_pdf",
    "Kontrolarket som PDF",
    "Det samme ark som PDF/A-3a og PDF/UA-1. Den første hentning begynder visiteringen.",
    PDF,
    hoveder=(VERSIONEN,),
)

FEEDBACK = Beskrivelse(
    "feedback",
    "Registrér resultatet",
    "Lukker sagen. Beløb er øre i hele kroner. Reglerne er formularens: »AENDRET_TILDELING« "
    "kræver en partshøring, der er besvaret, udløbet eller fravalgt med en grund, og kontrolarket "
    "skal stå i journalen. Er sagen ændret, siden du hentede den, er svaret 409 og siger, hvem der "
    "gjorde hvad og hvornår.",
    {201: svarformer.Registreret},
    (
        sendt("Henlægges i visitering", {"version": 2, "resultat": "HENLAGT_VISITERING"}),
        sendt(
            "Ydelsen nedsættes",
            {
                "version": 3,
                "resultat": "AENDRET_TILDELING",
                "aendring": "NEDSAETTES",
                "aarsag": "BORGERFEJL",
                "krav_oere": 924000,
                "krav_fra": "2026-08-01",
                "krav_til": "2026-10-31",
                "maanedlig_oere": 310000,
                "afgoerelsesdato": "2026-11-22",
                "bemaerkning": "Løn fra ny arbejdsgiver er ikke oplyst.",
            },
        ),
        svaret(
            "Sagen er lukket",
            {
                "id": BESTILLINGEN,
                "sag": SAG,
                "resultat": "HENLAGT_VISITERING",
                "version": 3,
                "registreret": "2026-11-22T10:42:00+01:00",
            },
            201,
        ),
    ),
    (gentaget(201),),
)

OPENAPI = Beskrivelse(
    "openapi",
    "Denne beskrivelse",
    "OpenAPI 3.1 som JSON; den samme som docs/openapi.yaml.",
    {200: OpenApiTypes.OBJECT},
)
