"""Time together, outcomes, the parent's own picture, aftercare, celebrations, and family meetings of a case."""

from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.audit import trail
from mmp_portal.ui.sending import sent
from programs.casework.assessments.models import Assessment
from programs.casework.contacts.models import Contact
from programs.casework.enrollments.models import Pause
from programs.casework.parameters.values.overlay import parameters_for
from programs.mpmp import workflow
from programs.mpmp.court.children import children_of
from programs.mpmp.court.page import PROGRAM, about, case_at_hand, is_written, row_at_hand
from programs.mpmp.due import SURVEY
from programs.mpmp.models import (
    Aftercare,
    Celebration,
    ChildOutcome,
    ChildPlacement,
    Coaching,
    FamilyGuest,
    FamilyMeeting,
    Hearing,
    HearingStatus,
    KeptService,
    ParentPicture,
    PlacementKind,
)
from programs.mpmp.progress.forms import (
    AftercareForm,
    CelebrationForm,
    ChildOutcomeForm,
    FamilyGuestForm,
    FamilyMeetingForm,
    KeptServiceForm,
    ParentPictureForm,
)
from programs.mpmp.progress.standing import of_the_case, standing_of
from programs.mpmp.progress.weeks import weeks_of

WITH = "programs/mpmp/progress/"
WEEKS_SHOWN = 12
SKILLS_SHOWN = 5


@requires(Permission.COURT_EDIT)
@require_safe
def progress(request, pk):
    """How it goes: each week's time, the family's own plan, the parent's picture, and what came of it."""
    enrollment = case_at_hand(request, pk)
    trail.opened(request.user, enrollment, what="case file")
    today = enrollment.site.today()
    values = parameters_for(PROGRAM, site=enrollment.site).on(today)
    children = list(children_of(enrollment))
    outcomes = list(ChildOutcome.objects.not_voided().filter(enrollment=enrollment).select_related("child"))
    latest = {row.child_id: row for row in sorted(outcomes, key=lambda row: (row.on, row.pk))}
    placements = list(ChildPlacement.objects.not_voided().filter(child__in=latest))
    aftercare = Aftercare.objects.not_voided().filter(enrollment=enrollment).first()
    weeks = _weeks(enrollment, values, aftercare, today)
    context = about(
        enrollment,
        weeks=weeks[:WEEKS_SHOWN],
        values=values,
        aftercare=aftercare,
        standings=[standing_of(row, placements, on=today, months=values["reentry_months"]) for row in latest.values()],
        earlier=[row for row in outcomes if row not in latest.values()],
        family_outcome=of_the_case(children, latest),
        pictures=list(ParentPicture.objects.not_voided().filter(enrollment=enrollment)),
        meetings=list(FamilyMeeting.objects.not_voided().filter(enrollment=enrollment).prefetch_related("guests")),
        kin=_with_relatives(enrollment, today),
        services=list(KeptService.objects.not_voided().filter(enrollment=enrollment)),
        celebrations=list(Celebration.objects.not_voided().filter(enrollment=enrollment)),
        surveys=list(_surveys(enrollment)),
        skills=_skills(enrollment),
        may_edit=enrollment.is_open,
        may_add_mentor=request.user.may(Permission.MENTOR_EDIT),
    )
    return render(request, f"{WITH}progress.html", context)


def _with_relatives(enrollment, on):
    """Children who live with relatives on the day: those look after them until they come home."""
    rows = ChildPlacement.objects.on(on).filter(enrollment=enrollment, kind=PlacementKind.RELATIVE)
    return list(rows.with_children().order_by("child__born_on", "pk"))


def _surveys(enrollment):
    """Totals of the Protective Factors Survey, the latest first. Its five areas are not those of the pictures."""
    rows = Assessment.objects.done().filter(enrollment=enrollment, tool__code=SURVEY)
    return rows.select_related("tool").order_by("-given_on", "-pk")


def _skills(enrollment):
    """What contacts say was learned, and apart from it what was used at home since the return; the latest first."""
    rows = Coaching.objects.not_voided().filter(enrollment=enrollment, contact__voided_at=None)
    rows = rows.select_related("contact").order_by("-contact__started_at")
    return {
        "learned": [row for row in rows if row.skills_learned][:SKILLS_SHOWN],
        "applied": [row for row in rows if row.skills_applied][:SKILLS_SHOWN],
    }


