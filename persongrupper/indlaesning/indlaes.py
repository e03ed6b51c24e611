"""Indlæs en læst fil: alt eller intet, og den samme fil igen ændrer intet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from adgang.models import Bruger, Kommune
from persongrupper.indlaesning.fil import Fil, Raekke, laes
from persongrupper.markering.handlinger import besked_af
from persongrupper.markeringer import Markering
from persongrupper.models import Aktivitet, Indlaesning, Markeringsperiode, Projektborger, Slags
from persongrupper.vaern.dagen import i_dag
from registre.hel_fil import FilAfvist

BUNDT = 1000


@dataclass(frozen=True, slots=True)
class Indlaest:
    """Det, der kom ud af filen. ``igen``: filen var indlæst før, og intet er ændret."""

    indlaesning: Indlaesning
    cpr: tuple[str, ...]
    igen: bool = False


def indlaes(
    indhold: bytes, slags: Slags, kommune: Kommune, kilde: str, bruger: Bruger | None = None
) -> Indlaest:
    """Læs og gem filen i kommunen; ``FilAfvist`` gemmer intet. Kaldes under kommunens lejer."""
    dag = i_dag()
    fil = laes(indhold, slags, kommune.pk, dag)
    try:
        with transaction.atomic():
            # To, der indlæser i kommunen på én gang, skal ikke oprette den samme borger.
            Kommune.objects.select_for_update().get(pk=kommune.pk)
            return _Arbejde(kommune, fil, kilde, bruger, dag).udfoer()
    except IntegrityError as fejl:
        raise FilAfvist(f"Databasen afviste filen: {besked_af(fejl)}") from None


class _Arbejde:
    """En fil på vej ind i en kommune."""

    def __init__(
        self, kommune: Kommune, fil: Fil, kilde: str, bruger: Bruger | None, dag: date
    ) -> None:
        self._kode, self._fil = kommune.pk, fil
        self._cpr = tuple(raekke.cpr for raekke in fil.raekker)
        self._indlaesning = Indlaesning(
            kommune=kommune,
            slags=fil.slags,
            kilde=kilde,
            sha256=fil.sha256,
            raekker=len(fil.raekker),
            dag=dag,
            bruger=bruger,
        )

    def udfoer(self) -> Indlaest:
        """Skriv forskellen mellem filen og det, kommunen har."""
        kendte: dict[str, Projektborger] = {
            b.cpr: b for b in Projektborger.objects.i_kommune(self._kode)
        }
        self._indlaesning.save(force_insert=True)
        skriv = self._brutto if self._fil.slags == Slags.BRUTTOMAALGRUPPE else self._aktivitet
        nye, aendrede = skriv(kendte)
        egne = Indlaesning.objects.i_kommune(self._kode)
        foer = (
            egne.filter(slags=self._fil.slags, sha256=self._fil.sha256)
            .exclude(pk=self._indlaesning.pk)
            .first()
        )
        if foer and not nye and not aendrede:
            egne.filter(pk=self._indlaesning.pk).delete()
            return Indlaest(foer, self._cpr, igen=True)
        egne.filter(pk=self._indlaesning.pk).update(nye=nye, aendrede=aendrede)
        self._indlaesning.nye, self._indlaesning.aendrede = nye, aendrede
        return Indlaest(self._indlaesning, self._cpr)

    def _brutto(self, kendte: dict[str, Projektborger]) -> tuple[int, int]:
        """Nye markeringer, og dem, STAR har afsluttet. En borger, filen ikke nævner, røres ikke."""
        alle = Markeringsperiode.objects.i_kommune(self._kode)
        mangler = [r.cpr for r in self._fil.raekker if r.cpr not in kendte]
        nye_borgere = [Projektborger(kommune_id=self._kode, cpr=cpr) for cpr in mangler]
        Projektborger.objects.i_kommune(self._kode).bulk_create(nye_borgere, batch_size=BUNDT)
        kendte = kendte | {b.cpr: b for b in nye_borgere}
        stars = list(alle.filter(markering=Markering.BRUTTOMAALGRUPPE))
        if fejl := _overlap(self._fil.raekker, kendte, stars):
            raise FilAfvist(*fejl)
        findes = {(p.borger_id, p.fra): p for p in stars}
        nye, aendrede = [], 0
        for raekke in self._fil.raekker:
            periode = findes.get((kendte[raekke.cpr].pk, raekke.fra))
            if periode is None:
                nye.append(self._ny(kendte[raekke.cpr], raekke))
            elif periode.til != raekke.til:
                alle.filter(pk=periode.pk).update(
                    til=raekke.til, slut_indlaesning=self._indlaesning
                )
                aendrede += 1
        alle.bulk_create(nye, batch_size=BUNDT)
        return len(nye), aendrede

    def _ny(self, borger: Projektborger, raekke: Raekke) -> Markeringsperiode:
        return Markeringsperiode(
            kommune_id=self._kode,
            borger=borger,
            markering=Markering.BRUTTOMAALGRUPPE,
            fra=raekke.fra,
            til=raekke.til,
            indlaesning=self._indlaesning,
        )

    def _aktivitet(self, kendte: dict[str, Projektborger]) -> tuple[int, int]:
        """Nye aktiviteter og rettede; kun om borgere, kommunen har i bruttomålgruppen."""
        fremmede = [r.nr for r in self._fil.raekker if r.cpr not in kendte]
        if fremmede:
            raise FilAfvist(
                *(f"Række {nr}: Borgeren er ikke i kommunens bruttomålgruppe." for nr in fremmede)
            )
        alle = Aktivitet.objects.i_kommune(self._kode)
        findes = {(a.borger_id, a.type, a.fra): a for a in alle}
        nye, rettede = [], []
        for raekke in self._fil.raekker:
            borger = kendte[raekke.cpr]
            gammel = findes.get((borger.pk, raekke.type, raekke.fra))
            felter = {"til": raekke.til, "timer": raekke.timer, "indlaesning": self._indlaesning}
            if gammel is None:
                nye.append(
                    Aktivitet(
                        kommune_id=self._kode,
                        borger=borger,
                        type=raekke.type,
                        fra=raekke.fra,
                        **felter,
                    )
                )
            elif (gammel.til, gammel.timer) != (raekke.til, raekke.timer):
                gammel.til, gammel.timer = raekke.til, raekke.timer
                gammel.indlaesning = self._indlaesning
                rettede.append(gammel)
        alle.bulk_create(nye, batch_size=BUNDT)
        alle.bulk_update(rettede, ["til", "timer", "indlaesning"], batch_size=BUNDT)
        return len(nye), len(rettede)


def _overlap(
    raekker: Sequence[Raekke], kendte: dict[str, Projektborger], stars: list[Markeringsperiode]
) -> list[str]:
    """Rækker, hvis periode rammer en af borgerens andre; samme startdato er rækken selv."""
    har: dict[UUID, list[Markeringsperiode]] = {}
    for periode in stars:
        har.setdefault(periode.borger_id, []).append(periode)
    return [
        f"Række {raekke.nr}: Borgeren er allerede i bruttomålgruppen fra {anden.fra} i den samme "
        "tid. Ret startdatoen, eller giv den første en slutdato i en anden fil."
        for raekke in raekker
        for anden in har.get(kendte[raekke.cpr].pk, ())
        if anden.fra != raekke.fra
        and anden.fra <= (raekke.til or date.max)
        and (anden.til or date.max) >= raekke.fra
    ]
