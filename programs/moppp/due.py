"""What MOPPP owes: an answer to what is urgent, and a visitor who is back."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from mmp_portal.accounts.models import User
from mmp_portal.accounts.permissions import Role
from programs.casework.contacts.models import Contact
from programs.casework.enrollments.models import Status
from programs.gathering import lines
from programs.moppp.clocks.reading import clocks_of
from programs.moppp.models import Outing, SafetyNote
from programs.moppp.visits.footing import paces_of
from programs.moppp.visits.tally import VISIT
from programs.registry import DueItem, DueSource, Reminder

PROGRAM = "moppp"


def _item(mark, rule, *, due_on, why, action, url, who=None):
    return DueItem(
        rule=rule,
        program=PROGRAM,
        enrollment=mark.case,
        due_on=due_on,
        who=who or mark.case.participant.name,
        why=why,
        action=action,
        url=url,
    )


# --- Urgent ----------------------------------------------------------------------------------


def urgent(enrollments, on, user):
    """Notes that wait for a supervisor's answer, for those alone who may read them."""
    waiting = SafetyNote.objects.unanswered().for_user(user).filter(enrollment__in=enrollments)
    return lines(waiting, "moppp-urgent", case="enrollment_id", day="on")


def answer(mark, on):
    return _item(
        mark,
        "moppp-urgent",
        due_on=mark.day,
        why=_("Urgent: a note waits for a supervisor's answer."),
        action=_("Read and answer"),
        url=reverse("moppp:answer", args=[mark.subject]),
    )


# --- The way back ----------------------------------------------------------------------------


def on_the_way(enrollments, on, user):
    """A visitor wanted to be back by now and has not said so."""
    out = Outing.objects.overdue(timezone.now()).filter(enrollment__in=enrollments)
    return lines(out, "moppp-check-in", case="enrollment_id", day="left_at__date", at="expected_back_at")


def be_back(mark, on):
    return _item(
        mark,
        "moppp-check-in",
        due_on=mark.day,
        why=_("The visitor wanted to be back by now, and has not said so. Call them."),
        action=_("Say that they are back"),
        url=reverse("moppp:back", args=[mark.subject]),
    )


def tell_supervisors(now):
    """A visitor is not back: every supervisor of the site is told, once."""
    late = Outing.objects.overdue(now).select_related("visitor", "enrollment__site")
    for outing in late:
        case = outing.enrollment
        for supervisor in User.objects.holding(Role.SUPERVISOR, site=case.site, program=PROGRAM):
            yield Reminder(
                rule="moppp-check-in",
                subject_key=f"outing-{outing.pk}",
                occurrence="not-back",
                title=_("%(name)s is not back from a visit") % {"name": outing.visitor.name},
                body=_("Case %(number)s. Please call them.") % {"number": case.number},
                due_at=outing.expected_back_at,
                site=case.site,
                user=supervisor,
                link=reverse("moppp:back", args=[outing.pk]),
                about={"outing": outing.pk},
            )


def still_out(message):
    """Why a notice that was queued is not sent any more, or ""."""
    if Outing.objects.under_way().filter(pk=message.about.get("outing")).exists():
        return ""
    return gettext_noop("The visitor is back.")


# --- The first visit -------------------------------------------------------------------------


def first_visit(enrollments, on, user):
    """A family of which nobody was visited yet, whose clock runs out within the days that the setting says."""
    rows = enrollments.filter(program=PROGRAM, status=Status.ENROLLED).exclude(
        pk__in=Contact.objects.made().filter(kind=VISIT).values("enrollment")
    )
    cases = list(rows.with_people())
    if not cases:
        return
    paces = paces_of({case.site for case in cases})
    for pk, clock in clocks_of(cases, on=on).items():
        case = next(case for case in cases if case.pk == pk)
        left = clock.days_left(on)
        if left is None or left > paces[case.site_id].parameters.value_on("first_visit_warned_days", on):
            continue
        yield DueItem(
            rule="moppp-first-visit",
            program=PROGRAM,
            enrollment=case,
            due_on=clock.last_day,
            who=case.participant.name,
            why=_("No home visit yet. After this day the first one is late."),
            action=_("Plan the visit"),
            url=reverse("contacts:plan", args=[case.pk]),
        )


SOURCES = (
    DueSource(
        rule="moppp-first-visit",
        describes=gettext_lazy("The first home visit is in time."),
        owed=first_visit,
    ),
    DueSource(
        rule="moppp-urgent",
        describes=gettext_lazy("Words of self-harm are answered by a supervisor at once."),
        marks=urgent,
        item=answer,
    ),
    DueSource(
        rule="moppp-check-in",
        describes=gettext_lazy("A home visitor says that they are back."),
        marks=on_the_way,
        item=be_back,
        reminders=tell_supervisors,
    ),
)
