"""Who was served: people enrolled, joining and leaving, their ages, and their children."""

from datetime import timedelta
from itertools import pairwise

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from participants.ages import anniversary
from participants.models import Gender, HouseholdMember, Person
from programs.casework.enrollments.models import Enrollment
from reports.measures.measure import NotCounted, Part, Unit, measure

YOUTH_AGES = (16, 18, 20, 22)
PARENT_AGES = (20, 25, 30, 40)
AGE_BOUNDS = {"worksite": YOUTH_AGES, "young_parent": YOUTH_AGES}

GENDER_WORDS = {
    Gender.FEMALE: _("Mothers"),
    Gender.MALE: _("Fathers"),
    Gender.ANOTHER: _("Parents of another gender"),
}
GENDER_WORDS_OF_YOUTH = {
    Gender.FEMALE: _("Young women"),
    Gender.MALE: _("Young men"),
    Gender.ANOTHER: _("Youth of another gender"),
}
PROGRAMS_OF_YOUTH = {"worksite"}

ONE_DAY = _("any day of the quarter, the first and the last included")


def enrollments(sites, program):
    """Enrollments of the program at the sites that stand."""
    return Enrollment.objects.not_voided().filter(program=program.code, site__in=[site.pk for site in sites])


def served_in(period, sites, program):
    """Enrollments open on at least one day of the period."""
    return enrollments(sites, program).open_during(period.first, period.last)


def born_by(day, years):
    """The latest birth date of someone who has turned `years` by `day`; 29 February counts on the 28th."""
    latest = anniversary(day, -years)
    following = latest + timedelta(days=1)
    return following if anniversary(following, years) <= day else latest


@measure(
    code="served",
    name=_("People served"),
    unit=Unit.PEOPLE,
    numerator=_("Different people with an enrollment open on at least one day"),
    period=ONE_DAY,
    source=_("Enrollments"),
    left_out=_("Voided enrollments"),
)
def served(period, sites, program):
    """Each person once, however often a case was opened, closed or moved to another site."""
    rows = served_in(period, sites, program)
    return {"numerator": rows.aggregate(n=Count("participant", distinct=True))["n"], "rows": rows}


@measure(
    code="enrolled_at_start",
    name=_("Enrolled at the start"),
    unit=Unit.PEOPLE,
    numerator=_("Enrollments that began before the first day and were not closed before it"),
    period=_("the first day"),
    source=_("Enrollments"),
    left_out=_("Voided enrollments"),
)
def enrolled_at_start(period, sites, program):
    rows = served_in(period, sites, program).filter(enrolled_on__lt=period.first)
    return {"numerator": rows.count(), "rows": rows}


@measure(
    code="joined",
    name=_("Joined"),
    unit=Unit.PEOPLE,
    numerator=_("Enrollments that began in the quarter"),
    period=_("the day of enrollment lies in the quarter"),
    source=_("Enrollments"),
    left_out=_("Voided enrollments"),
)
def joined(period, sites, program):
    rows = enrollments(sites, program).filter(enrolled_on__range=(period.first, period.last))
    return {"numerator": rows.count(), "rows": rows}


@measure(
    code="left",
    name=_("Left"),
    unit=Unit.PEOPLE,
    numerator=_("Enrollments closed in the quarter, by the reason of the closing"),
    period=_("the day of closing lies in the quarter"),
    source=_("Enrollments, closings"),
    left_out=_("Voided enrollments"),
)
def left(period, sites, program):
    rows = enrollments(sites, program).filter(closed_on__range=(period.first, period.last)).with_closing_reason()
    by_reason = dict(rows.order_by().values_list("closing_reason").annotate(n=Count("pk")))
    parts = [
        Part(
            code=choice.code,
            label=choice.label,
            value=by_reason.pop(choice.code, 0),
            rows=rows.filter(closing_reason=choice.code),
        )
        for choice in program.closing_reasons
    ]
    unknown = sum(by_reason.values())
    without = rows.exclude(closing_reason__in=[choice.code for choice in program.closing_reasons])
    return {
        "numerator": sum(part.value for part in parts) + unknown,
        "rows": rows,
        "parts": tuple(parts),
        "not_counted": (
            NotCounted(
                count=unknown,
                rows=without,
                reason=gettext("Closed without a reason that the program knows"),
                effect=gettext("Counted as left; missing from the table of reasons"),
            ),
        )
        if unknown
        else (),
    }


@measure(
    code="enrolled_at_end",
    name=_("Enrolled at the end"),
    unit=Unit.PEOPLE,
    numerator=_("Enrollments that began by the last day and were not closed by its end"),
    period=_("the end of the last day"),
    source=_("Enrollments"),
    left_out=_("Voided enrollments"),
)
def enrolled_at_end(period, sites, program):
    rows = served_in(period, sites, program).filter(Q(closed_on=None) | Q(closed_on__gt=period.last))
    return {"numerator": rows.count(), "rows": rows}


