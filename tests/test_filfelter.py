"""Et felt til en fil ser ens ud i alle rum."""

from __future__ import annotations

import pytest
from django import forms

from hjemmebesoeg.opsaetning.forms import Adresseform
from persongrupper.forms import Filvalg
from sagsopstart.forms import Filform
from udsoegning.forms import Kursusliste


@pytest.mark.parametrize("form", [Adresseform, Filvalg, Filform, Kursusliste])
def test_filfeltet_har_husets_ramme(form: type[forms.Form]):
    felt = form.base_fields["fil"].widget
    assert felt.attrs == {"class": "form-input", "accept": ".csv,text/csv"}
