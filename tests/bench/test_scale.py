"""What four times the data costs: the demo's own pages at scale 1 and at scale 4, on SQLite.

Every page without a record in its address is opened as a supervisor. The figures are printed; what is
asserted is a ratio, so that a slow machine does not fail.
"""

import json
import time

import pytest

from tests.portal import portal

SCALE = 4
# A page may count more rows; it must not fetch more of them.
AT_MOST = 2.5
# Below this, a ratio measures the machine's mood.
WORTH_COMPARING_MS = 80

OPEN_PAGES = """
import json, statistics, time
from django.test import Client
from mmp_portal.demo.sign_ins import SUPERVISOR
from mmp_portal.accounts.models import User
from django.urls import reverse, NoReverseMatch
from tests.pages import VIEWS

user = User.objects.get(email=SUPERVISOR.email)
client = Client(headers={"host": "localhost"})
client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
times = {}
for name, view in VIEWS.items():
    if not hasattr(view, "permission") or not user.may(view.permission):
        continue
    try:
        url = reverse(name)
    except NoReverseMatch:
        continue
    if client.get(url).status_code != 200:
        continue
    taken = []
    for _ in range(5):
        begun = time.perf_counter()
        client.get(url)
        taken.append((time.perf_counter() - begun) * 1000)
    times[name] = statistics.median(taken)
print("TIMES " + json.dumps(times))
"""


def times_at(scale):
    """Milliseconds by page, and the seconds that loading the demo took."""
    with portal() as running:
        begun = time.monotonic()
        running.manage("demo", "--scale", str(scale), "--on", "2026-11-23")
        loading = time.monotonic() - begun
        printed = running.manage("shell", "--no-imports", "--command", OPEN_PAGES)
    line = next(line for line in printed.splitlines() if line.startswith("TIMES "))
    return json.loads(line.removeprefix("TIMES ")), loading


@pytest.fixture(scope="module")
def measured():
    return {scale: times_at(scale) for scale in (1, SCALE)}


def test_the_demo_loads_within_a_minute(measured):
    _, loading = measured[1]
    print(f"\nThe demo loads in {loading:.0f} s, four times as much in {measured[SCALE][1]:.0f} s.")

    assert loading < 60


def test_no_page_takes_as_much_longer_as_there_is_more_data(measured):
    once, more = measured[1][0], measured[SCALE][0]
    print(f"\n{'page':<40} {'scale 1':>10} {'scale ' + str(SCALE):>10} {'ratio':>7}")
    for name in sorted(once, key=lambda name: -more[name]):
        print(f"{name:<40} {once[name]:>7.0f} ms {more[name]:>7.0f} ms {more[name] / once[name]:>7.2f}")

    slow = {name: ms for name, ms in more.items() if ms > WORTH_COMPARING_MS and ms / once[name] > AT_MOST}
    assert slow == {}
