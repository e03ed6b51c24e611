"""Kørelister i demonstrationen: et område, en adressefil, en kørt liste, en kladde og et års tal.

Husene lægges ud efter vejens navn, så den samme by bliver til hver gang. De lukkede måneders tal er
opdigtede, for listerne bag dem er destrueret, som de skal være.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, time, timedelta
from secrets import token_bytes
from uuid import uuid4

from adgang.models import Bruger, Kommune
from adgang.omfang import omfang_for
from hjemmebesoeg.adresser.fil import KOLONNER
from hjemmebesoeg.adresser.nu import indlaes
from hjemmebesoeg.afslutning.afslut import afslut
from hjemmebesoeg.demohoeringer import hoer_uden_svar
from hjemmebesoeg.doeren.registrer import registrer
from hjemmebesoeg.kandidater.adresse import Adresse
from hjemmebesoeg.kandidater.find import Kandidat, kandidater
from hjemmebesoeg.liste.opret import opret
from hjemmebesoeg.models import Koereliste, Koerselstal, Omraade, Stop, Taelling
from hjemmebesoeg.opsaetning import omraader
from hjemmebesoeg.rute.beregn import beregn
from hjemmebesoeg.statistik.lukning import naeste_maaned

OMRAADE, OMEGN = "Rødovre", "Omegn"
HUSE_PR_VEJ = 80
MAANEDER = 10
PAA_EN_LISTE = 6
_HJOERNE = (715_000, 6_175_000)
_SVAR = ("Borgeren er på arbejde om dagen.", "", "Bor hos sin søster i denne måned.", "", "")


def fyld(kommune: Kommune, leder: Bruger, besoeger: Bruger, i_dag: date) -> bool:
    """``False``, når kommunen har et område i forvejen; så røres intet."""
    if Omraade.objects.i_kommune(kommune).exists():
        return False
    omraader.gem(kommune, OMRAADE, ["2610"])
    omraader.gem(kommune, OMEGN, ["2600", "2605", "2650"])
    tael_et_aar(kommune, i_dag)
    hoer_uden_svar(kommune, besoeger, i_dag)
    mulige = _mulige(leder, i_dag)
    if mulige:
        indlaes(adressefil(kommune, mulige), kommune, "Opdigtede huse til demonstrationen", leder)
    _koert_liste(leder, besoeger, i_dag)
    _liste(leder, besoeger, i_dag, i_dag)
    return True


def adressefil(kommune: Kommune, mulige: Sequence[Kandidat]) -> bytes:
    """Husene på de veje, der skal køres på."""
    veje = sorted({(k.adresse.postnr, k.adresse.vej) for k in mulige if k.adresse})
    huse = {(k.adresse.postnr, k.adresse.vej, _husnr(k.adresse)) for k in mulige if k.adresse}
    linjer = [",".join(KOLONNER)]
    for kode, (postnr, vej) in enumerate(veje, start=12):
        numre = {str(nr) for nr in range(1, HUSE_PR_VEJ)}
        numre |= {nr for en_post, en_vej, nr in huse if (en_post, en_vej) == (postnr, vej)}
        # Byen skal være den samme hver gang; her gættes ingen hemmeligheder.
        traek = random.Random(f"{postnr}{vej}")  # noqa: S311
        oest, nord = (kant + traek.randrange(3000) for kant in _HJOERNE)
        hen, op = traek.choice(((9, 2), (2, 9), (7, -6), (-5, 8)))
        for nr in sorted(numre):
            skridt = int("".join(tegn for tegn in nr if tegn.isdigit()))
            plads = f"{oest + hen * skridt},{nord + op * skridt}"
            linjer.append(f"{kommune.pk},{kode:04d},{vej},{nr},{postnr},{plads}")
    return "\n".join([*linjer, ""]).encode()


def tael_et_aar(kommune: Kommune, i_dag: date) -> None:
    """De lukkede måneder, åbnet og lukket én ad gangen som ellers."""
    Taelling.objects.i_kommune(kommune).create(kommune_id=kommune.pk)
    egen = Taelling.objects.i_kommune(kommune)
    traek = random.Random(f"koersel {kommune.pk}")  # noqa: S311
    maaned = _maaneder_foer(i_dag, MAANEDER)
    while maaned < (i_dag - timedelta(days=1)).replace(day=1):  # turen i går er ikke talt endnu
        egen.update(aaben=maaned, noegle=token_bytes(32))
        for navn, mindst, hoejst in ((OMRAADE, 18, 38), (OMEGN, 8, 22)):
            besoegt = traek.randint(mindst, hoejst)
            Koerselstal.objects.i_kommune(kommune).create(
                pk=f"{kommune.pk}|{maaned:%Y-%m}|{navn}",
                kommune_id=kommune.pk,
                maaned=maaned,
                omraade=navn,
                besoegt=besoegt,
                kontakt=round(besoegt * traek.uniform(0.3, 0.55)),
            )
        egen.update(aaben=None, noegle=None, lukket_til=maaned)
        maaned = naeste_maaned(maaned)


def _koert_liste(leder: Bruger, besoeger: Bruger, i_dag: date) -> None:
    """Turen i går: noteret og afsluttet; arbejderen lægger posterne til journalen."""
    i_gaar = i_dag - timedelta(days=1)
    liste = _liste(leder, besoeger, i_gaar, i_dag)
    if liste is None:
        return
    for nr, stop in enumerate(Stop.objects.i_kommune(liste.kommune_id).filter(liste=liste)):
        noteret = {
            "besoegt": i_gaar,
            "klokken": time(9 + nr // 4, 15 * (nr % 4)),
            "navn_paa_doer": stop.navn.split()[-1] if nr % 3 else "intet navn",
            "kontakt": nr % 3 == 1,
            "anden_aabnede": nr % 5 == 2,
            "oplysninger": _SVAR[nr % len(_SVAR)],
        }
        registrer(stop, besoeger, stop.version, uuid4(), noteret)
    afslut(liste, besoeger, 0)


def _liste(leder: Bruger, besoeger: Bruger, dag: date, i_dag: date) -> Koereliste | None:
    """En liste med nogle af kandidaterne; resten er der stadig at vælge imellem."""
    valgte = [k.sag.pk for k in _mulige(leder, i_dag)[:PAA_EN_LISTE]]
    liste = opret(leder, OMRAADE, dag, besoeger, valgte, i_dag).liste
    if liste is not None:
        beregn(liste.kommune_id, liste.pk)
    return liste


def _mulige(leder: Bruger, i_dag: date) -> list[Kandidat]:
    alle = kandidater(omfang_for(leder), i_dag)
    return [k for k in alle if k.adresse and not k.beskyttet and k.omraade == OMRAADE]


def _husnr(adresse: Adresse) -> str:
    return f"{adresse.nr}{adresse.bogstav}"


def _maaneder_foer(dag: date, antal: int) -> date:
    """Den første dag i måneden så mange måneder før."""
    plads = dag.year * 12 + dag.month - 1 - antal
    return date(plads // 12, plads % 12 + 1, 1)
