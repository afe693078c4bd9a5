"""My day, the agenda, the lists, the search and the case file in a large house: 10,000 people, 100,000 contacts.

On SQLite, as a supervisor whose site has the most open cases. Each page stays under twenty statements, and none
of them reads the table of contacts from end to end, but the list of contacts. The computing times are printed.
"""

import json

import pytest

from tests.portal import portal

SCALE = 10
AT_MOST = 20
LISTS_CONTACTS = "contacts:list"
PEOPLE, CONTACTS = 10_000, 100_000

OPEN_PAGES = """
import json, statistics, time
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from mmp_portal.accounts.models import User
from participants.models import Person
from programs.casework.contacts.models import Contact
from programs.casework.enrollments.models import Enrollment

site = Enrollment.objects.open().order_by().values("site").annotate(n=Count("pk")).order_by("-n")[0]["site"]
user = User.objects.filter(role_grants__site=site, role_grants__role="supervisor", role_grants__ends_on=None)[0]
case = Enrollment.objects.open().filter(site=site).annotate(n=Count("contacts")).order_by("-n")[0]
pages = {name: reverse(name) for name in (
    "caseload:day", "caseload:week", "caseload:calls", "caseload:mend", "caseload:tasks", "caseload:review",
    "contacts:appointments", "contacts:list"
)}
pages["search:search"] = reverse("search:search") + "?q=juniper"
pages["casefile:story"] = reverse("casefile:story", args=[case.pk])
client = Client(headers={"host": "localhost"})
client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
found = {}
for name, url in pages.items():
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200, url
    captured = list(queries.captured_queries)  # before the next request forgets them
    taken = []
    for _ in range(3):
        begun = time.process_time()  # of this process alone, whatever else the machine does
        client.get(url)
        taken.append((time.process_time() - begun) * 1000)
    scans = set()
    for query in captured:
        if not query["sql"].startswith("SELECT"):
            continue
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN QUERY PLAN " + query["sql"].replace("%", "%%"))
            scans |= {row[3] for row in cursor.fetchall() if row[3].startswith("SCAN contacts_contact")}
    found[name] = {"statements": len(captured), "ms": statistics.median(taken), "scans": sorted(scans)}
found["people"], found["contacts"] = Person.objects.count(), Contact.objects.count()
found["cases"] = Enrollment.objects.open().filter(site=site).count()
print("FOUND " + json.dumps(found))
"""


@pytest.fixture(scope="module")
def found():
    with portal() as running:
        running.manage("demo", "--scale", str(SCALE), "--on", "2026-11-23")
        printed = running.manage("shell", "--no-imports", "--command", OPEN_PAGES)
    line = next(line for line in printed.splitlines() if line.startswith("FOUND "))
    return json.loads(line.removeprefix("FOUND "))


def pages(found):
    return {name: facts for name, facts in found.items() if isinstance(facts, dict)}


def test_the_house_is_large(found):
    print(f"\n{found['people']:,} people, {found['contacts']:,} contacts, {found['cases']} open cases at the site")

    assert found["people"] >= PEOPLE
    assert found["contacts"] >= CONTACTS


def test_each_page_stays_under_twenty_statements(found):
    for name, facts in pages(found).items():
        print(f"{name:<24} {facts['statements']:>3} statements {facts['ms']:>7.0f} ms")

    assert {name: facts["statements"] for name, facts in pages(found).items() if facts["statements"] >= AT_MOST} == {}


def test_no_page_reads_all_contacts(found):
    scans = {name: facts["scans"] for name, facts in pages(found).items() if facts["scans"]}

    assert scans.keys() <= {LISTS_CONTACTS}
