"""Kolonnernes navne og det, de betyder, i den orden de lægges sammen."""

from __future__ import annotations

from samkoering.grundlag.skaebne import Skaebne
from samkoering.haendelsesregnskab.beholdning import Stand

SKAEBNER: dict[str, tuple[str, str]] = {
    Skaebne.UDEN_SVAR: (
        "Ikke udført",
        "Et andet opslag, afgørelsen hviler på, blev ikke besvaret. Reglen står som ikke udført.",
    ),
    Skaebne.ANDEN_ROLLE: (
        "Anden rolle",
        "Hændelsen står på sagens anden person: et barns flytning findes for begge forældre.",
    ),
    Skaebne.FRAVALGT: ("Fravalgt", "Kommunen har fravalgt reglen."),
    Skaebne.DUBLET: (
        "Dublet",
        "Hændelsen er nået gennem en anden af borgerens ydelsessager og tælles én gang.",
    ),
    Skaebne.UDEN_FOR_KOERSLEN: (
        "Allerede skrevet",
        "Kun ét register blev kørt igen, og hændelsen hører til det, natten havde skrevet.",
    ),
    Skaebne.FREDET: ("Fredet", "Hændelsen er behandlet og skal ikke ses igen."),
    Skaebne.KENDT_AABEN: ("Kendt, åben", "Hændelsen står allerede på en åben sag."),
    Skaebne.KENDT_BEHANDLET: ("Kendt, behandlet", "Hændelsen har haft en sag med et resultat."),
    Skaebne.KENDT_UDLOEBET: ("Kendt, udløbet", "Hændelsen har haft en sag, der udløb."),
    Skaebne.KOM_IGEN: (
        "Kommet igen",
        "Hændelsen faldt bort, da registeret blev rettet, og er fundet igen. Den er ny.",
    ),
    Skaebne.NY_PAA_AABEN: ("Ny på åben sag", "Hændelsen er ny og kom på en sag, borgeren havde."),
    Skaebne.NY_SAG: ("Ny sag", "Hændelsen er ny, og kørslen oprettede en sag til den."),
}
STANDE: dict[str, tuple[str, str]] = {
    Stand.AABEN: ("Åben", "Sagen har endnu ikke et resultat."),
    Stand.HENLAGT_VISITERING: ("Henlagt i visitering", "Sagens resultat."),
    Stand.HENLAGT_EFTER_PARTSHOERING: ("Henlagt efter partshøring", "Sagens resultat."),
    Stand.AENDRET_TILDELING: ("Ændret tildeling", "Sagens resultat."),
    Stand.UDLOEBET: ("Udløbet", "Sagen blev ikke bestilt inden tre måneder."),
    Stand.BORTFALDET: ("Bortfaldet", "Registeret blev rettet, og hændelsen findes ikke mere."),
    Stand.SLETTET: ("Slettet", "Sagen er slettet efter fristen; kun antallet er tilbage."),
}
FUND = ("Fundet", "En hændelse er det, én regel finder om én person i én ydelsessag.")
GEMT = ("Gemt", "Kommet igen, ny på åben sag og ny sag fra trin 2, lagt sammen.")
FRA_FOER = ("Fra før", "Fundet af kørsler fra før regnskabet, eller af kørsler, der er slettet.")
RAEKKER: tuple[tuple[str, str], ...] = (
    ("Leveret", "Rækkerne i den fil, registeret leverede."),
    ("Afvist", "Rækken bryder registerkontrakten. Grundene står under tabellen."),
    ("Helt ens", "Rækken er helt magen til en anden i en tabel uden nøgle."),
    ("Om andre", "Rækken handler om nogen, der ikke er i bestanden, og bruges ikke."),
    ("Om bestanden", "Rækken handler om en modtager, en ægtefælle eller et barn af dem."),
)
