"""Et felt til en fil ser ens ud i alle rum, og et hint er en sætning."""

from __future__ import annotations

import pytest
from django import forms

from hjemmebesoeg.opsaetning.forms import Adresseform, Omraadeform
from persongrupper.forms import Filvalg
from sagsopstart.forms import Filform
from udsoegning.forms import Kursusliste


@pytest.mark.parametrize("form", [Adresseform, Filvalg, Filform, Kursusliste])
def test_filfeltet_har_husets_ramme(form: type[forms.Form]):
    felt = form.base_fields["fil"].widget
    assert felt.attrs == {"class": "form-input", "accept": ".csv,text/csv"}


@pytest.mark.parametrize("form", [Adresseform, Omraadeform, Filvalg, Kursusliste])
def test_et_hint_begynder_med_stort_og_slutter_med_punktum(form: type[forms.Form]):
    hint = [str(felt.help_text) for felt in form.base_fields.values() if felt.help_text]
    assert [et for et in hint if et[0].islower() or et[-1] != "."] == []
