"""Formen på det, der svares; kun til beskrivelsen. Svarene selv bygges i endepunkterne."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from feedback.models import Resultat
from kontrol.bestillingsliste.liste import ROLLER
from kontrol.models import UNDER_BEHANDLING
from samkoering.models import AFSLUTTENDE_TILSTANDE

Form = serializers.Serializer[Any]
_KAN_SES = (*UNDER_BEHANDLING, *AFSLUTTENDE_TILSTANDE)


class Ydelse(Form):
    """En ydelse."""

    kle = serializers.CharField()
    navn = serializers.CharField()


class LedigSag(Form):
    """En sag, der kan bestilles. Der står intet om borgeren."""

    id = serializers.UUIDField()
    sagsnr = serializers.CharField()
    ydelse = Ydelse()
    temaer = serializers.ListField(child=serializers.CharField())
    kontroltyper = serializers.ListField(child=serializers.CharField())
    vedroerer = serializers.ListField(child=serializers.ChoiceField(list(ROLLER.values())))
    fundet = serializers.RegexField(r"^[0-9]{4}-[0-9]{2}$", help_text="Måneden.")
    udloeber = serializers.DateField()


class LedigeSager(Form):
    """En side af bestillingslisten."""

    sager = LedigSag(many=True)
    naeste = serializers.UUIDField(
        allow_null=True, help_text="Send den som »efter« for at få næste side; null er sidste side."
    )


class Bestilt(Form):
    """Hvad der skete med hver sag. Hver står i netop én af listerne."""

    bestilling = serializers.UUIDField(help_text="Bruges, når bestillingen skal fortrydes.")
    bestilt = serializers.ListField(child=serializers.UUIDField())
    optaget = serializers.ListField(
        child=serializers.UUIDField(), help_text="En anden nåede dem først."
    )
    egne = serializers.ListField(
        child=serializers.UUIDField(), help_text="Klienten har selv bestilt dem tidligere."
    )
    udgaaet = serializers.ListField(
        child=serializers.UUIDField(), help_text="De er ikke på bestillingslisten."
    )


class Fortrudt(Form):
    """De sager, der kom tilbage på bestillingslisten."""

    fortrudt = serializers.ListField(child=serializers.UUIDField())


class Sagsbehandler(Form):
    """Den, sagen er tildelt."""

    reference = serializers.UUIDField()
    navn = serializers.CharField()


class BestiltSag(Form):
    """En sag under behandling."""

    id = serializers.UUIDField()
    sagsnr = serializers.CharField()
    version = serializers.IntegerField(min_value=0)
    cpr = serializers.RegexField(r"^[0-9]{10}$")
    navn = serializers.CharField()
    adressebeskyttet = serializers.BooleanField()
    ydelse = Ydelse()
    oplysninger = serializers.ListField(child=serializers.CharField())
    frist = serializers.DateField()
    tilstand = serializers.ChoiceField(list(UNDER_BEHANDLING))
    tildelt = Sagsbehandler(allow_null=True)


class BestilteSager(Form):
    """En side af prioriteringslisten."""

    sager = BestiltSag(many=True)
    naeste = serializers.UUIDField(allow_null=True)


class Ark(Form):
    """Et kontrolark. ``indhold`` er beskrevet i docs/kontrolark.md."""

    sag = serializers.UUIDField()
    sagsnr = serializers.CharField()
    tilstand = serializers.ChoiceField(list(_KAN_SES))
    version = serializers.IntegerField(min_value=0, help_text="Sendes med resultatet.")
    frist = serializers.DateField()
    udgave = serializers.IntegerField(min_value=1)
    oprettet = serializers.DateTimeField()
    sha256 = serializers.RegexField(
        r"^[0-9a-f]{64}$", help_text="Over det frosne indhold, før adresser maskeres."
    )
    indhold = serializers.DictField(
        help_text="Det frosne indhold; beskyttede adresser er maskeret."
    )


class Registreret(Form):
    """Det registrerede resultat."""

    id = serializers.UUIDField()
    sag = serializers.UUIDField()
    resultat = serializers.ChoiceField(Resultat.choices)
    version = serializers.IntegerField(min_value=0)
    registreret = serializers.DateTimeField()
