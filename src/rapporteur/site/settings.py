"""The settings, all of them read from the environment and secure when nothing is set.

Each is described in docs/reference/settings.md; a test keeps the two in step.
"""

import os
import secrets
import tempfile
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

PACKAGE = Path(__file__).resolve().parent.parent

# Where everything lives
HOME = Path(os.environ.get("RAPPORTEUR_HOME", "var")).absolute()
if not HOME.exists():  # what is not public yet is read by nobody else on this machine either
    HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
ORIGINALS = HOME / "originals"
OUTBOX_FOLDER = HOME / "outbox"
DRAFTS = HOME / "drafts"
# The key that signs receipts and checkpoints is made there when there is none.
LEDGER_KEY = Path(os.environ.get("RAPPORTEUR_LEDGER_KEY") or HOME / "ledger-key.pem").absolute()
DEBUG = os.environ.get("RAPPORTEUR_DEBUG", "") == "1"


def _secret_key() -> str:
    """The key from the environment, or one made once and kept in the home folder."""
    if key := os.environ.get("RAPPORTEUR_SECRET_KEY"):
        return key
    place = HOME / "secret-key"
    if not place.exists():
        descriptor, draft = tempfile.mkstemp(dir=HOME, prefix=".secret-key-")  # mode 0600
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
        with suppress(FileExistsError):  # of two processes that make it at once the first to link
            os.link(draft, place)  # wins, and neither reads half of it
        Path(draft).unlink()
    return place.read_text()


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = os.environ.get("RAPPORTEUR_HOSTS", "127.0.0.1 localhost [::1]").split()
CSRF_FAILURE_VIEW = "rapporteur.site.faults.unmarked"
CSRF_TRUSTED_ORIGINS = os.environ.get("RAPPORTEUR_ORIGINS", "").split()
SITE_NAME = os.environ.get("RAPPORTEUR_SITE_NAME", "Rapporteur")
# Where the site is reached from outside: mail has no page to take it from.
SITE_URL = os.environ.get("RAPPORTEUR_URL", "http://127.0.0.1:8000").rstrip("/")

# Behind HTTPS the cookies travel by HTTPS alone; the demonstration on loopback has none.
HTTPS = os.environ.get("RAPPORTEUR_HTTPS", "") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SAMESITE = "Lax"

# What may arrive
MAX_ORIGINAL = int(os.environ.get("RAPPORTEUR_MAX_FILE_MB", "100")) * 1_000_000  # bytes
MAX_DRAFT = int(os.environ.get("RAPPORTEUR_MAX_DRAFT_MB", "500")) * 1_000_000  # bytes of its files
DRAFT_KEPT = timedelta(days=int(os.environ.get("RAPPORTEUR_DRAFT_DAYS", "30")))
# How long after a closing instant a form that was opened before it may be sent and is in time
GRACE = timedelta(minutes=int(os.environ.get("RAPPORTEUR_GRACE_MINUTES", "15")))
PROXIES = int(os.environ.get("RAPPORTEUR_PROXIES", "0"))  # before the site, that are trusted
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000  # bytes of form fields, files not counted
MAX_FILES = DATA_UPLOAD_MAX_NUMBER_FILES = 50  # of one form, at once
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000  # bytes; what is larger goes to the disk while it arrives
FILE_UPLOAD_HANDLERS = [
    "rapporteur.site.uploading.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL") or f"sqlite:///{HOME / 'rapporteur.sqlite3'}",
        conn_max_age=60,
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE: with a deferred transaction a read before a write fails under load.
    # FULL: a receipt that was given survives a power cut.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
            # Pages: with a million contributions most writes fall on pages seldom seen before,
            # and each is brought from the log to its place once, not with every second commit.
            "PRAGMA cache_size=-16000; PRAGMA wal_autocheckpoint=4000;"
        ),
    }
else:
    # What asks for it is prepared once on each connection (`base.rows`), and nothing else.
    DATABASES["default"].setdefault("OPTIONS", {})["prepare_threshold"] = 1_000_000
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STAGES = [
    "mandate",
    "stakeholders",
    "invitations",
    "contributions",
    "representation",
    "meeting",
    "analysis",
    "report",
    "followup",
    "record",
]
INSTALLED_APPS = [
    "rapporteur.site",
    "rapporteur.base",
    *(f"rapporteur.stages.{stage}" for stage in STAGES),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "axes",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # for slow lines; not downloads
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "rapporteur.site.middleware.not_for_everybody",
    "rapporteur.site.middleware.asked_anew",
    "rapporteur.site.middleware.addresses_without_nul",
    "rapporteur.site.middleware.refusals_as_pages",
    "rapporteur.site.middleware.buttons_say_so",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "rapporteur.site.urls"
WSGI_APPLICATION = "rapporteur.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "rapporteur.site.context.surroundings",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# People
AUTH_USER_MODEL = "base.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "home"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "rapporteur.base.people.attempts.tried_from"
AXES_USERNAME_CALLABLE = "rapporteur.base.people.attempts.address_tried"
AXES_LOCKOUT_TEMPLATE = "registration/locked_out.html"
AXES_RESET_ON_SUCCESS = True

# Languages and time
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ar", "العربية")]
LOCALE_PATHS = [PACKAGE / "site" / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = "UTC"

# Static files
STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Mail leaves through the outbox; without a server it is written into a folder.
EMAIL_HOST = os.environ.get("RAPPORTEUR_SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("RAPPORTEUR_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("RAPPORTEUR_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("RAPPORTEUR_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("RAPPORTEUR_SMTP_TLS", "") == "1"
EMAIL_TIMEOUT = 30  # seconds
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if EMAIL_HOST
    else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = OUTBOX_FOLDER
DEFAULT_FROM_EMAIL = os.environ.get("RAPPORTEUR_FROM", "consultations@rapporteur.invalid")

# A mailbox that is watched for contributions
IMAP_HOST = os.environ.get("RAPPORTEUR_IMAP_HOST", "")
IMAP_PORT = int(os.environ.get("RAPPORTEUR_IMAP_PORT", "993"))
IMAP_USER = os.environ.get("RAPPORTEUR_IMAP_USER", "")
IMAP_PASSWORD = os.environ.get("RAPPORTEUR_IMAP_PASSWORD", "")
IMAP_FOLDER = os.environ.get("RAPPORTEUR_IMAP_FOLDER", "INBOX")
IMAP_TLS = os.environ.get("RAPPORTEUR_IMAP_TLS", "1") == "1"

# A virus scanner: the path of the socket of ClamAV's daemon, or its host:port; empty for none
CLAMD = os.environ.get("RAPPORTEUR_CLAMD", "")

# Documents
# Only Noto's: among other families a fall-back would be a face that does not fit.
FONT_FOLDERS = os.environ.get(
    "RAPPORTEUR_FONTS", "/usr/share/fonts/truetype/noto:/usr/share/fonts/opentype/noto"
).split(os.pathsep)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"secrets": {"()": "rapporteur.site.logs.WithoutSecrets"}},
    "handlers": {"terminal": {"class": "logging.StreamHandler", "filters": ["secrets"]}},
    "root": {"handlers": ["terminal"], "level": os.environ.get("RAPPORTEUR_LOG", "WARNING")},
}
