"""Visits to the doctor and the parent's own ratings: writing them down, and putting them right."""

from django.db import transaction
from django.utils.translation import gettext as _

from mmp_portal.audit import trail
from programs.casework.enrollments.models import Enrollment
from programs.young_parent.health.asking import may_be_asked
from programs.young_parent.models import DoctorVisit, SelfRating
from programs.young_parent.models.visits import Outcome


class CannotNote(Exception):
    """Why it cannot be noted so, in a sentence for the user; `about` names the field."""

    def __init__(self, sentence, about=None):
        super().__init__(sentence)
        self.about = about


def _locked(enrollment, *, may_be=lambda case: case.is_open):
    enrollment = Enrollment.objects.select_for_update(of=("self",)).select_related("site").get(pk=enrollment.pk)
    if not may_be(enrollment):
        raise CannotNote(_("This case is closed. It stays as it is."))
    return enrollment


def _check_visit(enrollment, *, on, outcome):
    if on < enrollment.enrolled_on:
        raise CannotNote(_("That day lies before the enrollment. Check the date."), "on")
    if outcome in (Outcome.KEPT, Outcome.MISSED) and on > enrollment.site.today():
        raise CannotNote(_("That day is still to come: nobody kept or missed it yet."), "outcome")


@transaction.atomic
def note_visit(*, enrollment, person, kind, on, outcome, by):
    """Write down a visit, planned or past. Raises CannotNote."""
    enrollment = _locked(enrollment)
    _check_visit(enrollment, on=on, outcome=outcome)
    same = DoctorVisit.objects.not_voided().filter(enrollment=enrollment, person=person, kind=kind, on=on)
    if same.exists():
        raise CannotNote(_("This visit is on record for that day already."), "on")
    visit = DoctorVisit.objects.create(
        enrollment=enrollment, person=person, kind=kind, on=on, outcome=outcome, recorded_by=by
    )
    trail.record(by, "doctor_visit.noted", visit, site=enrollment.site, after={"outcome": str(outcome)})
    return visit


@transaction.atomic
def correct_visit(*, visit, version, on, outcome, by):
    """Say what came of a visit, or put its day right. Raises CannotNote."""
    visit = DoctorVisit.objects.select_for_update().get(pk=visit.pk)
    enrollment = _locked(visit.enrollment)
    if visit.version != version or visit.voided_at:
        raise CannotNote(_("Somebody saved this record after you opened it. Both versions are shown."))
    _check_visit(enrollment, on=on, outcome=outcome)
    same = DoctorVisit.objects.not_voided().filter(
        enrollment=enrollment, person=visit.person_id, kind=visit.kind, on=on
    )
    if same.exclude(pk=visit.pk).exists():
        raise CannotNote(_("This visit is on record for that day already."), "on")
    before = {"outcome": visit.outcome, "on": visit.on.isoformat()}
    visit.on, visit.outcome = on, outcome
    visit.version += 1
    visit.save(update_fields=["on", "outcome", "version"])
    trail.record(
        by,
        "doctor_visit.corrected",
        visit,
        site=enrollment.site,
        before=before,
        after={"outcome": str(outcome), "on": on.isoformat()},
    )
    return visit


@transaction.atomic
def rate(*, enrollment, rated_on, occasion, skill, stress, health, by, words=""):
    """Write down the parent's own answers. There is one start and one end, the end also after a closing.

    Raises CannotNote.
    """
    enrollment = _locked(enrollment, may_be=may_be_asked)
    if not enrollment.is_open and occasion != SelfRating.Occasion.END:
        raise CannotNote(_("The case is closed. Choose “At the end”."), "occasion")
    if rated_on < enrollment.enrolled_on:
        raise CannotNote(_("That day lies before the enrollment. Check the date."), "rated_on")
    rows = SelfRating.objects.not_voided().filter(enrollment=enrollment)
    if rows.filter(rated_on=rated_on).exists():
        raise CannotNote(_("There are answers of that day already."), "rated_on")
    if occasion != SelfRating.Occasion.QUARTER and rows.filter(occasion=occasion).exists():
        raise CannotNote(_("There are such answers already. Choose “In between”."), "occasion")
    rating = SelfRating.objects.create(
        enrollment=enrollment,
        rated_on=rated_on,
        occasion=occasion,
        skill=skill,
        stress=stress,
        health=health,
        words=words,
        recorded_by=by,
    )
    trail.record(by, "self_rating.noted", rating, site=enrollment.site, after={"occasion": str(occasion)})
    return rating
