"""The trail: added to and never changed, without restricted words, and once an hour for one open file."""

from datetime import timedelta

import pytest
import time_machine
from auditlog.models import LogEntry
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mmp_portal.audit import trail
from mmp_portal.audit.models import Event, Opening
from participants.models import Person
from programs.casework.enrollments.models import RestrictedFact
from tests.factories.accounts import user_with
from tests.factories.agencies import SiteFactory
from tests.factories.participants import PersonFactory

SECRET = "a secret told in confidence"


@pytest.fixture
def opening(cast):
    return trail.opened(cast.here.staff, cast.here.enrollment, what="case file")


@pytest.fixture
def event(cast):
    return trail.record(cast.here.staff, "enrollment.created", cast.here.enrollment, after={"program": "young_parent"})


# --- Append-only --------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["opening", "event"])
def test_row_cannot_be_saved_again_or_deleted(request, kind):
    row = request.getfixturevalue(kind)

    for change in (row.save, row.delete):
        with pytest.raises(TypeError, match="append-only"):
            change()


@pytest.mark.parametrize("model", [Opening, Event])
def test_rows_cannot_be_changed_or_deleted_as_a_set(db, model):
    for change in (
        lambda: model.objects.all().delete(),
        lambda: model.objects.update(reason="nothing happened"),
        lambda: model.objects.bulk_update([], ["reason"]),
    ):
        with pytest.raises(TypeError, match="append-only"):
            change()


def test_people_and_history_are_not_deleted(cast):
    for row in (cast.here.participant, cast.here.enrollment, cast.here.match):
        with pytest.raises(TypeError, match="voided"):
            row.delete()
    with pytest.raises(TypeError, match="voided"):
        Person.objects.all().delete()


def test_voided_row_carries_person_moment_and_reason(cast):
    person, by, now = PersonFactory(), cast.here.staff, timezone.now()
    halves = (
        {"voided_at": now},
        {"voided_by": by},
        {"void_reason": "twice"},
        {"voided_at": now, "voided_by": by},
        {"voided_at": now, "void_reason": "twice"},
    )

    for half in halves:
        with pytest.raises(IntegrityError), transaction.atomic():
            Person.objects.filter(pk=person.pk).update(**half)
    Person.objects.filter(pk=person.pk).update(voided_at=now, voided_by=by, void_reason="twice")


# --- Opened once an hour ------------------------------------------------------------------------


def test_opening_is_noted_once_an_hour(cast):
    staff, case = cast.here.staff, cast.here.enrollment
    with time_machine.travel("2026-11-23 15:00 +0000", tick=False) as clock:
        trail.opened(staff, case, what="case file")
        clock.shift(timedelta(minutes=59))
        again = trail.opened(staff, case, what="case file")
        clock.shift(timedelta(minutes=2))
        later = trail.opened(staff, case, what="case file")

    assert again is None
    assert later is not None
    assert Opening.objects.about(case).count() == 2


def test_other_person_other_case_other_kind_and_other_reason_are_noted(cast):
    staff, case = cast.here.staff, cast.here.enrollment
    trail.opened(staff, case, what="case file")
    trail.opened(cast.here.supervisor, case, what="case file")
    trail.opened(staff, cast.there.enrollment, what="case file")
    trail.opened(staff, case, what="restricted facts", reason="Court tomorrow")
    trail.opened(staff, case, what="restricted facts", reason="Safety plan")

    assert Opening.objects.count() == 5


def test_trail_names_the_record_by_number_and_the_site(cast, opening):
    assert opening.subject_label == cast.here.enrollment.number
    assert opening.site == cast.here.site
    assert cast.here.participant.family_name not in str(opening)


# --- Restricted words ---------------------------------------------------------------------------


def test_restricted_words_are_masked_in_the_change_history(cast):
    fact = RestrictedFact.objects.create(
        enrollment=cast.here.enrollment, about="ipv", words=SECRET, recorded_by=cast.here.staff
    )
    fact.words = SECRET + ", and more"
    fact.save()

    entries = LogEntry.objects.get_for_object(fact)
    assert entries.count() == 2
    for entry in entries:
        assert SECRET not in str(entry.changes)
        assert "ipv" not in str(entry.changes.get("about"))


def test_password_is_masked_in_the_change_history(db):
    user = user_with("viewer")
    user.set_password("blue lantern over the river 7")
    user.save()

    for entry in LogEntry.objects.get_for_object(user):
        for words in entry.changes.get("password", []):
            assert user.password not in str(words)


