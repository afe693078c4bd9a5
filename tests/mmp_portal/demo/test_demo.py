"""The invented agencies: the same story every time, true to every rule, and never mixed with real people."""

from collections import Counter
from datetime import date, timedelta
from io import StringIO

import pytest
from auditlog.models import LogEntry
from django.core.management import call_command
from django.db.models import Count, F, Q
from django.utils import timezone

from mentors.models import Mentor, Qualification
from mmp_portal.accounts.models import User
from mmp_portal.agencies.models import Contract, Site
from mmp_portal.audit.models import Event, Opening
from mmp_portal.demo import sign_ins
from mmp_portal.demo.invent import invent
from mmp_portal.outbox.models import Message
from participants.ages import age_on
from participants.models import Person
from programs import registry
from programs.casework.closings.models import Closing
from programs.casework.contacts.models import Contact, ContactTopic, Vocabulary
from programs.casework.enrollments.models import Enrollment, NumberSeries, RestrictedFact
from programs.casework.matches.models import Match
from programs.casework.meetings.models import Meeting
from programs.casework.reminders.workflow import queue_due

# Alone, too, the module asks the tests' own database: it is made for marked tests only.
pytestmark = pytest.mark.django_db

ON = date(2026, 11, 23)


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker):
    """The story at its usual size, in the database for the tests of this module."""
    from django.db import connection, transaction

    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            call_command("demo", on=ON.isoformat(), stdout=StringIO())
            connection.check_constraints()
            yield
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


