"""Alle indstillinger ét sted. En forkert værdi stopper starten med en forklaring."""

from __future__ import annotations

import logging
from datetime import timedelta
from pathlib import Path

import environ
import structlog
from celery.schedules import crontab, schedule
from csp.constants import NONE, SELF

from portal.livstegn import med_livstegn
from portal.logning import sporing, uden_cpr
from portal.miljoe import dage_for, database, en_af, netvaerk, sandt_falsk, tal, udvalg
from portal.noegle import gemt_noegle
from portal.sletning.frister import laes_frister
from registre.kontrakt import REGISTRE, TABELLER
from registre.opslag.kontrakt import OPSLAGSREGISTRE

ROD = Path(__file__).resolve().parent.parent
env = environ.Env()

VAR_MAPPE = Path(env.str("VAR_MAPPE", default=str(ROD / "var")))
VAR_MAPPE.mkdir(parents=True, exist_ok=True)

DEMO = sandt_falsk("DEMO", default=False)
# Reglerne og landets træfprocenter på /offentligt/, uden log-in; ellers findes siden ikke.
OFFENTLIG_SIDE = sandt_falsk("OFFENTLIG_SIDE", default=False)
DEBUG = sandt_falsk("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or gemt_noegle(VAR_MAPPE / "hemmelig-noegle")
# Tidligere nøgler, der stadig gælder: sessionerne lever videre, når nøglen skiftes.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "testserver"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "csp",
    "adgang",
    "journal",
    "samkoering",
    "kontrol",
    "feedback",
    "persongrupper",
    "hjemmebesoeg",
    "sagsopstart",
    "udsoegning",
    "portal",
]
MIDDLEWARE = [
    "adgang.netvaerk.afsender.Afsender",
    # Uden om de led, der selv svarer, så også filer og viderestillinger har en politik.
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "adgang.opslagslog.afvisning.Afvisningslog",
    # Før lejeren, der sættes efter den klient, nøglen tilhører (grunden står i adgang.api.vagt).
    "adgang.api.vagt.Apivagt",
    # Formularen læses, før transaktionen åbnes, også den, en langsom afsender sender.
    "adgang.filmodtager.Indsendelse",
    "adgang.lejer.Lejemur",
    "adgang.netvaerk.vagt.Netvaerksvagt",
    "adgang.sessioner.vagt.Sessionsvagt",
    "adgang.doer.Doer",
    # Inderst: siden dannes i lejerens transaktion, og alt uden om ser svaret som ethvert andet.
    "adgang.metode.Metodeside",
]
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROD / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.filesystem.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.kontekst.ramme",
            ],
        },
    },
]

DATABASES = {"default": database("DATABASE_URL", f"sqlite:///{VAR_MAPPE}/db.sqlite3")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE: med Djangos DEFERRED svarer samtidige skrivninger "database is locked".
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
        "PRAGMA secure_delete=ON;",
    }
else:
    DATABASES["default"]["OPTIONS"] = med_livstegn(DATABASES["default"].get("OPTIONS", {}))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "adgang.Bruger"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "adgang.adgangskoder.IkkeForLang", "OPTIONS": {"hoejst": 128}},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "adgang.adgangskoder.IkkeOmBrugeren"},
    {
        "NAME": "adgang.adgangskoder.IkkeBrudt",
        "OPTIONS": {"fil": env.str("BRUDTE_ADGANGSKODER", default="")},
    },
]
LOGIN_URL = "adgang:log_ind"
LOGIN_REDIRECT_URL = "overblik"
LOGOUT_REDIRECT_URL = "adgang:log_ind"
OTP_TOTP_ISSUER = "Registersamkøring"
# Spærringen efter tre afviste forsøg er strengere end enhedens egen ventetid.
OTP_TOTP_THROTTLE_FACTOR = 0
SESSION_INAKTIV_SEKUNDER = 30 * 60
SESSION_ABSOLUT_SEKUNDER = 8 * 60 * 60
# Sessionsvagten afgør alderen; cookien lever længere, så log-in kan sige, hvorfor man er ude.
SESSION_COOKIE_AGE = 24 * 60 * 60
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SIKKER_TRANSPORT = sandt_falsk("SIKKER_TRANSPORT", default=not (DEMO or DEBUG))
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SIKKER_TRANSPORT
if SIKKER_TRANSPORT:
    # Forstavelsen binder cookien til netop denne vært; browseren afviser den uden https.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
SECURE_SSL_REDIRECT = SIKKER_TRANSPORT
SECURE_REDIRECT_EXEMPT = [r"^healthz/", r"^metrics$"]
SECURE_HSTS_SECONDS = 2 * 31536000 if SIKKER_TRANSPORT else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SIKKER_TRANSPORT
SECURE_REFERRER_POLICY = "same-origin"

