"""Små fabrikker: det mindste af virkeligheden, en prøve skal bruge. CPR-numre har dag + 60."""

from __future__ import annotations

import hashlib
import itertools
import time
import uuid
from datetime import date, datetime, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from adgang.models import Bruger, Brugersession, Kommune, Netvaerk, Rolle
from adgang.roller import indhold
from kontrol.models import Bestilling
from kontrol.sortering import sorteringsnoegle
from samkoering.grundlag.kle import nummer
from samkoering.models import (
    Koersel,
    Koerselsdel,
    Koerselstilstand,
    Kontrolark,
    Sag,
    Sagstilstand,
    Udfald,
)
from samkoering.regelkatalog import regel, regler

KONTAKT = {
    "kontakt_afdeling": "Ydelsesservice",
    "kontakt_vej": "Prøvevej 1",
    "kontakt_by": "0000 Prøveby",
    "kontakt_telefon": "00 00 01 75",
    "kontakt_telefontid": "hverdage kl. 9–15",
}
"""Hvor borgeren svarer på en partshøring; uden den kan intet brev sendes."""
ADGANGSKODE = "prøve-adgangskode-1"
_loebenummer = itertools.count(1)

Haendelse = tuple[str, str]
"""(regel, rolle), fx ``("ny_arbejdsgiver", "AEF")``."""


def nyt_cpr() -> str:
    """Et syntetisk CPR-nummer, der ikke er brugt før i denne kørsel."""
    nr = next(_loebenummer)
    return f"{61 + nr % 31:02d}05{50 + nr % 40:02d}{1000 + nr % 9000:04d}"


def kommune(kode: str = "0175", navn: str = "Rødovre", **felter: Any) -> Kommune:
    """Kommunen med koden; oprettes første gang."""
    felter = {"navn": navn, "par10_aktiveringsdato": date(2018, 1, 1), **KONTAKT, **felter}
    kommunen, ny = Kommune.objects.update_or_create(kode=kode, defaults=felter)
    if ny:
        netvaerk(kommunen)
    return kommunen


def netvaerk(i: Kommune, adresser: str = "127.0.0.0/8") -> Netvaerk:
    """Et netværk på kommunens liste; prøvernes klienter kommer fra 127.0.0.1."""
    return Netvaerk.objects.i_kommune(i).create(
        kommune=i, adresser=adresser, beskrivelse="Prøvebænken"
    )


def bruger(
    brugernavn: str = "mette",
    rolle: Rolle = Rolle.SAGSBEHANDLER,
    hjemme: Kommune | None = None,
    navn: str = "",
) -> Bruger:
    """En bruger med app; en rolle, der kræver en kommune, får Rødovre, når intet andet siges."""
    if hjemme is None and indhold(rolle).kraever_kommune:
        hjemme = kommune()
    ny = Bruger.objects.opret(
        brugernavn,
        ADGANGSKODE,
        navn=navn or f"{brugernavn.capitalize()} Prøvesen",
        rolle=rolle,
        kommune=hjemme,
    )
    TOTPDevice.objects.create(user=ny, name="app", confirmed=True)
    return ny


def kode_nu(hvem: Bruger) -> str:
    """Den kode, brugerens app viser lige nu."""
    return enhedens_kode(TOTPDevice.objects.get(user=hvem, confirmed=True))


def enhedens_kode(enhed: TOTPDevice) -> str:
    """Den kode, netop denne app viser lige nu."""
    trin = TOTP(enhed.bin_key, enhed.step, enhed.t0, enhed.digits, enhed.drift)
    trin.time = time.time()
    return f"{trin.token():06d}"


def log_ind(klient: Client, hvem: Bruger, *, bekraeftet: bool = True) -> Brugersession:
    """Log klienten ind uden om siderne; ``bekraeftet=False`` er adgangskode alene."""
    klient.force_login(hvem)
    sessionen = klient.session
    if bekraeftet:
        enhed = TOTPDevice.objects.get(user=hvem, confirmed=True)
        sessionen[DEVICE_ID_SESSION_KEY] = enhed.persistent_id
        sessionen.save()
    return Brugersession.objects.create(
        bruger=hvem,
        fingeraftryk=hashlib.sha256(sessionen.session_key.encode()).hexdigest(),
        bekraeftet=timezone.now() if bekraeftet else None,
        ip="127.0.0.1",
        browser="Prøvebænken",
    )


