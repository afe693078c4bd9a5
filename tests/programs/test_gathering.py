"""What is owed is gathered from every rule in few statements, each line with its case."""

from datetime import date

import pytest
from django.db import connection
from django.db.models import Value
from django.test.utils import CaptureQueriesContext

from programs import registry
from programs.casework.contacts.models import Contact
from programs.casework.enrollments.models import Enrollment
from programs.gathering import gathered, joined, lines
from programs.registry import DueItem, DueSource
from tests.factories.casework import EnrollmentFactory, MatchFactory

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 23)


def item_of(mark, on):
    return DueItem(
        rule=mark.rule,
        program=mark.case.program,
        enrollment=mark.case,
        due_on=mark.day or on,
        who=mark.case.participant.name,
        why=mark.words,
        action="",
        url="",
    )


def enrolled(rule):
    """A rule under which every case owes something on the day it was enrolled."""

    def marks(enrollments, on, user):
        return lines(enrollments, rule, day="enrolled_on", words="number")

    return DueSource(rule=rule, describes="", marks=marks, item=item_of)


def recorded(rule):
    """A rule with other columns: a moment and a number, no day and no words."""

    def marks(enrollments, on, user):
        rows = Contact.objects.filter(enrollment__in=enrollments)
        return lines(rows, rule, case="enrollment_id", at="started_at", number="duration_minutes")

    return DueSource(rule=rule, describes="", marks=marks, item=item_of)


def cost(sources, user):
    with CaptureQueriesContext(connection) as queries:
        found = gathered(sources, Enrollment.objects.all(), ON, user)
    return len(queries), found


def test_rules_with_different_columns_share_one_statement(cast):
    statements, found = cost([enrolled("a"), recorded("b"), enrolled("c")], cast.here.staff)

    assert statements == 3, "the lines, the cases, their matches"
    assert {item.rule for item in found} == {"a", "b", "c"}
    (own,) = [item for item in found if item.rule == "a" and item.enrollment == cast.here.enrollment]
    assert (own.due_on, own.why) == (cast.here.enrollment.enrolled_on, cast.here.enrollment.number)
    (made,) = [item for item in found if item.rule == "b" and item.enrollment == cast.here.enrollment]
    assert (made.due_on, made.why) == (ON, "")


def test_more_cases_cost_no_more(cast):
    sources = [enrolled("a"), recorded("b")]
    few, _found = cost(sources, cast.here.staff)
    for _number in range(6):
        MatchFactory(enrollment=EnrollmentFactory(site=cast.here.site))

    many, found = cost(sources, cast.here.staff)

    assert many == few
    assert all(item.enrollment.open_matches is not None for item in found)


def test_a_line_that_is_not_owed_after_all_is_left_out(cast):
    source = DueSource(
        rule="a", describes="", marks=lambda rows, on, user: lines(rows, "a"), item=lambda mark, on: None
    )

    assert gathered([source], Enrollment.objects.all(), ON, cast.here.staff) == []


def test_no_rule_and_no_case_owe_nothing(cast):
    assert gathered([], Enrollment.objects.all(), ON, cast.here.staff) == []
    assert gathered([enrolled("a"), recorded("b")], Enrollment.objects.none(), ON, cast.here.staff) == []


def test_every_rule_can_say_what_it_marks():
    for source in registry.due_sources():
        assert bool(source.marks) == bool(source.item or source.items), source.rule
        assert not (source.item and source.items), source.rule
        assert not (source.owed and source.marks), source.rule


def test_a_rule_of_several_lines_says_them_together(cast):
    def marks(enrollments, on, user):
        return [
            lines(enrollments, "all", words=joined("number", "program")),
            lines(enrollments, "all", number=Value(1)),
        ]

    def items(marks, on):
        yield [mark.parts for mark in marks if mark.words], sum(mark.number or 0 for mark in marks)

    source = DueSource(rule="all", describes="", marks=marks, items=items)
    own = Enrollment.objects.filter(pk=cast.here.enrollment.pk)

    assert gathered([source], own, ON, None) == [([[cast.here.enrollment.number, "young_parent"]], 1)]
    assert gathered([source], Enrollment.objects.none(), ON, None) == []
