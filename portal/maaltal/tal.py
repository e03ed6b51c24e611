"""Måltallene, regnet af databasen, hver gang de hentes: alle processer svarer det samme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from portal.drift.billede import Billede, tag_billede
from portal.drift.dele import Deltal
from portal.drift.kilder import Kilde
from portal.drift.landstal import Koe, koetal
from portal.sundhed import database_svarer, maegler_svarer
from samkoering.models import Koersel

Vaerdi = float | int


class _Natten(Collector):
    """Tallene, som de er nu."""

    def collect(self) -> Iterator[Metric]:
        """Uden database kendes kun, at den ikke svarer."""
        svarer = database_svarer()
        yield _een("database_svarer", "1, når databasen svarer.", svarer)
        yield _een("maegler_svarer", "1, når mægleren svarer.", maegler_svarer())
        if svarer:
            b = tag_billede()
            yield from _natten(b)
            yield from _kilderne(b.kilder)
            yield from _delene(b)
            yield from _koeerne(koetal(), b.nu)


def som_tekst() -> bytes:
    """Måltallene i Prometheus' tekstform."""
    registret = CollectorRegistry(auto_describe=False)
    registret.register(_Natten())
    return generate_latest(registret)


def _natten(b: Billede) -> Iterator[Metric]:
    yield _een("koersel_aaben", "1, mens en kørsel er i gang eller venter.", bool(b.grundlag.aaben))
    nat = b.nat
    if nat is None or nat.afsluttet is None:
        return
    yield _een(
        "seneste_succes_timestamp_seconds",
        "Hvornår en hel nat senest blev skrevet.",
        nat.afsluttet.timestamp(),
    )
    yield _een(
        "koersel_varighed_seconds",
        "Den seneste hele nats varighed.",
        (nat.afsluttet - nat.startet).total_seconds(),
    )
    yield from _nattens_tal(b, nat)


def _nattens_tal(b: Billede, nat: Koersel) -> Iterator[Metric]:
    tal = b.nattal(nat)
    yield _pr(
        "nat",
        "Den seneste hele nats antal.",
        "hvad",
        {
            "modtagere": tal.modtagere,
            "aegtefaeller": tal.aegtefaeller,
            "nye_sager": tal.nye_sager,
            "udloebne_sager": tal.udloebne,
            "kendte_udfald": tal.kendte,
            "fredede_udfald": tal.fredede,
            "bortfaldne_udfald": tal.bortfaldne,
            "ikke_udfoerte_kontroller": tal.ikke_udfoerte,
        },
    )
    yield _een("regler_koert", "Regler, der er kørt, som det står nu.", b.regler_koert)


def _kilderne(kilder: Iterable[Kilde]) -> Iterator[Metric]:
    kendte = [kilde for kilde in kilder if kilde.rum]
    for navn, hvad, tal in (
        ("svarede", "1, når registeret svarede helt.", {k.rum: int(k.svarede) for k in kendte}),
        ("tabeller_uden_svar", "Tabeller uden svar.", {k.rum: len(k.tavse) for k in kendte}),
        ("raekker", "Rækker i svaret.", {k.rum: k.raekker for k in kendte}),
        ("afviste_raekker", "Rækker, der blev afvist.", {k.rum: k.afviste for k in kendte}),
    ):
        yield _pr(f"kilde_{navn}", hvad, "register", tal)


def _delene(b: Billede) -> Iterator[Metric]:
    """Den åbne kørsels dele; er der ingen, den seneste nats."""
    koersel = b.grundlag.aaben or b.nat
    dele = b.kommuner(koersel) if koersel else Deltal()
    tal = {"venter": dele.venter, "skrevet": dele.skrevet, "karantaene": dele.karantaene}
    yield _pr("natdele", "Kommunernes dele i den åbne eller seneste kørsel.", "tilstand", tal)
    yield _een("karantaene", "Kommuner, der mangler at blive skrevet.", len(b.karantaene))
    yield _een("naetter_mangler", "Nætter, uret ikke har begyndt.", len(b.mangler))


def _koeerne(koeer: Mapping[str, Koe], nu: datetime) -> Iterator[Metric]:
    antal = {navn: koe.antal for navn, koe in koeer.items()}
    yield _pr("koe_ventende", "Det, der venter på levering eller dannelse.", "koe", antal)
    alder = {n: (nu - k.aeldste).total_seconds() if k.aeldste else 0 for n, k in koeer.items()}
    yield _pr("koe_aeldste_seconds", "Så længe har det ældste ventet.", "koe", alder)


def _een(navn: str, hvad: str, vaerdi: Vaerdi) -> Metric:
    return GaugeMetricFamily(f"samkoering_{navn}", hvad, value=float(vaerdi))


def _pr(navn: str, hvad: str, etiket: str, tal: Mapping[str, Vaerdi]) -> Metric:
    familie = GaugeMetricFamily(f"samkoering_{navn}", hvad, labels=[etiket])
    for led, vaerdi in tal.items():
        familie.add_metric([led], vaerdi)
    return familie
