"""The front door, which sends everybody to their own home, and two doors for whoever watches the servers."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse
from django.shortcuts import redirect

from mmp_portal.accounts.decorators import public, requires
from mmp_portal.accounts.permissions import Permission

# The first permission a person holds decides where home is.
HOMES = (
    (Permission.DAY_VIEW, "caseload:day"),
    (Permission.PHONE_HOME, "caseload:phone"),
    (Permission.TOTALS_VIEW, "reports:totals"),
    (Permission.REPORT_VIEW, "reports:catalog"),
)


@requires(Permission.HOME)
def home(request):
    """Send the person to the page their role begins at."""
    for permission, url_name in HOMES:
        if request.user.may(permission):
            return redirect(url_name)
    raise PermissionDenied


@public
def healthz(request):
    """The process is up."""
    return JsonResponse({"status": "up"})


@public
def readyz(request):
    """Database, migrations and broker answer: 200, or 503 with the names of those that do not."""
    checks = {"database": _database_answers(), "migrations": _migrations_are_applied(), "broker": _broker_answers()}
    failing = [name for name, is_well in checks.items() if not is_well]
    return JsonResponse(
        {"status": "ready" if not failing else "not ready", "failing": failing}, status=503 if failing else 200
    )


def _database_answers():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _migrations_are_applied():
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False


def _broker_answers():
    if not settings.REDIS_URL:
        return True
    import redis

    try:
        return bool(redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=2, socket_timeout=2).ping())
    except redis.RedisError:
        return False