def koersel(dato: date | None = None, **felter: Any) -> Koersel:
    """En gennemført kørsel, hvor alle registre svarede."""
    dato = dato or timezone.localdate()
    nummer_ = Koersel.objects.filter(dato=dato).count() + 1
    standard: dict[str, Any] = {
        "tilstand": Koerselstilstand.GENNEMFOERT,
        "startet": timezone.now() - timedelta(hours=2),
        "afsluttet": timezone.now() - timedelta(hours=1),
        "periode_fra": dato - timedelta(days=120),
        "periode_til": dato,
        "regelsaet": "2018-06-19+proeve",
        "tabeller": [datakilde("eIndkomst", "eindkomst"), datakilde("CPR", "cpr_personer")],
    }
    return Koersel.objects.create(dato=dato, nummer=nummer_, **{**standard, **felter})


def datakilde(register: str, tabel: str, tilstand: str = "BESVARET") -> dict[str, Any]:
    """Én linje i kørslens og kontrolarkets liste over, hvad registrene svarede."""
    svarede = tilstand == "BESVARET"
    return {
        "register": register,
        "tabel": tabel,
        "tilstand": tilstand,
        "slaaet_op": "2026-11-22T03:41:00+01:00" if svarede else "",
        "data_fra": "2026-11-21" if svarede else "",
        "grund": "" if svarede else "Tabellen mangler.",
        "raekker": 1200 if svarede else 0,
        "afviste": 0,
    }


def koerselsdel(af: Koersel, i: Kommune, **felter: Any) -> Koerselsdel:
    """Kørslens resultat i en kommune."""
    return Koerselsdel.objects.i_kommune(i).create(
        koersel=af, kommune=i, afsluttet=timezone.now(), **felter
    )


def sag_med_udfald(
    i: Kommune | None = None,
    haendelser: tuple[Haendelse, ...] = (("ny_arbejdsgiver", "YM"),),
    *,
    cpr: str = "",
    navn: str = "Amina Testesen",
    fundet: date | None = None,
    udloeber: date | None = None,
    kle: str = "32.24.04",
    **felter: Any,
) -> Sag:
    """En ledig sag med åbne udfald og et kontrolark."""
    i = i or kommune()
    fundet = fundet or timezone.localdate()
    nr = next(_loebenummer)
    sag = Sag.objects.i_kommune(i).create(
        kommune=i,
        sagsnr=felter.pop("sagsnr", f"R-{fundet:%y}-{nr:06d}"),
        cpr=cpr or nyt_cpr(),
        kle=kle,
        fundet=fundet,
        udloeber=udloeber or fundet + timedelta(days=92),
        **felter,
    )
    natten = Koersel.objects.first() or koersel(fundet)
    for slug, rolle in haendelser:
        udfald(sag, slug, rolle, af=natten)
    kontrolark(sag, navn=navn, af=natten)
    return sag


def udfald(
    sag: Sag,
    slug: str = "ny_arbejdsgiver",
    rolle: str = "YM",
    *,
    af: Koersel | None = None,
    **felter: Any,
) -> Udfald:
    """Ét åbent udfald på sagen; ``felter`` erstatter dem, der er givet her."""
    person = felter.get("cpr") or (sag.cpr if rolle == "YM" else nyt_cpr())
    noegle = felter.get("noegle") or f"{next(_loebenummer)}"
    standard: dict[str, Any] = {
        "koersel": af or Koersel.objects.first() or koersel(sag.fundet),
        "kildesag": f"KILDE-{noegle}",
        "kle": sag.kle,
        "cpr": person,
        "haendelsesdato": sag.fundet - timedelta(days=20),
        "noegle": noegle,
        "identitet": f"{slug}|{rolle}|{person}|{noegle}",
        "saetning": "Personen har fået løn fra to forskellige arbejdsgivere.",
        "bevis": bevis(),
        "fundet": sag.fundet,
    }
    return Udfald.objects.i_kommune(sag.kommune_id).create(
        kommune_id=sag.kommune_id,
        sag=sag,
        regel=slug,
        rolle=rolle,
        ym_cpr=sag.cpr,
        **{**standard, **felter},
    )


def bevis() -> dict[str, Any]:
    """Et bevis med hver af de fire slags kolonner."""
    return {
        "person": "Amina Testesen",
        "kolonner": [
            {"navn": "Udbetalt", "type": "dato"},
            {"navn": "Arbejdsgiver", "type": "tekst"},
            {"navn": "Beløb før skat", "type": "oere"},
            {"navn": "Timer", "type": "tal"},
        ],
        "raekker": [["2026-10-30", "Rengøring Nord ApS", 1142000, 148]],
        "register": "eIndkomst",
        "slaaet_op": "2026-11-22T03:41:00+01:00",
    }


