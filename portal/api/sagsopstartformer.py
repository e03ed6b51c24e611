"""Formen på kald og svar om sagsopstart."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from rest_framework import serializers

from kontrol.datofelt import TIDLIGST
from portal.api.felter import Dato, Valg
from registre.cpr.numre import er_cpr
from registre.opslag.kontrakt import OPSLAGSREGISTRE
from sagsopstart.models import Ansoegningstilstand, Opslagstilstand, Rolle
from sagsopstart.modtagelse.fil import YDELSER

Form = serializers.Serializer[Any]


class Cprnummer(serializers.RegexField):
    """Et CPR-nummer; kun her tager et kald imod et."""

    def __init__(self, **valg: Any) -> None:
        super().__init__(r"^[0-9]{10}$", **valg)

    def to_internal_value(self, data: Any) -> str:
        """Nummeret."""
        if not isinstance(data, str) or not er_cpr(data):
            self.fail("invalid")
        return str(super().to_internal_value(data))


class Modtagedag(Dato):
    """En dag, der er gået eller er i dag."""

    def to_internal_value(self, value: Any) -> Any:
        """Dagen."""
        dag = super().to_internal_value(value)
        if not TIDLIGST <= dag <= timezone.localdate():
            self.fail("invalid", format="")
        return dag


class NyAnsoegning(Form):
    """En modtaget ansøgning."""

    cpr = Cprnummer(help_text="Ansøgerens CPR-nummer, ti cifre.")
    modtaget = Modtagedag(help_text="Dagen, den blev modtaget; ikke i fremtiden.")
    ydelse = Valg(choices=list(YDELSER))


class Opslaget(Form):
    """Et register slået op om en person."""

    register = serializers.ChoiceField(list(OPSLAGSREGISTRE))
    person = serializers.ChoiceField(Rolle.choices)
    dag = serializers.DateField()
    tilstand = serializers.ChoiceField(Opslagstilstand.choices)
    afsluttet = serializers.DateTimeField(allow_null=True)
    data_fra = serializers.DateField(allow_null=True, help_text="Registerets egen dag.")
    fejl = serializers.CharField(allow_null=True)


class Faktatabellen(Form):
    """En tabel med fakta; ingen rækker er registerets eget nej."""

    navn = serializers.CharField()
    kolonner = serializers.ListField(child=serializers.CharField())
    raekker = serializers.ListField(child=serializers.ListField(child=serializers.CharField()))


class Faktaafsnit(Form):
    """Et registers svar om en person. ``tabeller`` er null, når registeret ikke svarede."""

    navn = serializers.CharField()
    person = serializers.ChoiceField(Rolle.choices)
    register = serializers.ChoiceField(list(OPSLAGSREGISTRE))
    svarede = serializers.BooleanField()
    fejl = serializers.CharField(allow_null=True)
    tabeller = Faktatabellen(
        many=True, allow_null=True, help_text="Null, når registeret ikke svarede."
    )


class Ansoegningen(Form):
    """Ansøgningen med registrenes svar."""

    id = serializers.UUIDField()
    sagsnr = serializers.CharField()
    cpr = serializers.RegexField(r"^[0-9]{10}$")
    aegtefaelle_cpr = serializers.RegexField(r"^[0-9]{10}$", allow_null=True)
    modtaget = serializers.DateField()
    tilstand = serializers.ChoiceField(Ansoegningstilstand.choices)
    i_gang = serializers.BooleanField()
    fuldstaendig = serializers.BooleanField(help_text="Alle registre har svaret om alle.")
    status = serializers.ListField(child=serializers.CharField())
    bemaerkninger = serializers.ListField(child=serializers.CharField())
    opslag = Opslaget(many=True)
    afsnit = Faktaafsnit(many=True)