# Hvorfra: X-Forwarded-* tros kun fra disse proxyer; brugere uden kommune kun fra driftens net.
# I drift starter portalen ikke, før begge er sagt, også når svaret er "ingen" (portal.wsgi); husets
# kommandoer kan køre uden. Usagt er lukket.
_LOOPBACK = "127.0.0.0/8,::1/128"
BETROEDE_PROXYER = netvaerk("BETROEDE_PROXYER", default="ingen")
DRIFTSNETVAERK = netvaerk("DRIFTSNETVAERK", default=_LOOPBACK if DEMO or DEBUG else "ingen")
if BETROEDE_PROXYER:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Måltallene kan også hentes udefra med nøglen i "Authorization: Bearer"; tom er ingen nøgle.
MAALTAL_NOEGLE = env.str("MAALTAL_NOEGLE", default="")
# manage.py sundhed fejler, når der er mindre ledigt end det.
LEDIG_DISK_MB = env.int("LEDIG_DISK_MB", default=1000)
# Opslagsloggens segl skrives også her; i drift bør filen ligge på en anden maskine.
SEGLFIL = Path(env.str("SEGLFIL", default=str(VAR_MAPPE / "segl" / "opslagslog.jsonl")))
X_FRAME_OPTIONS = "DENY"
# En fil i en formular må ikke fylde disken, så den holdes i hukommelsen til sidens egen grænse
# eller, når siden ingen har, til 2,5 MB.
FILE_UPLOAD_HANDLERS = ["adgang.filmodtager.Filmodtager"]
# Beskeder nævner sagsnumre og antal; de hører til på serveren, ikke i en cookie.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
PERMISSIONS_POLICY: dict[str, list[str]] = {
    evne: []
    for evne in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
}
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "object-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

LANGUAGE_CODE = "da"
LANGUAGES = [("da", "Dansk")]
TIME_ZONE = "Europe/Copenhagen"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_MAPPE / "statisk"
STATICFILES_DIRS = [ROD / "static"]
WHITENOISE_USE_FINDERS = DEMO or DEBUG
WHITENOISE_MIMETYPES = {".svg": "image/svg+xml; charset=utf-8"}

REDIS_URL = env.str("REDIS_URL", default="")
CELERY_BROKER_URL = REDIS_URL or "memory://"
# En side venter højst så længe på en mægler, der ikke svarer; uret finder opgaven bagefter.
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 2}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_DEFAULT_QUEUE = "portal"
CELERY_TASK_ROUTES = {
    "samkoering.tasks.arbejd": {"queue": "nat"},
    # Opslagene venter på registrene; de har deres egen kø, så intet andet venter på dem.
    "sagsopstart.tasks.slaa_op": {"queue": "opslag"},
}
CELERY_WORKER_MAX_TASKS_PER_CHILD = 50
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_MAPPE / "beat")
NATTENS_TIME = 3
MINUT = 60
# Et crontab for hvert minut står stille i den time, der er to gange om efteråret; et mellemrum
# gør ikke. ``relative`` lægger det på minuttet.
CELERY_BEAT_SCHEDULE = {
    "lever": {"task": "journal.tasks.lever_ventende", "schedule": MINUT},
    "genoptag-pakker": {"task": "kontrol.tasks.genoptag_pakker", "schedule": MINUT},
    "slet-pakker": {"task": "kontrol.tasks.slet_pakker", "schedule": 10 * MINUT},
    "glem-kald": {"task": "adgang.tasks.glem_kald", "schedule": crontab(minute=40)},
    "afstem": {
        "task": "samkoering.tasks.afstem",
        # På minuttet: natten begynder, når klokken slår.
        "schedule": schedule(timedelta(seconds=MINUT), relative=True),
        "options": {"expires": MINUT},
    },
    "forsegl-log": {
        "task": "adgang.tasks.forsegl_log",
        "schedule": schedule(timedelta(seconds=5 * MINUT), relative=True),
    },
    "opgoer-effekt": {
        "task": "feedback.tasks.opgoer_effekt",
        "schedule": crontab(hour=4, minute=15),
    },
    "opgoer-persongrupper": {
        "task": "persongrupper.tasks.opgoer_maaneder",
        "schedule": crontab(hour=4, minute=25),
    },
    "beregn-ruter": {"task": "hjemmebesoeg.tasks.beregn_ventende", "schedule": MINUT},
    "indlaes-adresser": {"task": "hjemmebesoeg.tasks.indlaes_adresser", "schedule": MINUT},
    "luk-koerselsmaaneder": {
        "task": "hjemmebesoeg.tasks.luk_maaneder",
        "schedule": crontab(hour=4, minute=35),
    },
    "afstem-opslag": {"task": "sagsopstart.tasks.afstem_opslag", "schedule": MINUT},
    "ryd-log": {"task": "adgang.tasks.ryd_log", "schedule": crontab(hour=5, minute=20)},
    "slet-gammelt": {"task": "portal.tasks.slet_gammelt", "schedule": crontab(hour=5, minute=30)},
}