def person(cpr: str, navn: str, **felter: Any) -> dict[str, Any]:
    """En person, som kontrolarket fryser hende (docs/kontrolark.md)."""
    return {
        "cpr": cpr,
        "navn": navn,
        "foedselsdato": "1985-05-07",
        "alder": 41,
        "adressebeskyttet": False,
        "adresse": "Testvej 12, 2. th, 2610 Rødovre",
        "adresse_siden": "2020-02-01",
        "adressekommune": "Rødovre",
        "civilstand": "Gift",
        "civilstand_siden": "2018-06-14",
        "status": "Bopæl i Danmark",
        "status_siden": "1985-05-07",
        "boern": [
            {"foedselsdato": "2019-03-04", "navn": "Ib Testesen", "samme_adresse": True},
        ],
        "loen": [{"maaned": "2026-09", "beloeb_oere": 418500}],
        "udbetalinger": [{"maaned": "2026-10", "beloeb_oere": 1232600}],
        "virksomheder": [],
        **felter,
    }


def kontrolark(
    sag: Sag, *, navn: str = "Amina Testesen", af: Koersel | None = None, **ym: Any
) -> Kontrolark:
    """Sagens næste udgave af kontrolarket; ``ym`` ændrer felter på ydelsesmodtageren."""
    af = af or Koersel.objects.first() or koersel(sag.fundet)
    aabne = list(sag.udfald.all())
    aef = any(u.rolle == "AEF" for u in aabne)
    indhold = {
        "skema": 1,
        "koersel": {
            "navn": str(af),
            "dato": af.dato.isoformat(),
            "tidspunkt": af.startet.isoformat(timespec="seconds"),
            "regelsaet": af.regelsaet,
        },
        "kontrolperiode": {"fra": af.periode_fra.isoformat(), "til": af.periode_til.isoformat()},
        "datakilder": af.tabeller,
        "sager": [
            {
                "sag_id": "KILDE-1",
                "kle": sag.kle,
                "ydelse": nummer(sag.kle).kort,
                "oprettet": "2024-03-01",
            }
        ],
        "ym": person(sag.cpr, navn, **ym),
        "aef": person(nyt_cpr(), "Ida Prøvesen", samme_adresse_som_ym=True) if aef else None,
        "aef_bemaerkning": "",
        "udfald": [_fund(u, str(af)) for u in aabne],
        "regnskab": [_regnskabslinje(r["nr"], r["slug"], r["navn"], aabne) for r in regler()],
    }
    return Kontrolark.objects.i_kommune(sag.kommune_id).create(
        kommune_id=sag.kommune_id,
        sag=sag,
        koersel=af,
        udgave=sag.kontrolark.count() + 1,
        indhold=indhold,
        sha256=uuid.uuid4().hex * 2,
    )


def _fund(u: Udfald, koerslens_navn: str) -> dict[str, Any]:
    katalogregel = regel(u.regel)
    return {
        "id": str(u.pk),
        "nr": katalogregel["nr"],
        "regel": u.regel,
        "navn": katalogregel["navn"],
        "tema": katalogregel["tema"],
        "rolle": u.rolle,
        "haendelsesdato": u.haendelsesdato.isoformat(),
        "saetning": u.saetning,
        **u.bevis,
        "fortolkninger": [],
        "fortolket": katalogregel["fortolket"],
        "koersel": koerslens_navn,
    }


def _regnskabslinje(nr: int, slug: str, navn: str, aabne: list[Udfald]) -> dict[str, Any]:
    roller = {u.rolle for u in aabne if u.regel == slug}
    return {
        "nr": nr,
        "regel": slug,
        "navn": navn,
        "ym": "UDFALD" if "YM" in roller else "INGEN_AENDRING",
        "aef": "UDFALD" if "AEF" in roller else "IKKE_RELEVANT",
        "grund": "",
    }


def bestilt_sag(
    hvem: Bruger,
    *,
    naar: datetime | None = None,
    tilstand: str = Sagstilstand.BESTILT,
    **felter: Any,
) -> Sag:
    """En sag, som brugeren har bestilt."""
    sag = sag_med_udfald(hvem.kommune, tilstand=tilstand, tildelt=hvem, **felter)
    Bestilling.objects.i_kommune(sag.kommune_id).create(
        kommune_id=sag.kommune_id,
        sag=sag,
        bruger=hvem,
        bestilt=naar or timezone.now(),
        token=uuid.uuid4(),
        navn_orden=sorteringsnoegle(sag.kontrolark.get().indhold["ym"]["navn"])[:200],
    )
    return sag
