"""What screenings leave owed: a look through those that rest on values no longer in force."""

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from eligibility.poverty import NoGuideline, table_on
from mmp_portal.accounts.permissions import Permission
from programs import registry
from programs.casework.parameters.models import DatedValue
from programs.casework.parameters.values.overlay import guidelines
from programs.casework.referrals.screenings.models import LookThrough, Screening
from programs.gathering import joined, lines
from programs.registry import DueItem, DueSource

# The guideline of the 48 states tells when a new year's begins; those of Alaska and Hawaii begin with it.
ANY_STATE = "MO"


def outdated(user, *, on):
    """Screenings in force of people not enrolled, made before a value or guideline that nobody looked through since."""
    rows = Screening.objects.in_force().waiting().for_user(user)
    looks = LookThrough.objects.not_voided().filter(program=OuterRef("program"), site=OuterRef("site"))
    values = DatedValue.objects.not_voided().filter(
        Q(site=None) | Q(site=OuterRef("site")),
        program=OuterRef("program"),
        starts_on__lte=on,
        starts_on__gt=OuterRef("screened_on"),
    )
    seen = LookThrough.objects.not_voided().filter(
        program=OuterRef(OuterRef("program")),
        site=OuterRef(OuterRef("site")),
        looked_on__gte=OuterRef("starts_on"),
    )
    rests_on_old = Q(Exists(values.exclude(Exists(seen))))
    try:
        table = table_on(on, ANY_STATE, guidelines())
    except NoGuideline:
        return rows.filter(rests_on_old)
    newer = Q(guideline_year__lt=table.year) & ~Q(Exists(looks.filter(looked_on__gte=table.begins_on)))
    return rows.filter(rests_on_old | newer)


def to_look_through(enrollments, on, user):
    """One line a program and site for supervisors there."""
    may = user.may(Permission.SCREENING_AGAIN)
    rows = outdated(user, on=on) if may else Screening.objects.none()
    counted = rows.order_by().values("program", "site_id", "site__name").annotate(count=Count("pk"))
    words = joined("program", "site__name")
    return lines(counted, "screen-again", case=None, subject="site_id", number="count", words=words)


def look_through(mark, on):
    program, site = mark.parts
    return DueItem(
        rule=mark.rule,
        program=program,
        due_on=on,
        who=f"{registry.get(program).short_name}, {site}",
        why=ngettext(
            "%(count)d stored screening rests on values that have changed since.",
            "%(count)d stored screenings rest on values that have changed since.",
            mark.number,
        )
        % {"count": mark.number},
        action=gettext_lazy("See who would change"),
        url=f"{reverse('screenings:again')}?program={program}&site={mark.subject}",
    )


SOURCES = (
    DueSource(
        rule="screen-again",
        describes=gettext_lazy("A poverty guideline or a value of the rules changed after families were screened."),
        marks=to_look_through,
        item=look_through,
        about_cases=False,
    ),
)
