"""Every setting of the portal, and the one place that reads the environment.

Each variable is explained in `.env.example`. A missing or malformed value stops the program
at start-up with a sentence that names the variable.
"""

import secrets
from pathlib import Path

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse_lazy

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
VAR_DIR.mkdir(exist_ok=True)

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")


def read(variable, reader, **options):
    """Read one variable, or stop with a sentence that says which one and where it is explained."""
    try:
        return reader(variable, **options)
    except (ValueError, ImproperlyConfigured) as problem:
        raise ImproperlyConfigured(
            f"The environment variable {variable} cannot be used: {problem}. It is explained in .env.example."
        ) from problem


def hour_of_day(variable, default):
    """A number from 0 to 23."""
    hour = env.int(variable, default=default)
    if not 0 <= hour <= 23:
        raise ValueError("an hour is a number from 0 to 23")
    return hour


def secret_key():
    """The key from the environment, or one made at the first start and kept in var/ for this machine alone."""
    given = env.str("SECRET_KEY", default="")
    if given:
        return given
    kept = VAR_DIR / "secret_key"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(50))
    return kept.read_text().strip()


# --- What kind of run this is ---------------------------------------------------------------

DEBUG = read("DEBUG", env.bool, default=False)
HTTPS = read("HTTPS", env.bool, default=False)
SECRET_KEY = secret_key()
ALLOWED_HOSTS = read("ALLOWED_HOSTS", env.list, default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = read("CSRF_TRUSTED_ORIGINS", env.list, default=[])
PORTAL_URL = read("PORTAL_URL", env.str, default="http://localhost:8000")
CRIS_URL = read("CRIS_URL", env.str, default="")

# --- Apps and middleware --------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "axes",
    "auditlog",
    "csp",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "mmp_portal.agencies",
    "mmp_portal.accounts",
    "mmp_portal.audit",
    "mmp_portal.outbox",
    "mmp_portal.files",
    "mmp_portal.links",
    "mmp_portal.drafts",
    "mmp_portal.ui",
    "participants",
    "participants.consents",
    "participants.documents",
    "participants.duplicates",
    "participants.health",
    "participants.immunizations",
    "participants.income",
    "participants.schooling",
    "mentors",
    "mentors.partners",
    "programs",
    "programs.casework.parameters",
    "programs.casework.public_pages",
    "programs.casework.referrals",
    "programs.casework.referrals.partners",
    "programs.casework.referrals.screenings",
    "programs.casework.enrollments",
    "programs.casework.goals",
    "programs.casework.matches",
    "programs.casework.contacts",
    "programs.casework.meetings",
    "programs.casework.assessments",
    "programs.casework.resources",
    "programs.casework.expenses",
    "programs.casework.supports",
    "programs.casework.closings",
    "programs.casework.reminders",
    "programs.casework.casefile",
    "programs.casework.caseload",
    "programs.casework.duplicates",
    "programs.casework.imports",
    "programs.worksite",
    "programs.young_parent",
    "programs.mpmp",
    "programs.moppp",
    "reports",
    "mmp_portal.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "mmp_portal.accounts.middleware.CurrentSiteMiddleware",
    "auditlog.middleware.AuditlogMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "mmp_portal.drafts.middleware.SendOnceMiddleware",
    "participants.merged.FollowMergedMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "mmp_portal.urls"
WSGI_APPLICATION = "mmp_portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Cotton and template-partials both want to rewrite this list; written by hand, they agree.
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django_cotton.cotton_loader.Loader",
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mmp_portal.ui.context_processors.navigation",
                "mmp_portal.ui.context_processors.csp_nonce",
            ],
        },
    }
]
COTTON_DIR = "cotton"
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["bootstrap5"]
CRISPY_TEMPLATE_PACK = "bootstrap5"
DJANGO_TABLES2_TEMPLATE = "django_tables2/table.html"

# --- Database -------------------------------------------------------------------------------

