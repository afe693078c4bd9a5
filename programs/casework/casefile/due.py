"""What a child is owed by the schedule of immunizations: asked of the rooms that look after the children's record."""

from datetime import timedelta

from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participants.immunizations import records
from participants.immunizations.models import CardSeen, Immunization
from participants.immunizations.standing import Status
from participants.immunizations.words import summary
from participants.models import HouseholdMember, Person
from programs import registry
from programs.casework.casefile.children import IMMUNIZATIONS
from programs.casework.enrollments.models import Status as EnrollmentStatus
from programs.gathering import lines
from programs.registry import DueItem, DueSource

RULE = "immunizations-overdue"
# No schedule measures a child longer than that; whom it does measure, the schedule itself says.
OLDEST = timedelta(days=366 * 8)
HOME = "participant__memberships__"
CHILD = f"{HOME}household__members__"


def programs_with_record():
    """Codes of the programs that show the children's immunizations beside the story."""
    return [program.code for program in registry.all_programs() if IMMUNIZATIONS in program.case_panels]


def children(enrollments, on, user):
    """A line for each living child in a home of the participant of whom the site knows a dose or saw a card.

    The number says whether the user may open the child's own page. While nobody saw a card, nothing is overdue.
    """

    def in_force(place):
        ends = Q(**{f"{place}ends_on": None}) | Q(**{f"{place}ends_on__gte": on})
        return ends & Q(**{f"{place}voided_at": None, f"{place}starts_on__lte": on})

    cases = enrollments.filter(
        in_force(HOME),
        in_force(CHILD),
        status=EnrollmentStatus.ENROLLED,
        program__in=programs_with_record(),
        **{
            f"{HOME}part": HouseholdMember.Part.PARENT,
            f"{CHILD}part": HouseholdMember.Part.CHILD,
            f"{CHILD}person__voided_at": None,
            f"{CHILD}person__died_on": None,
            f"{CHILD}person__born_on__gt": on - OLDEST,
            f"{CHILD}person__born_on__lte": on,
        },
    )
    child = f"{CHILD}person"
    known = {"person": OuterRef(child), "site": OuterRef("site")}
    cases = cases.filter(
        Exists(Immunization.objects.not_voided().filter(**known))
        | Exists(CardSeen.objects.not_voided().filter(**known))
    )
    opens = Case(
        When(Exists(Person.objects.for_user(user).filter(pk=OuterRef(child))), then=Value(1)), default=Value(0)
    )
    called = Coalesce(NullIf(f"{child}__preferred_name", Value("")), f"{child}__given_name")
    return lines(cases, RULE, subject=child, day=f"{child}__born_on", number=opens, words=called)


def overdue(marks, on):
    """The children of whom a dose is overdue: judged together, in one query."""
    by_site: dict = {}
    for mark in marks:
        by_site.setdefault(mark.case.site_id, {}).setdefault((mark.case.pk, mark.subject), mark)
    found = records.overalls_at(
        {
            site: [
                Person(pk=child, born_on=day) for child, day in {one.subject: one.day for one in own.values()}.items()
            ]
            for site, own in by_site.items()
        },
        on=on,
    )
    for site, own in by_site.items():
        for mark in own.values():
            one = found[site].get(mark.subject)
            if one and (late := one.of(Status.OVERDUE)):
                yield DueItem(
                    rule=RULE,
                    program=mark.case.program,
                    enrollment=mark.case,
                    due_on=min(standing.due_by for standing in late),
                    who=mark.case.participant.name,
                    why=f"{mark.words}: {summary(one)}",
                    action=_("Open the immunizations"),
                    url=_page_of(mark),
                )


def _page_of(mark):
    """The child's own page, for whoever may open it; else the case."""
    if mark.number:
        return reverse("immunizations:immunizations", args=[mark.subject])
    return mark.case.get_absolute_url()


SOURCES = (
    DueSource(
        rule=RULE,
        describes=gettext_lazy("A child's immunization is overdue by the schedule of the site."),
        marks=children,
        items=overdue,
        about_cases=False,  # the page of a case shows each child's record beside the story
    ),
)
