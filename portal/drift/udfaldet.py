"""Beskederne om den seneste hele nat: hvad der manglede, og hvad der virkede alligevel."""

from __future__ import annotations

from django.urls import reverse

from portal.drift.besked import Besked, Knap, naeste_nats_ord, natten_igen, register_igen
from portal.drift.billede import Billede
from portal.drift.grundlag import AFSLUTTEDE
from portal.drift.helet import hvornaar
from portal.drift.i_gang import den_aabne, fejlet, ikke_begyndt
from portal.drift.kilder import Kilde
from portal.drift.ord import antal, opremset_kort, regler, varighed
from portal.templatetags.dansk import i_dag_eller_dato
from samkoering.models import Koerselstilstand


def beskeder(b: Billede) -> tuple[Besked, ...]:
    """Det vigtigste først; er alt i orden, siger én besked det."""
    fundne = [
        besked
        for besked in (
            den_aabne(b),
            ikke_begyndt(b),
            fejlet(b),
            for_gammel(b),
            tavse_registre(b),
            karantaene(b),
            enkelte_opslag(b),
        )
        if besked
    ]
    return tuple(fundne) or (_i_orden(b),)


def for_gammel(b: Billede) -> Besked | None:
    """Ingen hel nat er afsluttet inden for 26 timer."""
    if b.nat is None or b.nat.afsluttet is None or not b.grundlag.for_gammel:
        return None
    if b.grundlag.aaben or fejlet(b):
        return None
    return Besked(
        "error",
        f"Den seneste nat er {varighed(b.nat.afsluttet, b.nu)} gammel",
        grund="Der skal være en ny mindst hver 26. time.",
        virkede="Sager fra tidligere nætter kan stadig bestilles og behandles.",
        nu=naeste_nats_ord(b.nu),
        knapper=(natten_igen(),),
    )


def tavse_registre(b: Billede) -> Besked | None:
    """Et register svarede ikke; de regler, der læser det, er ikke kørt."""
    if not b.tavse:
        return None
    navne = opremset_kort([kilde.navn for kilde in b.tavse], hoejst=7)
    ikke = f" – {regler(b.uden_svar)} er ikke kørt" if b.uden_svar else ""
    return Besked(
        "error",
        f"{navne} svarede ikke{ikke}",
        grund=" ".join(
            f"{kilde.navn}: {kilde.grund}{_proevet_igen(b, kilde)}" for kilde in b.tavse
        ),
        virkede=f"{_regler_og_sager(b)} Det, der ikke er kontrolleret, står på hvert kontrolark.",
        nu=_imens(b)
        or "Registeret hentes igen næste nat. Svarer det før, kan du køre det igen nu. "
        + naeste_nats_ord(b.nu),
        knapper=()
        if b.grundlag.aaben
        else tuple(register_igen(kilde.rum) for kilde in b.tavse if kilde.rum),
    )


def _imens(b: Billede) -> str:
    """Knapperne er væk, mens der køres, så beskeden beder ikke om et tryk på dem."""
    aaben = b.grundlag.aaben
    return (
        f"Kørslen {aaben} er i gang. Mangler noget, når den er slut, siges det her."
        if aaben
        else ""
    )


def _proevet_igen(b: Billede, kilde: Kilde) -> str:
    """Det seneste forsøg på at køre registeret igen, når det stadig tav."""
    forsoegt = [
        k for k in b.grundlag.efter if k.kun_register == kilde.rum and k.tilstand in AFSLUTTEDE
    ]
    if not forsoegt or forsoegt[-1].afsluttet is None:
        return ""
    return f" Kørt igen {i_dag_eller_dato(forsoegt[-1].afsluttet)}; det svarede stadig ikke."


def karantaene(b: Billede) -> Besked | None:
    """Kommuner, der fejlede for mange gange og er sat til side."""
    if not b.karantaene:
        return None
    navne = opremset_kort([del_.kommune for del_ in b.karantaene])
    hvor_mange = antal(len(b.karantaene), "kommune er,kommuner er")
    return Besked(
        "error",
        f"{hvor_mange} ikke skrevet: {navne}",
        grund="Grunden til hver står under Karantæne.",
        virkede=f"{antal(b.skrevne, 'kommune er skrevet,kommuner er skrevet')} og har deres sager.",
        nu=_imens(b)
        or "De prøves ikke igen, før du siger til. Næste nat prøver dem forfra. "
        + naeste_nats_ord(b.nu),
        knapper=() if b.grundlag.aaben else _proev_igen(b),
    )


def enkelte_opslag(b: Billede) -> Besked | None:
    """Delvist, uden at et register eller en kommune mangler: enkelte personers opslag."""
    nat = b.nat
    if nat is None or nat.tilstand != Koerselstilstand.DELVIST or nat.hel is True:
        return None
    if b.grundlag.aaben or b.tavse or any(kilde.hentet_igen for kilde in b.kilder):
        return None
    ikke = b.nattal(nat).ikke_udfoerte
    return Besked(
        "warning",
        "Enkelte opslag mislykkedes i nat",
        grund=f"{antal(ikke, 'kontrol er,kontroller er')} ikke udført." if ikke else "",
        virkede=_regler_og_sager(b),
        nu="De kontrolleres igen næste nat. " + naeste_nats_ord(b.nu),
    )


def _i_orden(b: Billede) -> Besked:
    nat = b.nat
    if nat is None:
        return Besked(
            "info",
            "Der er ikke kørt en nat endnu",
            nu=f"{naeste_nats_ord(b.nu)} Den kan også begyndes med manage.py nat.",
        )
    return Besked(
        "success",
        "Natten er kørt, og intet mangler"
        if nat.tilstand == Koerselstilstand.GENNEMFOERT
        else "Det, natten manglede, er kørt igen",
        grund=f"Natten var delvis og blev hel med {hvornaar(b.helet_af)}." if b.helet_af else "",
        virkede=f"{antal(len(b.kilder), 'register,registre')} svarede, og "
        f"{antal(b.skrevne, 'kommune er,kommuner er')} skrevet. {_regler_og_sager(b)}",
        nu=f"Du skal ikke gøre noget. {naeste_nats_ord(b.nu)}",
    )


def _regler_og_sager(b: Billede) -> str:
    nye, _ = b.samlet
    koert = antal(b.regler_koert, "regel er,regler er")
    hvilke = f"De øvrige {koert}" if b.uden_svar else f"Alle {koert}"
    return f"{hvilke} kørt, og {antal(nye, 'ny sag er,nye sager er')} klar på bestillingslisterne."


def _proev_igen(b: Billede) -> tuple[Knap, ...]:
    koersler = dict.fromkeys(del_.koersel for del_ in b.karantaene)
    antal_i = {k: sum(del_.koersel == k for del_ in b.karantaene) for k in koersler}
    return tuple(
        Knap(
            f"Prøv {antal(antal_i[k], 'kommune,kommuner')} igen",
            reverse("drift_karantaene_igen", args=[k]),
        )
        for k in koersler
    )
