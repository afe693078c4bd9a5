"""From opening to placement: sent to the company, interviewed, offered, hired; the job, its pay, mentors and end."""

from django.db import transaction
from django.utils.translation import gettext as _

from mentors import workflow as mentors
from mentors.models import Kind as MentorKind
from mentors.models import Mentor
from mentors.models import Status as MentorStatus
from mmp_portal.audit import trail
from programs.casework.enrollments.models import Enrollment
from programs.casework.matches import workflow as matches
from programs.casework.matches.models import EndReason, Match
from programs.worksite.check_ins import workflow as check_ins
from programs.worksite.models.openings import Opening
from programs.worksite.models.openings import Status as OpeningStatus
from programs.worksite.models.placements import (
    Candidate,
    CandidateStatus,
    CandidateStep,
    JobWishes,
    MentorAtWork,
    PayStep,
    Placement,
)
from programs.worksite.namings.asking import ask_the_company
from programs.worksite.openings import workflow as openings
from programs.worksite.placements.ranking import bar
from programs.worksite.readiness.standing import readiness_of


class CannotPlace(Exception):
    """Why it cannot be done so, in a sentence for the user; `about` names the field it is about."""

    def __init__(self, sentence, about=None):
        super().__init__(sentence)
        self.about = about


def _not_ahead(site, day, field):
    if day > site.today():
        raise CannotPlace(_("The date lies in the future. Check the year."), field)


# --- What they look for ---------------------------------------------------------------------


@transaction.atomic
def write_wishes(*, enrollment, by, version=None, **wishes):
    """Keep what work somebody looks for. Raises CannotPlace after a lost update."""
    enrollment = Enrollment.objects.select_for_update().get(pk=enrollment.pk)
    row = JobWishes.objects.filter(enrollment=enrollment).first()
    if row is None:
        row = JobWishes(enrollment=enrollment, recorded_by=by)
    elif version is not None and row.version != version:
        raise CannotPlace(_("Somebody saved this record after you opened it. Both versions are shown."))
    else:
        row.version += 1
    for name, value in wishes.items():
        setattr(row, name, value)
    row.save()
    trail.record(by, "job_wishes.written", row, site=enrollment.site, after={"case": enrollment.number})
    return row


# --- Candidates -----------------------------------------------------------------------------


@transaction.atomic
def refer(*, enrollment, opening, referred_on, by, note=""):
    """Send somebody to the company for one of its openings. Raises CannotPlace: readiness comes first."""
    enrollment = Enrollment.objects.select_for_update().select_related("site", "participant").get(pk=enrollment.pk)
    opening = Opening.objects.select_related("partner__site", "workplace").get(pk=opening.pk)
    _not_ahead(enrollment.site, referred_on, "referred_on")
    if opening.partner.site_id != enrollment.site_id:
        raise CannotPlace(_("This opening belongs to another site."))
    if referred_on < enrollment.enrolled_on:
        raise CannotPlace(_("The day lies before the enrollment. Check the date."), "referred_on")
    is_sent = Candidate.objects.open().filter(enrollment=enrollment, opening=opening).exists()
    standing = readiness_of([enrollment])[enrollment.pk]
    if why := bar(enrollment, opening, standing, on=enrollment.site.today(), is_sent=is_sent):
        raise CannotPlace(why)
    row = Candidate.objects.create(
        enrollment=enrollment,
        opening=opening,
        referred_on=referred_on,
        stands_since=referred_on,
        note=note,
        recorded_by=by,
    )
    CandidateStep.objects.create(candidate=row, status=row.status, on=referred_on, note=note, by=by)
    trail.record(by, "candidate.referred", row, site=enrollment.site, after={"case": enrollment.number})
    return row


@transaction.atomic
def go_on(*, candidate, status, on, by, note=""):
    """Note the next step: an interview, an offer, or that nothing came of it. Hiring is `hire`. Raises CannotPlace."""
    candidate = _candidate(candidate)
    if status == CandidateStatus.HIRED:
        raise CannotPlace(_("Say with which job they were hired."), "status")
    return _step(candidate, status, on, by, note)


def _candidate(candidate):
    rows = Candidate.objects.select_for_update(of=("self",)).select_related(
        "enrollment__site", "enrollment__participant", "opening__partner__site"
    )
    candidate = rows.get(pk=candidate.pk)
    if candidate.voided_at:
        raise CannotPlace(_("This record was voided. It stays as it is."))
    return candidate


