"""What Young Parent owes: an hour with the mentor every week, and the parent's own answers every quarter."""

from datetime import UTC, datetime, timedelta

from django.db.models import Exists, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from programs.casework.contacts.models import Contact, ContactShare, Outcome
from programs.casework.enrollments.models import Status as EnrollmentStatus
from programs.casework.matches.models import Match
from programs.gathering import lines
from programs.registry import DueItem, DueSource
from programs.young_parent.health.asking import ASK_AT_END_BEFORE, FIRST_WITHIN, QUARTER_MONTHS, months_after
from programs.young_parent.models import SelfRating

PROGRAM = "young_parent"
# One hour a week with the mentor (Missouri Mentoring Partnership, frequently asked questions).
MEET_EVERY = timedelta(days=7)
# Where a statement needs a moment and there was none.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def weekly_meeting(enrollments, on, user):
    """A week has passed, or will have by the due day, since the two last met or talked."""
    matches = (
        Match.objects.active()
        .between_the_living()
        .filter(enrollment__in=enrollments, enrollment__program=PROGRAM, enrollment__status=EnrollmentStatus.ENROLLED)
    )
    own = Contact.objects.made().filter(match=OuterRef("pk")).order_by("-started_at").values("started_at")
    shared = (
        ContactShare.objects.filter(match=OuterRef("pk"), contact__voided_at=None, contact__outcome=Outcome.MADE)
        .order_by("-contact__started_at")
        .values("contact__started_at")
    )
    last = Greatest(Coalesce(Subquery(own[:1]), Value(NEVER)), Coalesce(Subquery(shared[:1]), Value(NEVER)))
    return lines(matches, "weekly-meeting", case="enrollment_id", day="starts_on", at=last)


def meet(mark, on):
    match = next(match for match in mark.case.open_matches if match.pk == mark.subject)
    has_met = mark.at > NEVER
    last = timezone.localtime(mark.at, mark.case.site.zone).date() if has_met else mark.day
    days = max(0, (on - last).days)
    if has_met:
        why = ngettext(
            "No contact for %(count)d day. They promised to meet every week.",
            "No contact for %(count)d days. They promised to meet every week.",
            days,
        ) % {"count": days}
    else:
        why = ngettext(
            "Matched %(count)d day ago and no contact yet.", "Matched %(count)d days ago and no contact yet.", days
        ) % {"count": days}
    return DueItem(
        rule="weekly-meeting",
        program=PROGRAM,
        enrollment=mark.case,
        due_on=last + MEET_EVERY,
        who=_("%(participant)s and %(mentor)s")
        % {"participant": mark.case.participant.name, "mentor": match.mentor.name},
        why=why,
        action=_("Record a contact"),
        url=reverse("contacts:record", args=[mark.case.pk]),
    )


def ratings(enrollments, on, user):
    """The parent was not asked since the enrollment, or last a quarter ago; none while a case is paused."""
    answers = SelfRating.objects.not_voided().filter(enrollment=OuterRef("pk")).order_by("-rated_on")
    running = enrollments.filter(program=PROGRAM, status=EnrollmentStatus.ENROLLED)
    running = running.annotate(last_rated_on=Subquery(answers.values("rated_on")[:1]))
    never = running.filter(last_rated_on=None)
    again = running.filter(last_rated_on__lt=months_after(on + timedelta(days=1), -QUARTER_MONTHS))
    return [
        lines(never, "self-rating", day="enrolled_on", number=Value(1)),
        lines(again, "self-rating", day="last_rated_on"),
    ]


def rating(mark, on):
    if mark.number:
        due_on = mark.day + FIRST_WITHIN
        why = _("Ask the parent at the start how sure they feel, how much stress, how healthy.")
    else:
        due_on = months_after(mark.day, QUARTER_MONTHS)
        why = _("A quarter ago the parent last said how sure they feel, how much stress, how healthy.")
    return _ask(mark, due_on, why)


def last_ratings(enrollments, on, user):
    """The promised time ends soon, or has ended, and the parent was not asked at the end."""
    asked = SelfRating.objects.not_voided().filter(enrollment=OuterRef("enrollment"), occasion=SelfRating.Occasion.END)
    ending = (
        Match.objects.active()
        .between_the_living()
        .filter(
            ~Exists(asked),
            enrollment__in=enrollments,
            enrollment__program=PROGRAM,
            enrollment__status=EnrollmentStatus.ENROLLED,
            commitment_ends_on__lte=on + ASK_AT_END_BEFORE,
        )
    )
    return lines(ending, "self-rating-end", case="enrollment_id", day="commitment_ends_on")


def last_rating(mark, on):
    return _ask(mark, mark.day, _("Ask the parent at the end how sure they feel, how much stress, how healthy."))


def _ask(mark, due_on, why):
    return DueItem(
        rule=mark.rule,
        program=PROGRAM,
        enrollment=mark.case,
        due_on=due_on,
        who=mark.case.participant.name,
        why=why,
        action=_("Ask the parent"),
        url=reverse("young_parent:rate", args=[mark.case.pk]),
    )


SOURCES = (
    DueSource(
        rule="weekly-meeting",
        describes=gettext_lazy("A mentor and a young parent meet for an hour every week."),
        marks=weekly_meeting,
        item=meet,
        is_mentors=True,
    ),
    DueSource(
        rule="self-rating",
        describes=gettext_lazy("A parent rates parenting, stress and health at the start and every quarter."),
        marks=ratings,
        item=rating,
    ),
    DueSource(
        rule="self-rating-end",
        describes=gettext_lazy("A parent rates parenting, stress and health at the end of the promised time."),
        marks=last_ratings,
        item=last_rating,
    ),
)