@pytest.fixture(scope="module")
def story(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return invent(seed=0, on=ON, scale=0.3)


# --- Told without a database --------------------------------------------------------------------


def test_same_seed_and_day_tell_the_same_story(story):
    assert invent(seed=0, on=ON, scale=0.3).digest() == story.digest()


def test_other_seed_day_and_scale_tell_another(story):
    others = {
        invent(seed=1, on=ON, scale=0.3).digest(),
        invent(seed=0, on=ON + timedelta(days=1), scale=0.3).digest(),
        invent(seed=0, on=ON, scale=0.4).digest(),
    }

    assert len(others - {story.digest()}) == 3


def test_story_draws_from_its_own_generator_alone(story):
    import random

    random.seed(99)
    again = invent(seed=0, on=ON, scale=0.3)

    assert random.random() == random.Random(99).random()
    assert again.digest() == story.digest()


@pytest.mark.parametrize("on", [date(2024, 2, 29), date(2026, 1, 1), date(2027, 7, 1)])
def test_story_can_be_told_on_any_day(on):
    invent(seed=3, on=on, scale=0.3)


def test_scale_multiplies(story):
    larger = invent(seed=0, on=ON, scale=0.9)

    assert 2 < len(larger.of(Contact)) / len(story.of(Contact)) < 4


def test_people_are_obviously_invented(story):
    assert all(person.email.endswith(".example") for person in story.of(Person) if person.email)
    assert all(user.email.endswith(".example") for user in story.of(User))
    assert all(" 555-01" in person.phone for person in story.of(Person) if person.phone)


# --- Told into the database ---------------------------------------------------------------------


def test_nine_sites_of_the_partnership_two_regions_and_three_counties_of_minnesota(told):
    offering = {code: Site.objects.offering(code, on=ON).count() for code in registry.codes()}

    assert offering["young_parent"] == 9
    assert offering["mpmp"] == 3
    regions = Counter(
        Site.objects.offering("moppp", on=ON).values_list("programs__region__name", "programs__home_visiting_model")
    )
    assert regions == {("Southeast", "hfa"): 2, ("Northwest", "pat"): 1}


def test_funder_of_home_visiting_changed_on_the_first_of_july_2025(told):
    def funder(day):
        return set(Contract.objects.in_force(day).filter(program="moppp").values_list("funder", flat=True))

    assert funder(date(2025, 6, 30)) == {"Missouri Department of Elementary and Secondary Education"}
    assert funder(date(2025, 7, 1)) == {"Children's Trust Fund of Missouri"}


@pytest.mark.parametrize(("program", "average"), [("worksite", 65), ("young_parent", 25)])
def test_greene_county_serves_about_as_many_as_its_own_words_say(told, program, average):
    year = Enrollment.objects.filter(site__code="GRE", program=program).open_during(ON - timedelta(days=365), ON)

    assert average * 0.75 < year.count() < average * 1.35


def test_every_site_and_program_has_five_quarters_of_contacts(told):
    for program in registry.codes():
        for site in Site.objects.offering(program, on=ON):
            contacts = Contact.objects.made().filter(enrollment__site=site, enrollment__program=program)
            if program == "worksite" and not contacts.exists():
                continue
            first = contacts.order_by("started_at").first().started_at.date()
            assert first < date(2025, 10, 1), (site.code, program)


def test_contacts_lie_within_their_enrollment_and_not_after_the_day(told):
    for contact in Contact.objects.select_related("enrollment__site"):
        day, case = contact.happened_on(), contact.enrollment
        assert case.enrolled_on <= day <= (case.closed_on or ON)
        assert day < ON
        assert contact.recorded_at >= contact.started_at


def test_words_of_contacts_meetings_and_closings_are_the_programs_own(told):
    def unknown(rows, kind):
        used = set(rows)
        return {
            (program, code)
            for program, code in used
            if code and code not in {choice.code for choice in getattr(registry.get(program), kind)}
        }

    contacts = Contact.objects.values_list("enrollment__program", "kind")
    assert not unknown(contacts, "contact_kinds")
    assert not unknown(Contact.objects.values_list("enrollment__program", "setting"), "contact_settings")
    for vocabulary in Vocabulary:
        topics = ContactTopic.objects.filter(vocabulary=vocabulary)
        assert topics.exists()
        assert not unknown(topics.values_list("contact__enrollment__program", "code"), vocabulary.of_program)
    assert not unknown(Meeting.objects.values_list("program", "kind"), "meeting_kinds")
    assert not unknown(Closing.objects.values_list("enrollment__program", "reason"), "closing_reasons")


def test_every_closing_reason_comes_up(told):
    seen = set(Closing.objects.values_list("enrollment__program", "reason"))

    for program in registry.all_programs():
        assert {reason.code for reason in program.closing_reasons} == {
            code for name, code in seen if name == program.code
        }


def test_closed_cases_have_a_closing_of_their_day_and_no_open_match(told):
    closed = Enrollment.objects.filter(status="closed")

    assert closed.count() == Closing.objects.filter(on=F("enrollment__closed_on")).count() > 50
    assert not Match.objects.open().filter(enrollment__status="closed").exists()


def test_matches_follow_the_rules_of_matching(told):
    assert not Match.objects.filter(starts_on__lt=F("enrollment__enrolled_on")).exists()
    assert not Match.objects.filter(mentor__trained_on__gt=F("starts_on")).exists()
    assert not Match.objects.exclude(mentor__site=F("enrollment__site")).exists()
    assert not Match.objects.open().exclude(mentor__status="active").exists()
    held = Count("matches", filter=Q(matches__status="active"))
    assert not Mentor.objects.annotate(held=held).filter(held__gt=F("capacity")).exists()
    for match in Match.objects.select_related("mentor", "enrollment"):
        assert match.mentor.kind == match.enrollment.definition.mentor_kind


def test_young_parents_are_of_the_programs_age_when_they_join(told):
    for case in Enrollment.objects.filter(program="young_parent").select_related("participant"):
        assert age_on(case.participant.born_on, case.enrolled_on) <= 21
        assert case.decision["outcome"] == "eligible"


def test_numbers_are_given_once_and_the_series_goes_on(told):
    for series in NumberSeries.objects.all():
        numbers = Enrollment.objects.filter(program=series.program).values_list("number", flat=True)
        prefix = registry.get(series.program).number_prefix
        assert max(numbers) == f"{prefix}-{series.last:04d}"


def test_everything_worth_looking_at_is_there(told):
    made = Contact.objects.made()
    assert Contact.objects.attempted().exists()
    assert made.filter(recorded_at__gt=F("started_at") + timedelta(days=7)).exists()
    assert Contact.objects.without_minutes().exists()
    assert Contact.objects.help_wanted().exists()
    assert made.filter(help_answered_at__isnull=False).exists()
    assert made.exclude(thanks="").exists()
    assert Contact.objects.exclude(voided_at=None).exists()
    assert Enrollment.objects.filter(status="paused").exists()
    assert Enrollment.objects.open().filter(matches=None, program="young_parent").exists()
    assert Match.objects.active().filter(commitment_ends_on__range=(ON, ON + timedelta(days=60))).exists()
    assert Match.objects.filter(end_reason="commitment_kept").exists()
    assert Match.objects.filter(end_reason="mentor_wished").exists()
    assert Qualification.objects.filter(valid_until__range=(ON, ON + timedelta(days=30))).exists()
    assert RestrictedFact.objects.exists()
    assert set(Mentor.objects.values_list("status", flat=True)) == {
        "applied",
        "in_training",
        "active",
        "resting",
        "left",
    }
    assert Person.objects.annotate(programs=Count("enrollments__program", distinct=True)).filter(programs=2).exists()
    assert Person.objects.exclude(enrollments=None).exclude(mentorships=None).exists()
    assert Meeting.objects.exclude(called_off_at=None).exists()
    for trace in (Event, Opening, Message):
        assert trace.objects.exists()


def test_hattie_and_juniper_are_half_way_through_their_year(told):
    match = Match.objects.active().get(mentor__person__user__email=sign_ins.MENTOR.email)

    assert match.enrollment.participant.name == "Juniper Fableton"
    assert match.day_number(ON) == 180
    assert match.commitment_days == 365


def test_a_reminder_of_a_meeting_leaves_within_the_week(told):
    moment = timezone.make_aware(timezone.datetime(2026, 11, 23, 9))

    new, _known = queue_due(now=moment, rules=["meeting-soon"], dry_run=True)

    assert {reminder.site.code for reminder in new} >= {"GRE"}


def test_demo_leaves_no_change_history_of_its_own(told):
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize("person", sign_ins.SIGN_INS, ids=lambda person: person.given)
def test_sign_ins_open_the_portal(told, person):
    user = User.objects.get(email=person.email)

    assert user.check_password(sign_ins.PASSWORD)
    assert user.name == person.name
    assert user.is_active
    assert user.roles


def test_every_other_user_has_a_role_or_has_left(told):
    assert not User.objects.filter(role_grants=None).exists()
