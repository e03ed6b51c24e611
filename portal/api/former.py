"""Formen på det, der sendes ind: navne, slags og grænser. Reglerne står i rummene."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from feedback.feedbackliste.felter import STOERSTE_BELOEB
from feedback.models import Aarsag, Aendring, Resultat
from kontrol.models import UNDER_BEHANDLING
from portal.api.felter import Cifre, Dato, Heltal, Id, Ja, Tekst, Valg
from samkoering.grundlag.kle import numre
from samkoering.regelkatalog import temaer

PAA_EN_GANG = 200
"""Så mange sager kan bestilles i ét kald."""
PR_SIDE, PR_SIDE_HOEJST = 50, 200


class Blad(serializers.Serializer[Any]):
    """Hvor i listen."""

    efter = Id(required=False, help_text="»naeste« fra den forrige side.")
    antal = Cifre(
        min_value=1,
        max_value=PR_SIDE_HOEJST,
        default=PR_SIDE,
        help_text="Rækker på siden.",
    )


class Listevalg(Blad):
    """Hvilke af de ledige sager."""

    ydelse = serializers.ListField(
        child=Valg(choices=[n.kle for n in numre()]),
        required=False,
        help_text="KLE-numre; udeladt er alle, klienten ser.",
    )
    tema = serializers.ListField(child=Valg(choices=list(temaer())), required=False)
    udloeber_inden = Cifre(
        required=False, min_value=1, max_value=366, help_text="Udløber inden for så mange dage."
    )


class Bunkevalg(Blad):
    """Hvilke af sagerne under behandling."""

    tilstand = serializers.ListField(child=Valg(choices=list(UNDER_BEHANDLING)), required=False)
    tildelt = Id(required=False, help_text="Sagsbehandlerens reference.")


class Bestil(serializers.Serializer[Any]):
    """Sager, der skal bestilles."""

    sager = serializers.ListField(
        child=Id(), allow_empty=False, min_length=1, max_length=PAA_EN_GANG
    )
    tildel_til = Id(
        allow_null=True,
        default=None,
        help_text="Sagsbehandlerens reference; null er teamets fælles bunke.",
    )
    bekraeftet = Ja(
        default=False, help_text="Sandt, når antallet må gå over kommunens varsel for et døgn."
    )


@extend_schema_field(
    {"type": "integer", "minimum": 0, "maximum": STOERSTE_BELOEB * 100, "multipleOf": 100}
)
class Oere(Heltal):
    """Hele kroner i øre."""

    default_error_messages = {"hele_kroner": ""}

    def __init__(self, **valg: Any) -> None:
        super().__init__(min_value=0, max_value=STOERSTE_BELOEB * 100, **valg)

    def to_internal_value(self, data: Any) -> int:
        """Beløbet."""
        oere = super().to_internal_value(data)
        if oere % 100:
            self.fail("hele_kroner")
        return oere


def _valgfri(felt: type[serializers.Field[Any, Any, Any, Any]], **valg: Any) -> Any:
    return felt(allow_null=True, default=None, **valg)


class Resultatet(serializers.Serializer[Any]):
    """Sagens resultat. De felter, resultatet ikke bruger, udelades."""

    version = Heltal(
        min_value=0, max_value=2**31 - 1, help_text="Sagens version, som kontrolarket gav den."
    )
    resultat = Valg(choices=Resultat.choices)
    aendring = _valgfri(Valg, choices=Aendring.choices)
    aarsag = _valgfri(Valg, choices=Aarsag.choices)
    krav_oere = _valgfri(
        Oere,
        help_text="Tilbagebetalingskravet i øre, i hele kroner; 0 er intet og har ingen periode.",
    )
    krav_fra = _valgfri(Dato)
    krav_til = _valgfri(Dato, help_text="Til og med.")
    maanedlig_oere = _valgfri(
        Oere,
        help_text="Ændringen pr. måned i øre, uden fortegn; retningen følger af »aendring«. 0 kan "
        "kun bruges ved »NEDSAETTES« med et krav.",
    )
    afgoerelsesdato = _valgfri(Dato)
    bemaerkning = Tekst(allow_blank=True, default="", max_length=500, help_text="Uden CPR-nummer.")
    fredet_til = _valgfri(Dato, help_text="Kun i kontroltrin 3.")