def _weeks(enrollment, values, aftercare, today):
    """The weeks since the first match; none where there was no match."""
    matches = enrollment.standing_matches
    if not matches:
        return []
    zone = enrollment.site.zone
    own = Q(enrollment=enrollment, match__isnull=False)
    shared = Q(shares__enrollment=enrollment, shares__match__isnull=False)
    made = Contact.objects.made().filter(own | shared).exclude(duration_minutes=None).distinct()
    put_off = Hearing.objects.not_voided().filter(enrollment=enrollment, status=HearingStatus.CONTINUED)
    pauses = Pause.objects.not_voided().filter(enrollment=enrollment).values_list("starts_on", "ends_on")
    ends = [match.ended_on for match in matches]
    return weeks_of(
        matched_on=min(match.starts_on for match in matches),
        until=None if None in ends else max(ends),
        on=today,
        done=[
            (timezone.localtime(at, zone).date(), minutes)
            for _pk, at, minutes in made.values_list("pk", "started_at", "duration_minutes")
        ],
        values=values,
        pauses=list(pauses),
        aftercare_on=aftercare.starts_on if aftercare else None,
        delays=[timezone.localtime(at, zone).date() for at in put_off.values_list("starts_at", flat=True)],
    )


def _back(enrollment):
    return reverse("mpmp:progress", args=[enrollment.pk])


def _write(request, enrollment, form, title, *, verb, sentence, kind, lead="", even_closed=False):
    """Keep the row of the form, or show the form."""

    def keep():
        return workflow.keep_dated(row=form.instance, by=request.user, verb=verb, even_closed=even_closed)

    if is_written(request, form, keep, sentence):
        return redirect("mpmp:progress", pk=enrollment.pk)
    context = about(
        enrollment, form=form, title=title, lead=lead, back=_back(enrollment), kind=kind, record=form.instance
    )
    return render(request, f"{WITH}form.html", context)


# --- What came of it ------------------------------------------------------------------------


@requires(Permission.COURT_EDIT)
def add_outcome(request, pk):
    """Write down what came of it for a child."""
    enrollment = case_at_hand(request, pk, is_open=True)
    return _outcome(request, enrollment, ChildOutcome(enrollment=enrollment))


@requires(Permission.COURT_EDIT)
def edit_outcome(request, pk):
    """Correct an outcome."""
    row = row_at_hand(request, ChildOutcome.objects, pk)
    return _outcome(request, row.enrollment, row)


def _outcome(request, enrollment, row):
    form = ChildOutcomeForm(
        sent(request), instance=row, children=children_of(enrollment), cancel_url=_back(enrollment)
    )
    return _write(
        request,
        enrollment,
        form,
        _("What came of it for a child"),
        verb="child_outcome.written",
        sentence=_("The outcome is saved."),
        kind="child_outcome",
    )


@requires(Permission.COURT_EDIT)
def add_picture(request, pk):
    """Write down how the parent sees it."""
    enrollment = case_at_hand(request, pk, is_open=True)
    has_one = ParentPicture.objects.not_voided().filter(enrollment=enrollment).exists()
    initial = {"occasion": "quarter" if has_one else "start", "on": enrollment.site.today()}
    return _picture(request, enrollment, ParentPicture(enrollment=enrollment, **initial))


@requires(Permission.COURT_EDIT)
def edit_picture(request, pk):
    """Correct a picture."""
    row = row_at_hand(request, ParentPicture.objects, pk)
    return _picture(request, row.enrollment, row)


def _picture(request, enrollment, row):
    form = ParentPictureForm(sent(request), instance=row, cancel_url=_back(enrollment))
    return _write(
        request,
        enrollment,
        form,
        _("How %(name)s sees it") % {"name": enrollment.participant.called},
        verb="parent_picture.written",
        sentence=_("Saved in their own words."),
        kind="parent_picture",
    )


@requires(Permission.COURT_EDIT)
def aftercare(request, pk):
    """Say since when there is aftercare."""
    enrollment = case_at_hand(request, pk, is_open=True)
    row = Aftercare.objects.not_voided().filter(enrollment=enrollment).first()
    row = row or Aftercare(enrollment=enrollment, starts_on=enrollment.site.today())
    form = AftercareForm(sent(request), instance=row, cancel_url=_back(enrollment))
    return _write(
        request,
        enrollment,
        form,
        _("Aftercare"),
        verb="aftercare.written",
        sentence=_("Aftercare is saved. Write down the services that are in place."),
        kind="aftercare",
        lead=_("After the court case the Parent Mentor stays, as needed."),
    )