# Programgrænsefladen. Hverken rammen eller beskriveren står i INSTALLED_APPS: deres sider og
# tekster bruges ikke. Døren afgør adgangen; rammens tilladelse er til den dag, nogen går uden om.
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["portal.api.ramme.Klientnoegle"],
    "DEFAULT_PERMISSION_CLASSES": ["portal.api.ramme.LukketInd"],
    "DEFAULT_THROTTLE_CLASSES": ["portal.api.ramme.Kaldtakt"],
    "DEFAULT_THROTTLE_RATES": {"klient": "600/minut"},
    "DEFAULT_PARSER_CLASSES": ["portal.api.ramme.Json"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "portal.api.ramme.KunEnForm",
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "portal.api.fejl.haandter",
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "OAS_VERSION": "3.1.0",
    "TITLE": "Registersamkøring",
    "DESCRIPTION": "Kommunens fagsystem bestiller, visiterer og afslutter sager som på portalens "
    "sider, med de samme regler og i den samme opslagslog. Begynd i docs/api.md.",
    "VERSION": "1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "AUTHENTICATION_WHITELIST": [],
    "SORT_OPERATION_PARAMETERS": False,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": ["portal.api.skemaefter.goer_faerdig"],
}

# Registrene: hvilken adapter der svarer for hvert register. Indlejret standard er mocken.
_MOCK = "registre.{rum}.adapter.MockAdapter"
REGISTERADAPTERE: dict[str, str] = {
    rum: env.str(f"REGISTER_{rum.upper()}", default=_MOCK.format(rum=rum)) for rum in REGISTRE
}
# Registrene, der slås op i om én person, når hun har søgt om hjælp; natten henter dem ikke.
OPSLAGSADAPTERE: dict[str, str] = {
    rum: env.str(f"REGISTER_{rum.upper()}", default=_MOCK.format(rum=rum))
    for rum in OPSLAGSREGISTRE
}
OPSLAGSBUDGET = tal("OPSLAGSBUDGET", default=30.0)
# Nattens udtræk; alle natarbejdere skal kunne læse den. Mapperne slettes, når natten er slut.
UDTRAEKSMAPPE = Path(env.str("UDTRAEKSMAPPE", default=str(VAR_MAPPE / "udtraek")))
REGISTERMAPPE = Path(env.str("REGISTERMAPPE", default=str(VAR_MAPPE / "registre")))
# Så mange kommuner skriver en arbejder på én gang, når databasen er PostgreSQL.
NATTENS_SKRIVERE = max(1, env.int("NATTENS_SKRIVERE", default=2))
AFVISTE_RAEKKER_GRAENSE = tal("AFVISTE_RAEKKER_GRAENSE", default=0.001, hoejst=1)
# Når et register svigter (docs/registre.md): sekunder til en hentning, dage tal må være gamle,
# hvor lille en tabel må blive fra nat til nat, og de tabeller, et menneske har godkendt.
REGISTERBUDGET = tal("REGISTERBUDGET", default=300.0)
REGISTERALDER = dage_for("REGISTERALDER", {**REGISTRE, **OPSLAGSREGISTRE})
VOLUMEN_GRAENSE = tal("VOLUMEN_GRAENSE", default=0.5, hoejst=1)
GODKENDTE_TABELLER = udvalg("GODKENDTE_TABELLER", TABELLER)

# Hvor det, der forlader huset, går hen: databasen selv, eller beskeder i en mappe.
JOURNAL = en_af("JOURNAL", ("INDLEJRET", "FORDELING"), default="INDLEJRET")
JOURNALMAPPE = Path(env.str("JOURNALMAPPE", default=str(VAR_MAPPE / "journal")))
DIGITAL_POST_MAPPE = Path(env.str("DIGITAL_POST_MAPPE", default=str(VAR_MAPPE / "digital-post")))
# Zip-filer med kontrolark; hver slettes efter et døgn.
PAKKEMAPPE = Path(env.str("PAKKEMAPPE", default=str(VAR_MAPPE / "pakker")))

# Hvor længe noget gemmes, før uret sletter det (docs/opbevaring.md).
OPBEVARING = laes_frister()

LOG_NIVEAU = en_af("LOG_NIVEAU", ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"), default="INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                uden_cpr,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
            "foreign_pre_chain": [
                structlog.contextvars.merge_contextvars,
                structlog.stdlib.add_log_level,
                structlog.processors.TimeStamper(fmt="iso"),
                sporing,
            ],
        }
    },
    "handlers": {"konsol": {"class": "portal.logning.Konsol", "formatter": "json"}},
    "root": {"handlers": ["konsol"], "level": LOG_NIVEAU},
    "loggers": {
        **{name: {"level": "ERROR"} for name in ("weasyprint", "fontTools", "django.template")},
        # Sender ellers uden om kæden; "django": {} nulstiller også loggerne under den.
        "django": {},
        **{
            name: {"handlers": ["konsol"], "propagate": False}
            for name in ("celery.task", "multiprocessing", "gunicorn.error", "gunicorn.access")
        },
    },
}
structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso"),
        sporing,
        uden_cpr,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(LOG_NIVEAU)),
)