def _step(candidate, status, on, by, note):
    site = candidate.enrollment.site
    if not candidate.may_become(status):
        raise CannotPlace(
            _("From “%(now)s” it cannot become “%(then)s”.")
            % {"now": candidate.get_status_display(), "then": CandidateStatus(status).label},
            "status",
        )
    if on < candidate.stands_since:
        raise CannotPlace(_("This lies before the step before it. Check the date."), "on")
    if status != CandidateStatus.HIRED:
        _not_ahead(site, on, "on")
    before, candidate.status, candidate.stands_since = candidate.status, status, on
    if note:
        candidate.note = note
    candidate.version += 1
    candidate.save(update_fields=["status", "stands_since", "note", "version"])
    CandidateStep.objects.create(candidate=candidate, status=status, on=on, note=note, by=by)
    trail.record(
        by, "candidate.went_on", candidate, site=site, before={"status": before}, after={"status": str(status)}
    )
    return candidate


@transaction.atomic
def hire(*, candidate, starts_on, title, wage_cents, hours_a_week, by, mentor=None):
    """The company hires them: the job begins on `starts_on`, with the mentor it chose where one is named already.

    An opening whose last place is taken is filled. Raises CannotPlace.
    """
    candidate = _candidate(candidate)
    opening = Opening.objects.select_for_update().get(pk=candidate.opening_id)
    taken = Candidate.objects.not_voided().filter(opening=opening, status=CandidateStatus.HIRED).count()
    if taken >= opening.places:
        raise CannotPlace(_("Every place of this opening is taken. Correct the number of places first."))
    _step(candidate, CandidateStatus.HIRED, starts_on, by, "")
    placement = _begin(
        candidate.enrollment,
        by,
        partner=candidate.opening.partner,
        workplace_id=opening.workplace_id,
        candidate=candidate,
        title=title,
        starts_on=starts_on,
        wage_cents=wage_cents,
        hours_a_week=hours_a_week,
    )
    if taken + 1 == opening.places and opening.status == OpeningStatus.OPEN:
        openings.move(opening=opening, status=OpeningStatus.FILLED, by=by)
    if mentor:
        choose_mentor(placement=placement, mentor=mentor, from_on=starts_on, by=by)
    else:
        ask_the_company(placement=placement, since=starts_on, by=by)
    return placement


@transaction.atomic
def note_job(*, enrollment, employer, title, starts_on, wage_cents, hours_a_week, by):
    """Note a job outside the partners, so that wage and hours go on to be known. Raises CannotPlace."""
    enrollment = Enrollment.objects.select_for_update().select_related("site").get(pk=enrollment.pk)
    _not_ahead(enrollment.site, starts_on, "starts_on")
    return _begin(
        enrollment,
        by,
        employer=employer,
        title=title,
        starts_on=starts_on,
        wage_cents=wage_cents,
        hours_a_week=hours_a_week,
    )


def _begin(enrollment, by, *, starts_on, wage_cents, hours_a_week, **job):
    if not enrollment.is_open:
        raise CannotPlace(_("This case is closed."))
    if starts_on < enrollment.enrolled_on:
        raise CannotPlace(_("The day lies before the enrollment. Check the date."), "starts_on")
    placement = Placement.objects.create(enrollment=enrollment, starts_on=starts_on, recorded_by=by, **job)
    PayStep.objects.create(
        placement=placement, from_on=starts_on, wage_cents=wage_cents, hours_a_week=hours_a_week, recorded_by=by
    )
    check_ins.plan(placement=placement, by=by)
    trail.record(
        by,
        "placement.began",
        placement,
        site=enrollment.site,
        after={"case": enrollment.number, "on": starts_on.isoformat()},
    )
    return placement


# --- The job --------------------------------------------------------------------------------


def _standing(placement):
    rows = Placement.objects.select_for_update(of=("self",)).select_related("enrollment__site", "partner")
    placement = rows.get(pk=placement.pk)
    if placement.voided_at:
        raise CannotPlace(_("This record was voided. It stays as it is."))
    if placement.ended_on:
        raise CannotPlace(_("This job has ended already."))
    return placement


