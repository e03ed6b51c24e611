"""Alle programgrænsefladens beskeder, på dansk og engelsk, ét sted.

Ordene for husets begreber (sag, bestilling, kontrolark) er danske i begge sprog.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Sprog = Literal["da", "en"]


class Tekst(NamedTuple):
    """Den samme besked på begge sprog; ``{felter}`` udfyldes, når den gives."""

    da: str
    en: str

    def paa(self, sprog: Sprog, **felter: object) -> str:
        """Beskeden på sproget."""
        return (self.en if sprog == "en" else self.da).format(**felter)


class Antal(int):
    """Et tal, der bøjer ordet efter sig: ``{nye:sag,sager}`` er »1 sag« eller »2 sager«."""

    def __format__(self, ord_: str) -> str:
        if "," not in ord_:
            return format(int(self), ord_)
        en, flere = ord_.split(",")
        return f"{int(self)} {en if self == 1 else flere}"


class Problem(NamedTuple):
    """En afvisning: HTTP-status, overskrift, og hvad der skete og gøres."""

    status: int
    titel: Tekst
    detalje: Tekst


_NY_NOEGLE = "Bed kommunens teamleder om en ny."
_NEW_KEY = "Ask the kommune's teamleder for a new one."

PROBLEMER: dict[str, Problem] = {
    "noegle_mangler": Problem(
        401,
        Tekst("Nøglen mangler", "The key is missing"),
        Tekst(
            "Send klientens nøgle i hovedet »Authorization: Bearer …«.",
            "Send the client's key in the header “Authorization: Bearer …”.",
        ),
    ),
    "noegle_ukendt": Problem(
        401,
        Tekst("Nøglen er ikke gyldig", "The key is not valid"),
        Tekst(
            f"Nøglen hører ikke til en klient. {_NY_NOEGLE}",
            f"The key does not belong to a client. {_NEW_KEY}",
        ),
    ),
    "noegle_udloebet": Problem(
        401,
        Tekst("Nøglen er udløbet", "The key has expired"),
        Tekst(f"Nøglen gælder ikke længere. {_NY_NOEGLE}", f"The key has expired. {_NEW_KEY}"),
    ),
    "noegle_tilbagekaldt": Problem(
        401,
        Tekst("Nøglen er kaldt tilbage", "The key has been revoked"),
        Tekst(
            f"Klienten er lukket. {_NY_NOEGLE}",
            f"The client has been closed. {_NEW_KEY}",
        ),
    ),
    "netvaerk": Problem(
        403,
        Tekst("Netværket er ikke godkendt", "The network is not approved"),
        Tekst(
            "Kald fra et netværk på kommunens liste, eller bed teamlederen føje dit til.",
            "Call from a network on the kommune's list, or ask the teamleder to add yours.",
        ),
    ),
    "omfang_mangler": Problem(
        403,
        Tekst("Klienten må ikke dette", "The client may not do this"),
        Tekst(
            "Klienten mangler omfanget »{omfang}«. Bed teamlederen oprette en klient, der har det.",
            "The client lacks the scope “{omfang}”. Ask the teamleder for a client that has it.",
        ),
    ),
    "ingen_adgang": Problem(
        403,
        Tekst("Ingen adgang", "No access"),
        Tekst("Klienten har ikke adgang til dette.", "The client has no access to this."),
    ),
    "findes_ikke": Problem(
        404,
        Tekst("Findes ikke", "Not found"),
        Tekst(
            "Adressen findes ikke, eller det, den peger på, findes ikke i kommunen.",
            "The address does not exist, or what it points at does not exist in the kommune.",
        ),
    ),
    "metode": Problem(
        405,
        Tekst("Metoden bruges ikke her", "Method not allowed"),
        Tekst("Brug en af metoderne i hovedet Allow.", "Use a method listed in the Allow header."),
    ),
    "konflikt": Problem(
        409,
        Tekst("Sagen er ændret", "The sag has changed"),
        Tekst(
            "Sagen er ændret, siden du hentede den. Hent kontrolarket igen, og send den nye "
            "version, hvis resultatet stadig er rigtigt.",
            "The sag has changed since you fetched it. Fetch the kontrolark again, and send the "
            "new version if the resultat still holds.",
        ),
    ),
    "bekraeft": Problem(
        409,
        Tekst("Bekræft det store antal", "Confirm the large number"),
        Tekst(
            "Klienten har bestilt {i_dag:sag,sager} i dag, og {nye:mere,flere} bringer den over "
            "{graense}. Send »bekraeftet«: true, hvis det er meningen.",
            "The client has ordered {i_dag:sag,sager} today, and {nye} more will take it past "
            "{graense}. Send “bekraeftet”: true if you mean it.",
        ),
    ),
    "journal": Problem(
        409,
        Tekst("Kontrolarket står ikke i journalen", "The kontrolark is not in the journal"),
        Tekst(
            "Sagen kan ikke lukkes, før journalen har kvitteret for kontrolarket. Intet er ændret. "
            "Prøv igen om et minut.",
            "The sag cannot be closed before the journal has acknowledged the kontrolark. Nothing "
            "was changed. Try again in a minute.",
        ),
    ),
    "markering": Problem(
        409,
        Tekst("Markeringen kan ikke sættes sådan", "The markering cannot be set like that"),
        Tekst(
            "En regel om markeringerne siger nej; »fejl« siger hvilken. Intet er ændret.",
            "A rule about the markeringer says no; “fejl” says which. Nothing was changed.",
        ),
    ),
    "for_stor": Problem(
        413,
        Tekst("Kaldet er for stort", "The request is too large"),
        Tekst(
            "Kroppen må højst fylde {hoejst} byte. Del kaldet i flere.",
            "The body may be at most {hoejst} bytes. Split the call.",
        ),
    ),
    "medietype": Problem(
        415,
        Tekst("Forkert medietype", "Unsupported media type"),
        Tekst(
            "Send kroppen som JSON med »Content-Type: application/json«.",
            "Send the body as JSON with “Content-Type: application/json”.",
        ),
    ),
    "ugyldigt": Problem(
        422,
        Tekst("Kaldet kan ikke bruges", "The request cannot be used"),
        Tekst(
            "Ret felterne i »fejl«, og send igen. Intet er ændret.",
            "Correct the fields in “fejl” and send again. Nothing was changed.",
        ),
    ),
    "idempotensnoegle_genbrugt": Problem(
        422,
        Tekst("Nøglen er brugt til et andet kald", "The key was used for another request"),
        Tekst(
            "Idempotency-Key er brugt til et andet kald inden for et døgn. Vælg en ny til hvert "
            "nyt kald.",
            "Idempotency-Key was used for another request within a day. Choose a new one for each "
            "new request.",
        ),
    ),
    "json": Problem(
        400,
        Tekst("Kroppen er ikke JSON", "The body is not JSON"),
        Tekst(
            "Kroppen kan ikke læses som JSON i UTF-8 med hvert navn én gang.",
            "The body cannot be read as JSON in UTF-8 with each name once.",
        ),
    ),
    "forespoergsel": Problem(
        400,
        Tekst("Kaldet kan ikke læses", "The request cannot be read"),
        Tekst("Ret kaldets adresse og hoveder.", "Correct the address and headers."),
    ),
    "loft": Problem(
        429,
        Tekst("Døgnets grænse er nået", "The daily limit is reached"),
        Tekst(
            "Klienten har bestilt {i_dag:sag,sager} i dag og må højst bestille {graense} på et "
            "døgn. Bestil færre, eller vent til i morgen.",
            "The client has ordered {i_dag:sag,sager} today and may order at most {graense} a day. "
            "Order fewer, or wait until tomorrow.",
        ),
    ),
    "for_mange_kald": Problem(
        429,
        Tekst("For mange kald", "Too many requests"),
        Tekst(
            "Vent det antal sekunder, hovedet Retry-After siger.",
            "Wait the number of seconds in the Retry-After header.",
        ),
    ),
    "fejl": Problem(
        500,
        Tekst("Noget gik galt hos os", "Something went wrong at our end"),
        Tekst(
            "Intet er ændret. Prøv igen med samme Idempotency-Key.",
            "Nothing was changed. Try again with the same Idempotency-Key.",
        ),
    ),
}

FELTFEJL: dict[str, Tekst] = {
    "ukendt": Tekst("Feltet bruges ikke her. Fjern det.", "The field is not used. Remove it."),
    "gentaget": Tekst("Feltet må kun nævnes én gang.", "Name the field only once."),
    "required": Tekst("Feltet mangler.", "The field is missing."),
    "null": Tekst("Feltet må ikke være null.", "The field may not be null."),
    "blank": Tekst("Feltet må ikke være tomt.", "The field may not be empty."),
    "empty": Tekst("Angiv mindst én.", "Give at least one."),
    "invalid": Tekst("Værdien har ikke den rigtige form.", "The value has the wrong form."),
    "invalid_choice": Tekst(
        "Værdien er ikke en af de mulige.", "The value is not one of those possible."
    ),
    "tal": Tekst(
        "Angiv et helt tal fra {mindst} til {hoejst}.",
        "Give a whole number from {mindst} to {hoejst}.",
    ),
    "for_mange": Tekst("Angiv højst {hoejst}.", "Give at most {hoejst}."),
    "for_lang": Tekst("Skriv højst {hoejst} tegn.", "Write at most {hoejst} characters."),
    "not_a_list": Tekst("Angiv en liste.", "Give a list."),
    "cpr": Tekst("Skriv uden CPR-nummer.", "Write it without a CPR number."),
    "hele_kroner": Tekst(
        "Angiv hele kroner i øre, fx 924000 for 9.240 kr.",
        "Give whole kroner in øre, e.g. 924000 for DKK 9,240.",
    ),
    "efter": Tekst(
        "Rækken findes ikke. Begynd forfra uden »efter«.",
        "The row does not exist. Start over without “efter”.",
    ),
    "kollega": Tekst(
        "Ingen sagsbehandler i kommunen har denne reference.",
        "No caseworker in the kommune has this reference.",
    ),
    "kollegas_ydelser": Tekst(
        "Sagsbehandleren ser ikke alle sagernes ydelser.",
        "The caseworker does not see the ydelse of every sag.",
    ),
    "kun_aendring": Tekst(
        "Feltet hører kun til resultatet AENDRET_TILDELING. Fjern det.",
        "The field belongs to the resultat AENDRET_TILDELING only. Remove it.",
    ),
    "kun_trin_3": Tekst(
        "En fredningsperiode kan kun sættes i kontroltrin 3. Fjern feltet.",
        "A fredningsperiode can only be set in kontroltrin 3. Remove the field.",
    ),
}
"""Feltets fejl efter kode; en kode, der ikke står her, er ``invalid``."""


def feltfejl(kode: str, sprog: Sprog, **graenser: int) -> str:
    """Beskeden om et felt; ``graenser`` udfylder den."""
    return FELTFEJL.get(kode, FELTFEJL["invalid"]).paa(sprog, **graenser)


RESULTATETS_FELTER: dict[str, str] = {
    "resultat": "Give one of the three results; the two last ones require a completed partshøring.",
    "aendring": "State how the tildeling changes.",
    "aarsag": "State the cause of the change.",
    "krav_oere": "State the claim in øre, whole kroner up to DKK 10,000,000; 0 and no period if "
    "there is none.",
    "krav_fra": "State the first day of the claim's period, on or before the last.",
    "krav_til": "State the last day of the claim's period, on or after the first.",
    "maanedlig_oere": "State the monthly change in øre, whole kroner, without sign; 0 only for "
    "NEDSAETTES with a claim.",
    "afgoerelsesdato": "State the date of the afgørelse: not in the future, not before the "
    "borger was heard.",
    "bemaerkning": "Write at most 500 characters, without a CPR number.",
    "fredet_til": "State a date as YYYY-MM-DD.",
}
"""Formularens prøvning siger på dansk præcis, hvad der er galt; på engelsk siges feltets regel."""