@requires(Permission.COURT_EDIT)
def add_service(request, pk):
    """Write down a service that is in place when the court case ends."""
    enrollment = case_at_hand(request, pk, is_open=True)
    return _service(request, enrollment, KeptService(enrollment=enrollment, since=enrollment.site.today()))


@requires(Permission.COURT_EDIT)
def edit_service(request, pk):
    """Say whether a service still holds, or correct it; also after the case has closed."""
    row = row_at_hand(request, KeptService.objects, pk)
    return _service(request, row.enrollment, row)


def _service(request, enrollment, row):
    form = KeptServiceForm(sent(request), instance=row, cancel_url=_back(enrollment))
    return _write(
        request,
        enrollment,
        form,
        _("A service in place"),
        verb="kept_service.written",
        sentence=_("The service is saved."),
        kind="kept_service",
        even_closed=True,
    )


# --- Celebrated, and asked to become a mentor -----------------------------------------------


@requires(Permission.COURT_EDIT)
def add_celebration(request, pk):
    """Write down what the parent has reached."""
    enrollment = case_at_hand(request, pk, is_open=True)
    return _celebration(request, enrollment, Celebration(enrollment=enrollment, on=enrollment.site.today()))


@requires(Permission.COURT_EDIT)
def edit_celebration(request, pk):
    """Say that it was celebrated, and what they said when asked to become a mentor."""
    row = row_at_hand(request, Celebration.objects, pk)
    return _celebration(request, row.enrollment, row)


def _celebration(request, enrollment, row):
    form = CelebrationForm(sent(request), instance=row, cancel_url=_back(enrollment))
    return _write(
        request,
        enrollment,
        form,
        _("Something to celebrate"),
        verb="celebration.written",
        sentence=_("Saved. Say it to them, too."),
        kind="celebration",
        lead=_("Parents who came through may become mentors themselves, once they are trained."),
    )


# --- Family group decision making -----------------------------------------------------------


@requires(Permission.COURT_EDIT)
def add_family_meeting(request, pk):
    """Write down a family meeting that was asked for, or held."""
    enrollment = case_at_hand(request, pk, is_open=True)
    return _family_meeting(request, enrollment, FamilyMeeting(enrollment=enrollment))


@requires(Permission.COURT_EDIT)
def edit_family_meeting(request, pk):
    """Write what the family decided, and what followed."""
    row = row_at_hand(request, FamilyMeeting.objects, pk)
    return _family_meeting(request, row.enrollment, row)


def _family_meeting(request, enrollment, row):
    form = FamilyMeetingForm(sent(request), instance=row, cancel_url=_back(enrollment))
    return _write(
        request,
        enrollment,
        form,
        _("A family meeting"),
        verb="family_meeting.written",
        sentence=_("The family meeting is saved."),
        kind="family_group_meeting",
        lead=_("The family decides together; whoever coordinates it is not in charge of the case."),
    )


@requires(Permission.COURT_EDIT)
def add_guest(request, pk):
    """Write down who is invited to a family meeting."""
    meeting = row_at_hand(request, FamilyMeeting.objects, pk)
    return _guest(request, meeting.enrollment, FamilyGuest(meeting=meeting))


@requires(Permission.COURT_EDIT)
def edit_guest(request, pk):
    """Correct who was invited, and note whether they came."""
    meetings = FamilyMeeting.objects.not_voided().for_casework(request.user)
    rows = FamilyGuest.objects.not_voided().filter(meeting__in=meetings)
    row = get_object_or_404(
        rows.select_related("meeting__enrollment__participant", "meeting__enrollment__site"), pk=pk
    )
    return _guest(request, row.enrollment, row)


def _guest(request, enrollment, row):
    form = FamilyGuestForm(sent(request), instance=row, cancel_url=_back(enrollment))
    return _write(
        request,
        enrollment,
        form,
        _("Who is invited"),
        verb="family_guest.written",
        sentence=_("Saved who is invited."),
        kind="family_guest",
    )