@transaction.atomic
def change_pay(*, placement, from_on, wage_cents, hours_a_week, by):
    """Note a new wage, or other hours, from a day on. Raises CannotPlace."""
    placement = _standing(placement)
    if from_on < placement.starts_on:
        raise CannotPlace(_("This lies before the first day of the job."), "from_on")
    if PayStep.objects.not_voided().filter(placement=placement, from_on=from_on).exists():
        raise CannotPlace(_("From this day on a wage is written already."), "from_on")
    row = PayStep.objects.create(
        placement=placement, from_on=from_on, wage_cents=wage_cents, hours_a_week=hours_a_week, recorded_by=by
    )
    trail.record(by, "placement.pay_changed", placement, site=placement.enrollment.site)
    return row


@transaction.atomic
def choose_mentor(*, placement, mentor, from_on, by, promised_until=None):
    """The company's choice of who accompanies them at work: a match begins, or one that stands goes on in this job.

    A match that begins may be promised until a day; one that stands keeps its promise. Raises CannotPlace, also where the match is refused.
    """
    placement = _standing(placement)
    if mentor.kind != MentorKind.WORKPLACE or mentor.partner_id != placement.partner_id:
        raise CannotPlace(_("The mentor at work is an employee of the company."), "mentor")
    if from_on < placement.starts_on:
        raise CannotPlace(_("This lies before the first day of the job."), "from_on")
    if promised_until and promised_until <= from_on:
        raise CannotPlace(_("The promised time ends before it begins."), "promised_until")
    match = Match.objects.open().filter(enrollment=placement.enrollment, mentor=mentor).first()
    if match is None:
        try:
            match = matches.start(
                enrollment=placement.enrollment,
                mentor=mentor,
                starts_on=from_on,
                participant_agreed_on=from_on,
                mentor_agreed_on=from_on,
                commitment_ends_on=promised_until,
                by=by,
            )
        except matches.CannotMatch as refusal:
            raise CannotPlace(str(refusal), "mentor") from refusal
    row, _created = MentorAtWork.objects.get_or_create(placement=placement, match=match, defaults={"from_on": from_on})
    return row


@transaction.atomic
def mentor_left(*, mentor, on, by):
    """The mentor left the company: every match at work ends on the day, and stays in the story of its case.

    Returns the jobs that go on and need another mentor. Raises CannotPlace, and then ends none.
    """
    mentor = Mentor.objects.select_for_update().get(pk=mentor.pk)
    _not_ahead(mentor.site, on, "on")
    left = []
    for match in Match.objects.open().filter(mentor=mentor).select_related("enrollment"):
        _end_match(match, on=on, by=by, note=_("The mentor left the company."))
        jobs = Placement.objects.standing().filter(mentorships__match=match)
        for placement in jobs.select_related("enrollment__site"):
            ask_the_company(placement=placement, since=on, by=by)
            left.append(placement)
    if mentor.may_become(MentorStatus.LEFT):
        mentors.move(mentor=mentor, status=MentorStatus.LEFT, by=by, reason=_("Left the company."))
    return left


def _end_match(match, *, on, by, note):
    try:
        matches.end(match=match, on=on, reason=EndReason.LEFT_WORK, note=note, by=by)
    except matches.CannotEnd as refusal:
        raise CannotPlace(str(refusal), "on") from refusal


@transaction.atomic
def end(*, placement, on, reason, by, note="", keeps_mentor=False):
    """End a job on its last day. Its matches end too, unless the mentor goes on with them. Raises CannotPlace."""
    placement = _standing(placement)
    _not_ahead(placement.enrollment.site, on, "on")
    if on < placement.starts_on:
        raise CannotPlace(_("The last day lies before the first."), "on")
    placement.ended_on, placement.end_reason, placement.end_note = on, reason, note
    placement.version += 1
    placement.save(update_fields=["ended_on", "end_reason", "end_note", "version"])
    trail.record(
        by,
        "placement.ended",
        placement,
        site=placement.enrollment.site,
        after={"on": on.isoformat(), "reason": str(reason)},
    )
    if not keeps_mentor:
        for match in Match.objects.open().filter(jobs__placement=placement).select_related("enrollment"):
            _end_match(match, on=max(on, match.starts_on), by=by, note=_("The job ended."))
    return placement
