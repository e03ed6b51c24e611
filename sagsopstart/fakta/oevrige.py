"""Fakta om bolig, formue, køretøjer, virksomheder og andre ydelser."""

from __future__ import annotations

from sagsopstart.fakta.tabel import Faktatabel, Svar, ord_for

BOLIGTYPER = {
    "ALMEN": "Almen bolig",
    "PRIVAT": "Privat udlejning",
    "UNGDOM": "Ungdomsbolig",
    "AELDRE": "Ældrebolig",
    "VAERELSE": "Værelse",
}
KOERETOEJER = {
    "PERSONBIL": "Personbil",
    "VAREBIL": "Varebil",
    "MOTORCYKEL": "Motorcykel",
    "PAAHAENGSVOGN": "Påhængsvogn",
}
ROLLER = {"EJER": "Ejer", "BRUGER": "Bruger", "EJER_OG_BRUGER": "Ejer og bruger"}
FORLOEB = {"TILMELDT": "Tilmelding", "SAMTALE": "Samtale", "TILBUD": "Tilbud", "FRAVAER": "Fravær"}
STOETTE = {"BOLIGSIKRING": "Boligsikring", "BOLIGYDELSE": "Boligydelse"}
RUBRIKKER = {
    "LOEN": "Løn",
    "RENTEINDTAEGT": "Renteindtægt",
    "RENTEUDGIFT": "Renteudgift",
    "INDESTAAENDE": "Indestående i bank",
    "GAELD": "Gæld",
    "AKTIER": "Aktier og beviser",
    "EJENDOM": "Ejendomsværdi",
}


def lejemaal(svar: Svar) -> tuple[Faktatabel, ...]:
    """Lejemål og husleje om måneden."""
    kolonner = (
        ("Bolig", "tekst"), ("Areal, m²", "tal"), ("Værelser", "tal"),
        ("Husleje pr. måned", "oere"), ("Forbrug pr. måned", "oere"), ("Fra", "dato"),
        ("Til", "dato"),
    )  # fmt: skip
    raekker = tuple(
        (
            ord_for(r["boligtype"], BOLIGTYPER), r["areal_m2"], r["vaerelser"],
            r["husleje_oere"], r["forbrug_oere"], r["fra"], r["til"],
        )
        for r in svar["husleje_lejemaal"]
    )  # fmt: skip
    tom = "Huslejeregisteret har svaret: intet lejemål er registreret."
    return (Faktatabel("Lejemål", kolonner, raekker, tom),)


def aarsopgoerelse(svar: Svar) -> tuple[Faktatabel, ...]:
    """Årsopgørelsens beløb for hele året; de er aldrig delt ud på måneder."""
    kolonner = (
        ("År", "tekst"),
        ("Rubrik", "tekst"),
        ("Beløb for året", "oere"),
        ("Dannet", "dato"),
    )
    raekker = tuple(
        (r["aar"], ord_for(r["rubrik"], RUBRIKKER), r["beloeb_oere"], r["dannet"])
        for r in svar["r75_aarsopgoerelse"]
    )
    tom = "SKAT har svaret: der er ingen årsopgørelse."
    return (Faktatabel("Årsopgørelse", kolonner, raekker, tom),)


def koeretoejer(svar: Svar) -> tuple[Faktatabel, ...]:
    """Køretøjer og rollen ved dem."""
    kolonner = (
        ("Køretøj", "tekst"), ("Reg.nr.", "tekst"), ("Første registrering", "dato"),
        ("Rolle", "tekst"), ("Fra", "dato"), ("Til", "dato"),
    )  # fmt: skip
    raekker = tuple(
        (
            " ".join(str(r[led]) for led in ("maerke", "model") if r[led])
            or ord_for(r["art"], KOERETOEJER),
            r["registreringsnummer"], r["foerste_registrering"], ord_for(r["rolle"], ROLLER),
            r["fra"], r["til"],
        )
        for r in sorted(svar["motor_koeretoejer"], key=lambda r: str(r["fra"]), reverse=True)
    )  # fmt: skip
    tom = "Motorregisteret har svaret: intet køretøj er registreret."
    return (Faktatabel("Køretøjer", kolonner, raekker, tom),)


def virksomheder(svar: Svar) -> tuple[Faktatabel, ...]:
    """Roller i virksomheder."""
    kolonner = (
        ("Virksomhed", "tekst"), ("CVR-nr.", "tekst"), ("Form", "tekst"), ("Rolle", "tekst"),
        ("Rolle fra", "dato"), ("Virksomhed fra", "dato"),
    )  # fmt: skip
    raekker = tuple(
        (
            r["virksomhed"], r["cvr"], r["virksomhedsform"], r["rolle"], r["rolle_fra"],
            r["virksomhed_start"],
        )
        for r in svar["cvr_deltagelser"]
    )  # fmt: skip
    tom = "CVR har svaret: ingen rolle i en virksomhed er registreret."
    return (Faktatabel("Virksomheder", kolonner, raekker, tom),)


def boligstoette(svar: Svar) -> tuple[Faktatabel, ...]:
    """Boligstøttens udbetalinger i de seneste tolv måneder."""
    kolonner = (("Måned", "maaned"), ("Ydelse", "tekst"), ("Beløb", "oere"), ("Udbetalt", "dato"))
    raekker = tuple(
        (r["maaned"], ord_for(r["type"], STOETTE), r["beloeb_oere"], r["udbetalt"])
        for r in sorted(
            svar["boligstoette_udbetalinger"], key=lambda r: str(r["maaned"]), reverse=True
        )
    )
    tom = "Boligstøtte har svaret: intet er udbetalt i de seneste tolv måneder."
    return (Faktatabel("Boligstøtte", kolonner, raekker, tom),)


def jobcenter(svar: Svar) -> tuple[Faktatabel, ...]:
    """Forløb i jobcenteret."""
    kolonner = (("Art", "tekst"), ("Beskrivelse", "tekst"), ("Fra", "dato"), ("Til", "dato"))
    raekker = tuple(
        (ord_for(r["art"], FORLOEB), r["beskrivelse"], r["fra"], r["til"])
        for r in sorted(svar["jobcenter_forloeb"], key=lambda r: str(r["fra"]), reverse=True)
    )
    tom = "Jobcenteret har svaret: intet forløb er registreret."
    return (Faktatabel("Forløb i jobcenteret", kolonner, raekker, tom),)
