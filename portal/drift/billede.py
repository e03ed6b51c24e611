"""Hele billedet: alt, siden ved om natten, hentet i få forespørgsler."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from portal.drift.dele import Deltal, Karantaene, deltal, i_karantaene, uden_arbejder
from portal.drift.grundlag import Grundlag, er_hel, foerste_dag, hent, sat_op, sidste_dag
from portal.drift.helet import datoens, helet_af
from portal.drift.kilder import ALLE_REGLER, Kilde, gaeldende_tabeller, kilder, regler_uden_svar
from portal.drift.landstal import Nattal, nattal
from samkoering.models import Koersel, Koerselstilstand
from samkoering.natten.afstemning import seneste_koerte
from samkoering.natten.kalender import manglende_naetter


@dataclass(frozen=True, slots=True)
class Billede:
    """Natten, dens kilder, dele og tal, og det, der er i gang."""

    grundlag: Grundlag
    kilder: tuple[Kilde, ...]
    uden_svar: tuple[int, ...]
    """De regler, der ikke er kørt, som det står nu."""
    dele: Mapping[UUID, Deltal]
    karantaene: tuple[Karantaene, ...]
    tal: Mapping[UUID, Nattal]
    mangler: tuple[date, ...]
    """Nætter, der ikke er begyndt, ældst først."""
    uden_arbejder: bool
    sat_op: date | None
    """Dagen, portalens database blev sat op."""
    helet: Mapping[UUID, Koersel]
    """Nætterne, der manglede noget, og kørslen, der lagde det sidste."""

    @property
    def nu(self) -> datetime:
        """Øjeblikket, billedet er taget."""
        return self.grundlag.nu

    @property
    def nat(self) -> Koersel | None:
        """Den seneste hele nat, der er skrevet."""
        return self.grundlag.nat

    @property
    def tavse(self) -> tuple[Kilde, ...]:
        """De registre, der ikke svarede helt."""
        return tuple(kilde for kilde in self.kilder if not kilde.svarede)

    @property
    def regler_koert(self) -> int:
        """Så mange regler er udført."""
        return len(ALLE_REGLER) - len(self.uden_svar)

    def kommuner(self, koersel: Koersel) -> Deltal:
        """Kørslens dele; af et udtræk kendes kun de skrevne."""
        kendte = self.dele.get(koersel.pk)
        skrevet = self.nattal(koersel).dele
        return kendte or Deltal(ialt=skrevet, skrevet=skrevet)

    def nattal(self, koersel: Koersel) -> Nattal:
        """Kørslens tal for landet."""
        return self.tal.get(koersel.pk, Nattal())

    @property
    def skrevne(self) -> int:
        """Kommuner, natten eller en kørsel igen har skrevet."""
        return self.kommuner(self.nat).ialt - len(self.karantaene) if self.nat else 0

    @property
    def helet_af(self) -> Koersel | None:
        """Kørslen, der gjorde den seneste nat hel; ``None``, når den er hel selv, eller ikke er."""
        return self.helet.get(self.nat.pk) if self.nat else None

    @property
    def fredet_eller_kendt(self) -> int:
        """Nattens, og dem i de huller, et register er kørt igen for: så er hver talt én gang."""
        udfyldt = {k.hentet_igen.pk: k.hentet_igen for k in self.kilder if k.hentet_igen}
        alle = [*([self.nat] if self.nat else []), *udfyldt.values()]
        return sum(self.nattal(k).fredet_eller_kendt for k in alle)

    @property
    def samlet(self) -> tuple[int, int]:
        """Nye og udløbne sager i alle datoens kørsler: natten, og det, der er kørt igen."""
        nat = self.nat
        samme = {
            k.pk: k for k in (nat, *self.grundlag.koersler) if k and nat and k.dato == nat.dato
        }
        alle = [self.nattal(k) for k in samme.values()]
        return sum(tal.nye_sager for tal in alle), sum(tal.udloebne for tal in alle)


def tag_billede(nu: datetime | None = None) -> Billede:
    """Læs hovedbogen, som den er nu."""
    grundlag = hent(nu)
    nat, aaben = grundlag.nat, grundlag.aaben
    fra = min(foerste_dag(grundlag.nu), nat.dato if nat else date.max)
    raakte = [*grundlag.koersler, *([nat] if nat else [])]
    karantaenen, delene = i_karantaene(grundlag), deltal(raakte)
    return Billede(
        grundlag=grundlag,
        kilder=kilder(grundlag),
        uden_svar=regler_uden_svar(gaeldende_tabeller(grundlag)),
        dele=delene,
        karantaene=karantaenen,
        tal=nattal(fra),
        mangler=tuple(manglende_naetter(seneste_koerte(), sidste_dag(grundlag.nu))),
        uden_arbejder=bool(aaben and aaben.trin and uden_arbejder(aaben, grundlag.nu)),
        sat_op=sat_op(),
        helet=_helede(grundlag, karantaenen, delene),
    )


def _helede(
    grundlag: Grundlag, karantaene: tuple[Karantaene, ...], dele: Mapping[UUID, Deltal]
) -> dict[UUID, Koersel]:
    """Af en tidligere nats karantæne kendes kun antallet: har den en, er den ikke gjort hel."""
    fundne: dict[UUID, Koersel] = {}
    for nat in grundlag.koersler:
        if not er_hel(nat) or nat.tilstand != Koerselstilstand.DELVIST:
            continue
        seneste = nat == grundlag.nat
        egen = grundlag if seneste else datoens(grundlag, nat)
        mangler = karantaene if seneste else range(1, dele.get(nat.pk, Deltal()).karantaene + 1)
        if koersel := helet_af(egen, mangler):
            fundne[nat.pk] = koersel
    return fundne