DATABASES = {"default": read("DATABASE_URL", env.db, default=f"sqlite:///{VAR_DIR / 'portal.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE takes the write lock at the start, so no transaction fails when it turns from reading to writing.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY; "
            "PRAGMA mmap_size=134217728; PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-20000"
        ),
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# --- People who sign in ---------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL

ACCOUNT_ADAPTER = "mmp_portal.outbox.sign_in_mail.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an account begins with a link sent to the address, which proves it
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "mmp_portal.ui.sign_in.LoginForm",
    "request_login_code": "mmp_portal.ui.sign_in.RequestLoginCodeForm",
    "confirm_login_code": "mmp_portal.ui.sign_in.ConfirmLoginCodeForm",
    "change_password": "mmp_portal.ui.sign_in.ChangePasswordForm",
    "set_password": "mmp_portal.ui.sign_in.SetPasswordForm",
    "reset_password": "mmp_portal.ui.sign_in.ResetPasswordForm",
    "reset_password_from_key": "mmp_portal.ui.sign_in.ResetPasswordKeyForm",
    "reauthenticate": "mmp_portal.ui.sign_in.ReauthenticateForm",
    "add_email": "mmp_portal.ui.sign_in.AddEmailForm",
}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a changed password is told to its owner
PASSWORD_RESET_TIMEOUT = 60 * 60 * 24 * 14  # an invitation is opened within two weeks, or sent again

# Axes counts wrong passwords of an account, on record; allauth only slows an address that tries many accounts.
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip"}
# Behind a proxy every visitor seems to come from it, unless the portal knows how many of them to look past.
ALLAUTH_TRUSTED_PROXY_COUNT = read("TRUSTED_PROXIES", env.int, default=0)

AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "mmp_portal.accounts.lockout.address_of"
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "account/lockout.html"
AXES_VERBOSE = False

SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = False
CSRF_FAILURE_VIEW = "mmp_portal.ui.views.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- What changed, and who did it -----------------------------------------------------------

AUDITLOG_DISABLE_REMOTE_ADDR = True

# --- Language, time, formats ----------------------------------------------------------------

LANGUAGE_CODE = "en"
# Pages and letters are written in these; each language is named in itself.
LANGUAGES = [("en", "English"), ("es", "Español")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "America/Chicago"
FORMAT_MODULE_PATH = None

# --- Static files, and files that people send -----------------------------------------------

FILES_DIR = read("FILES_DIR", env.str, default=str(VAR_DIR / "files"))
FILE_MOST_MEGABYTES = read("FILE_MOST_MEGABYTES", env.int, default=15)

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # What people send: outside of every folder that is served, readable by this program's user alone.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": FILES_DIR,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}

# --- Mail -----------------------------------------------------------------------------------

vars().update(read("EMAIL_URL", env.email_url, default="consolemail://"))
DEFAULT_FROM_EMAIL = read("DEFAULT_FROM_EMAIL", env.str, default="MMP Portal <portal@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 20
TEXT_URL = read("TEXT_URL", env.str, default="console://")
TEXTS_FROM_HOUR = read("TEXTS_FROM_HOUR", hour_of_day, default=8)
TEXTS_UNTIL_HOUR = read("TEXTS_UNTIL_HOUR", hour_of_day, default=21)

# --- Celery ---------------------------------------------------------------------------------
# Without REDIS_URL there is no queue: a real beat process ticks and runs each task in place.

REDIS_URL = read("REDIS_URL", env.str, default="")
CELERY_BROKER_URL = REDIS_URL or "memory://"
CELERY_TASK_ALWAYS_EAGER = not REDIS_URL
CELERY_TASK_EAGER_PROPAGATES = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_PUBLISH_RETRY = False  # the outbox row is the truth; the sweep finds what a broken broker never heard of
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# With Redis down, the first attempt gives up at once and leaves the row to the sweep; by default a page would wait
# six seconds for each message it queues.
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {"socket_connect_timeout": 2, "socket_timeout": 5, "max_retries": 1, "interval_start": 0, "interval_max": 0.2}
    if REDIS_URL
    else {}
)
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat")
OUTBOX_SWEEP_SECONDS = read("OUTBOX_SWEEP_SECONDS", env.int, default=20)

# --- Drafts: what was typed and not saved ---------------------------------------------------

DRAFT_DAYS = read("DRAFT_DAYS", env.int, default=14)

# --- Security headers -----------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY = {
    "accelerometer": [],
    "camera": [],
    "display-capture": [],
    "geolocation": [],
    "gyroscope": [],
    "microphone": [],
    "payment": [],
    "usb": [],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
if HTTPS:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

# --- Logs: what happened, by id, never who --------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": read("LOG_LEVEL", env.str, default="INFO")},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "axes": {"level": "ERROR"},
        "weasyprint": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
    },
}