def test_ordinary_words_are_kept_with_before_and_after(cast):
    person = cast.here.participant
    person.city = "Springfield"
    person.save()

    change = LogEntry.objects.get_for_object(person).latest("timestamp").changes["city"]
    assert change[1] == "Springfield"


# --- Who sees the trail -------------------------------------------------------------------------


@pytest.fixture
def busy(cast):
    """Traces at both sites."""
    for home in (cast.here, cast.there):
        trail.opened(home.staff, home.enrollment, what="case file")
        trail.record(home.staff, "match.started", home.match, site=home.site)
    return cast


@pytest.mark.parametrize("address", ["/audit/", "/audit/changes/"])
def test_supervisor_sees_the_own_sites_alone(client_of, busy, address):
    shown = client_of(busy.here.supervisor).get(address).content.decode()

    assert busy.here.staff.name in shown
    assert busy.there.staff.name not in shown
    assert busy.there.site.name not in shown


@pytest.mark.parametrize("address", ["/audit/", "/audit/changes/"])
def test_administrator_sees_all_and_one_of_an_agency_theirs(client_of, busy, address):
    everything = client_of(busy.administrator).get(address).content.decode()
    of_the_agency = client_of(user_with("administrator", agency=busy.agency)).get(address).content.decode()
    of_another = client_of(user_with("administrator", agency=SiteFactory().agency)).get(address).content.decode()

    for shown in (everything, of_the_agency):
        assert busy.here.staff.name in shown
        assert busy.there.staff.name in shown
    assert busy.here.staff.name not in of_another


@pytest.mark.parametrize("who", ["staff", "mentor_user"])
def test_trail_is_for_supervisors_and_administrators(client_of, busy, who):
    assert client_of(getattr(busy.here, who)).get("/audit/").status_code == 403


def test_filters_by_person_day_site_and_kind(client_of, busy):
    client = client_of(busy.administrator)

    def shown(query):
        return {row.record.by for row in client.get(f"/audit/?{query}").context["listing"].table.rows}

    assert shown(f"by={busy.here.staff.pk}") == {busy.here.staff}
    assert shown(f"site={busy.there.site.pk}") == {busy.there.staff}
    assert shown("first=2999-01-01") == set()
    assert shown("last=2000-01-01") == set()
    assert shown(f"first={timezone.localdate()}&last={timezone.localdate()}") == {busy.here.staff, busy.there.staff}
    assert shown("what=case file") == {busy.here.staff, busy.there.staff}


@pytest.mark.parametrize(
    "query", ["by=x", "by=999999", "site=zz", "first=soon", "what=%00", "page=0", "sort=nonsense"]
)
def test_odd_filters_break_nothing(client_of, busy, query):
    client = client_of(busy.administrator)

    for address in ("/audit/", "/audit/changes/"):
        assert client.get(f"{address}?{query}").status_code == 200


@pytest.mark.parametrize("address", ["/audit/", "/audit/changes/"])
def test_trail_costs_the_same_for_three_and_thirty(client_of, busy, address):
    client = client_of(busy.here.supervisor)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    queries()
    few = queries()
    for count in range(30):
        trail.opened(busy.here.staff, busy.here.enrollment, what="restricted facts", reason=f"Reason {count}")
        trail.record(busy.here.staff, "match.ended", busy.here.match, site=busy.here.site, reason=f"Reason {count}")

    assert queries() == few


def test_what_somebody_typed_as_a_reason_is_shown_as_text(client_of, busy):
    trail.record(busy.here.staff, "contact.voided", busy.here.match, site=busy.here.site, reason="<script>x</script>")

    assert "<script>x" not in client_of(busy.administrator).get("/audit/changes/").content.decode()


def test_the_trail_is_downloaded_as_it_may_be_read(client_of, busy, cast):
    client = client_of(cast.here.supervisor)

    opened = client.get("/audit/?format=csv")
    changed = client.get("/audit/changes/?format=csv")

    assert opened["Content-Type"].startswith("text/csv")
    assert cast.here.enrollment.number in opened.content.decode()
    assert cast.there.enrollment.number not in opened.content.decode() + changed.content.decode()
    assert Event.objects.filter(verb="list.downloaded", by=cast.here.supervisor).count() == 2