def age_groups(bounds):
    """(code, label, from age, to age) of each group; the outer ones are open."""
    groups = [(f"under_{bounds[0]}", gettext("Under %(age)d") % {"age": bounds[0]}, None, bounds[0])]
    for low, high in pairwise(bounds):
        groups.append((f"{low}_{high - 1}", gettext("%(from)d to %(to)d") % {"from": low, "to": high - 1}, low, high))
    groups.append((f"from_{bounds[-1]}", gettext("%(age)d and older") % {"age": bounds[-1]}, bounds[-1], None))
    return groups


@measure(
    code="by_age",
    name=_("People served, by age"),
    unit=Unit.PEOPLE,
    numerator=_("People served, by full years of age on the last day"),
    period=ONE_DAY,
    source=_("Enrollments, birth dates of participants"),
    left_out=_("People whose birth date is not known"),
)
def by_age(period, sites, program):
    rows = served_in(period, sites, program)
    groups = []
    for code, label, low, high in age_groups(AGE_BOUNDS.get(program.code, PARENT_AGES)):
        holds = Q(participant__born_on__isnull=False)
        if low is not None:
            holds &= Q(participant__born_on__lte=born_by(period.last, low))
        if high is not None:
            holds &= Q(participant__born_on__gt=born_by(period.last, high))
        groups.append((code, label, holds))
    return _split(rows, groups, Q(participant__born_on=None), gettext("Birth date not known"))


@measure(
    code="by_gender",
    name=_("People served, by gender"),
    unit=Unit.PEOPLE,
    numerator=_("People served, by the gender they named"),
    period=ONE_DAY,
    source=_("Enrollments, participants"),
    left_out=_("People who named none"),
)
def by_gender(period, sites, program):
    rows = served_in(period, sites, program)
    words = GENDER_WORDS_OF_YOUTH if program.code in PROGRAMS_OF_YOUTH else GENDER_WORDS
    groups = [(str(gender), label, Q(participant__gender=gender)) for gender, label in words.items()]
    return _split(rows, groups, ~Q(participant__gender__in=list(words)), gettext("Gender not said"))


def _split(rows, groups, unknown, reason):
    """Different people in each group and with nothing known, in one statement."""
    counts = rows.aggregate(
        not_known=Count("participant", distinct=True, filter=unknown),
        **{f"in_{code}": Count("participant", distinct=True, filter=holds) for code, _label, holds in groups},
    )
    parts = tuple(
        Part(code=code, label=label, value=counts[f"in_{code}"], rows=rows.filter(holds))
        for code, label, holds in groups
    )
    return {
        "numerator": sum(part.value for part in parts),
        "rows": rows.exclude(unknown),
        "parts": parts,
        "not_counted": (
            NotCounted(
                count=counts["not_known"],
                rows=rows.filter(unknown),
                reason=reason,
                effect=gettext("Served, and in no group of this table"),
            ),
        )
        if counts["not_known"]
        else (),
    }


@measure(
    code="children",
    name=_("Children of people served"),
    unit=Unit.PEOPLE,
    numerator=_("Different children who lived in the household of a parent served, on at least one day"),
    period=ONE_DAY,
    source=_("Households, enrollments"),
    left_out=_("Children not yet born, and those in no household of the parent"),
)
def children(period, sites, program):
    in_force = Q(voided_at=None, starts_on__lte=period.last) & (Q(ends_on=None) | Q(ends_on__gte=period.first))
    homes = HouseholdMember.objects.filter(
        in_force,
        part=HouseholdMember.Part.PARENT,
        household__voided_at=None,
        person__in=served_in(period, sites, program).values("participant"),
    )
    members = HouseholdMember.objects.filter(
        in_force, part=HouseholdMember.Part.CHILD, household__in=homes.values("household")
    )
    born = Q(born_on=None) | Q(born_on__lte=period.last)
    rows = Person.objects.not_voided().filter(born, pk__in=members.values("person"))
    return {"numerator": rows.count(), "rows": rows}


def with_case(children, period, sites, program):
    """Children, each with `case_pk` and `case_number` of a parent's enrollment in the period."""
    cases = (
        served_in(period, sites, program)
        .filter(
            participant__memberships__part=HouseholdMember.Part.PARENT,
            participant__memberships__voided_at=None,
            participant__memberships__household__members__voided_at=None,
            participant__memberships__household__members__person=OuterRef("pk"),
            participant__memberships__household__members__part=HouseholdMember.Part.CHILD,
        )
        .order_by("enrolled_on", "pk")
    )
    return children.annotate(
        case_pk=Subquery(cases.values("pk")[:1]), case_number=Subquery(cases.values("number")[:1])
    ).order_by(F("case_number").asc(nulls_last=True), "pk")


def served_by_quarter(quarters, sites, program):
    """People served in each of the quarters, in one statement."""
    base = enrollments(sites, program)
    counts = base.aggregate(
        **{
            f"q{i}": Count(
                "participant",
                distinct=True,
                filter=Q(enrolled_on__lte=quarter.last) & (Q(closed_on=None) | Q(closed_on__gte=quarter.first)),
            )
            for i, quarter in enumerate(quarters)
        }
    )
    return [counts[f"q{i}"] for i in range(len(quarters))]
