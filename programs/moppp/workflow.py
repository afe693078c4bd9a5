"""What is decided about a family's home visits: its model, its level, a visit excused, a list of factors asked again."""

from django.db import transaction
from django.utils.translation import gettext as _

from mmp_portal.agencies.models import HomeVisitingModel
from mmp_portal.audit import trail
from programs.casework.enrollments.models import Enrollment
from programs.moppp.models import (
    ExcusedVisit,
    FactorReview,
    FactorReviewDetail,
    FamilyLevel,
    FamilyModel,
    Level,
    TransitionPlan,
)
from programs.moppp.models.plan import STEPS_FORWARD
from programs.moppp.visits.footing import footing_of


class CannotPlan(Exception):
    """Why it cannot be so, in a sentence for the user; `about` names the field it is about."""

    def __init__(self, sentence, about=None):
        super().__init__(sentence)
        self.about = about


def _locked(enrollment):
    """The case, locked. Raises CannotPlan once it is closed."""
    enrollment = Enrollment.objects.select_for_update(of=("self",)).select_related("site").get(pk=enrollment.pk)
    if not enrollment.is_open:
        raise CannotPlan(_("This case is closed. Open the case again first."))
    return enrollment


def _check_day(enrollment, day, about):
    """Raise CannotPlan unless the day lies within the case and is not to come."""
    if day < enrollment.enrolled_on:
        raise CannotPlan(_("The day lies before the enrollment. Check the day."), about)
    if day > enrollment.site.today():
        raise CannotPlan(_("The day lies in the future. Write it down on the day itself."), about)


# --- Model and level -------------------------------------------------------------------------


@transaction.atomic
def set_model(*, enrollment, model, starts_on, reason, by):
    """Let a family follow the other model from a day on. Raises CannotPlan."""
    enrollment = _locked(enrollment)
    _check_day(enrollment, starts_on, "starts_on")
    if FamilyModel.objects.not_voided().filter(enrollment=enrollment, starts_on=starts_on).exists():
        raise CannotPlan(_("Another model begins on that day. Void that one first."), "starts_on")
    if footing_of(enrollment).model_on(starts_on) == model:
        raise CannotPlan(_("The family follows this model on that day already."), "model")
    row = FamilyModel.objects.create(
        enrollment=enrollment, model=model, starts_on=starts_on, reason=reason, recorded_by=by
    )
    trail.record(
        by,
        "moppp.model_set",
        row,
        site=enrollment.site,
        reason=reason,
        after={"case": enrollment.number, "model": str(model), "from": starts_on.isoformat()},
    )
    return row


def check_level(footing, level, *, starts_on, reason, agreed_by):
    """Raise CannotPlan with the reason, or return."""
    if footing.model_on(starts_on) != HomeVisitingModel.HFA:
        raise CannotPlan(_("Levels belong to Healthy Families America. The family follows another model."))
    before = footing.level_on(starts_on)
    if before == level:
        raise CannotPlan(_("The family is on this level on that day already."), "level")
    if (before, level) in STEPS_FORWARD and agreed_by is None:
        raise CannotPlan(_("Worker and supervisor decide this step together. Say with whom you decided."), "agreed_by")
    left = level_left(footing, starts_on)
    if left and level != left and not reason:
        raise CannotPlan(
            _("After creative outreach a family goes on with the level it left. Say why it is another one."), "reason"
        )


def level_left(footing, day):
    """The level from which a family went on creative outreach, where it is on that on the day; else ""."""
    levels = [level for begins, level in footing.levels if begins <= day]
    if not levels or levels[-1] != Level.CREATIVE_OUTREACH:
        return ""
    return next((level for level in reversed(levels) if level != Level.CREATIVE_OUTREACH), "")


@transaction.atomic
def set_level(*, enrollment, level, starts_on, by, reason="", agreed_by=None):
    """Put a family on a level of Healthy Families America from a day on. Raises CannotPlan."""
    enrollment = _locked(enrollment)
    _check_day(enrollment, starts_on, "starts_on")
    if FamilyLevel.objects.not_voided().filter(enrollment=enrollment, starts_on=starts_on).exists():
        raise CannotPlan(_("Another level begins on that day. Void that one first."), "starts_on")
    check_level(footing_of(enrollment), level, starts_on=starts_on, reason=reason, agreed_by=agreed_by)
    row = FamilyLevel.objects.create(
        enrollment=enrollment, level=level, starts_on=starts_on, reason=reason, agreed_by=agreed_by, recorded_by=by
    )
    trail.record(
        by,
        "moppp.level_set",
        row,
        site=enrollment.site,
        after={"case": enrollment.number, "level": str(level), "from": starts_on.isoformat()},
    )
    return row


# --- A visit that could not be ---------------------------------------------------------------


@transaction.atomic
def excuse_visit(*, enrollment, on, reason, by, words=""):
    """Note that an expected visit could not be, and why. Raises CannotPlan."""
    enrollment = _locked(enrollment)
    _check_day(enrollment, on, "on")
    if reason == ExcusedVisit.Reason.OTHER and not words:
        raise CannotPlan(_("Say why in a few words."), "words")
    row = ExcusedVisit.objects.create(enrollment=enrollment, on=on, reason=reason, words=words, recorded_by=by)
    trail.record(
        by, "moppp.visit_excused", row, site=enrollment.site, after={"case": enrollment.number, "on": on.isoformat()}
    )
    return row


# --- Factors asked again ---------------------------------------------------------------------


@transaction.atomic
def ask_factors(*, enrollment, about, asked_on, codes, out_of, by):
    """Keep one asking of a list: how many, and in a restricted row which. Raises CannotPlan."""
    enrollment = _locked(enrollment)
    _check_day(enrollment, asked_on, "asked_on")
    same = FactorReview.objects.not_voided().filter(enrollment=enrollment, about=about, asked_on=asked_on)
    if same.exists():
        raise CannotPlan(_("This list was asked on that day already. Void that asking first."), "asked_on")
    review = FactorReview.objects.create(
        enrollment=enrollment, about=about, asked_on=asked_on, count=len(codes), out_of=out_of, recorded_by=by
    )
    FactorReviewDetail.objects.create(review=review, codes=list(codes), recorded_by=by)
    trail.record(
        by,
        "moppp.factors_asked",
        review,
        site=enrollment.site,
        after={"case": enrollment.number, "list": str(about), "on": asked_on.isoformat()},
    )
    return review


# --- What follows ----------------------------------------------------------------------------


@transaction.atomic
def plan_transition(*, enrollment, child, next_program, made_on, by, next_words="", begins_on=None, words=""):
    """Keep what a child goes on to after the program; a later plan for the same child stands before it."""
    enrollment = _locked(enrollment)
    _check_day(enrollment, made_on, "made_on")
    if begins_on and begins_on < made_on:
        raise CannotPlan(_("The next program begins before this plan was made. Check the days."), "begins_on")
    if next_program == TransitionPlan.Next.OTHER and not next_words:
        raise CannotPlan(_("Say in a few words what follows."), "next_words")
    plan = TransitionPlan.objects.create(
        enrollment=enrollment,
        child=child,
        next_program=next_program,
        next_words=next_words,
        made_on=made_on,
        begins_on=begins_on,
        words=words,
        recorded_by=by,
    )
    trail.record(by, "moppp.transition_planned", plan, site=enrollment.site, after={"case": enrollment.number})
    return plan
