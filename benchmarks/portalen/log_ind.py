"""En medarbejder, der er logget ind med begge faktorer, uden om log-ind-siderne."""

from __future__ import annotations

import hashlib

from django.test import Client
from django.utils import timezone
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice

from adgang.models import Bruger, Brugersession


def klient_for(bruger: Bruger) -> Client:
    """En klient med brugerens session."""
    klient = Client(SERVER_NAME="127.0.0.1")
    klient.force_login(bruger)
    sessionen = klient.session
    enhed = TOTPDevice.objects.get(user=bruger, confirmed=True)
    sessionen[DEVICE_ID_SESSION_KEY] = enhed.persistent_id
    sessionen.save()
    Brugersession.objects.create(
        bruger=bruger,
        fingeraftryk=hashlib.sha256(str(sessionen.session_key).encode()).hexdigest(),
        bekraeftet=timezone.now(),
        ip="127.0.0.1",
        browser="Målingen",
    )
    return klient
