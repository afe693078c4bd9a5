"""Recording what came out of a tool, following it up, and setting which tools there are."""

from django.db import transaction
from django.utils.translation import gettext as _

from mmp_portal.accounts.models import User
from mmp_portal.accounts.permissions import Role
from mmp_portal.audit import trail
from mmp_portal.outbox.queue import ring
from programs.casework.assessments.ages import months_for
from programs.casework.assessments.models import Assessment, Band, Part, RestrictedResult, Schedule, Tool
from programs.casework.assessments.models.result import Outcome


class CannotRecord(Exception):
    """Why the assessment cannot be kept so, in a sentence for the user; `about` names the field."""

    def __init__(self, sentence, about=None):
        super().__init__(sentence)
        self.about = about


def plain(total):
    """10 for 10.0, and 10.5 as it is."""
    return f"{total.normalize():f}" if total % 1 else f"{int(total)}"


def check_can_record(enrollment, tool, person, *, outcome, given_on, total):
    """Raise CannotRecord with the reason, or return."""
    if given_on > enrollment.site.today():
        raise CannotRecord(_("This day is still to come. Enter the day on which it was given."), "given_on")
    if tool.about == Tool.About.CHILD and person is None:
        raise CannotRecord(_("Choose the child it is about."), "person")
    if person and person.born_on and given_on < person.born_on:
        raise CannotRecord(_("That day lies before the birth. Check the day."), "given_on")
    has_total = outcome == Outcome.DONE and tool.is_scored and total is not None
    if has_total and not tool.score_from <= total <= tool.score_to:
        raise CannotRecord(
            _("A total of this tool lies from %(least)s to %(most)s.")
            % {"least": plain(tool.score_from), "most": plain(tool.score_to)},
            "total",
        )


@transaction.atomic
def record(
    *,
    enrollment,
    tool,
    given_on,
    by,
    person=None,
    outcome=Outcome.DONE,
    total=None,
    concern="",
    parts=None,
    note="",
    follow_up="",
    follow_up_on=None,
    is_urgent=False,
):
    """Keep what came out of a tool. Raises CannotRecord.

    `parts` is a dict of part and what it says. The band, and what it says, follow from the total where the
    tool has bands; otherwise `concern` is the worker's word. What a restricted tool found is kept apart, and
    an urgent one is told to the supervisors of the site at once, without a word of what it is.
    """
    check_can_record(enrollment, tool, person, outcome=outcome, given_on=given_on, total=total)
    about = person or (enrollment.participant if tool.about == Tool.About.PARENT else None)
    months = months_for(tool, about, given_on) if tool.about == Tool.About.CHILD else None
    assessment = Assessment.objects.create(
        enrollment=enrollment,
        tool=tool,
        person=about,
        outcome=outcome,
        given_on=given_on,
        given_by=by,
        age_months=months,
        form_months=tool.form_for(months) if months is not None else None,
        follow_up_on=follow_up_on,
        recorded_by=by,
    )
    found = {"total": total, "concern": concern, "parts": parts or {}, "note": note, "is_urgent": is_urgent}
    _keep_result(assessment, follow_up=follow_up, **found)
    trail.record(by, "assessment.recorded", assessment, site=enrollment.site)
    if is_urgent:
        _tell_supervisors(enrollment, by)
    return assessment


def _keep_result(assessment, *, total, concern, parts, note, is_urgent, follow_up):
    tool = assessment.tool
    is_done = assessment.outcome == Outcome.DONE
    total = total if is_done else None
    band = tool.band_of(total) if total is not None else None
    worst = _worst(parts.values()) if is_done else ""
    found = {
        "total": total,
        "band": band.label if band else "",
        "concern": (band.concern if band else concern or worst) if is_done else "",
        "note": note,
        "follow_up": follow_up,
    }
    assessment.result_parts.all().delete()
    if tool.is_restricted:
        RestrictedResult.objects.update_or_create(
            assessment=assessment, defaults={**found, "is_urgent": is_urgent and is_done}
        )
        return
    for name, value in found.items():
        setattr(assessment, name, value)
    assessment.save(update_fields=list(found))
    if is_done:
        Part.objects.bulk_create(
            Part(assessment=assessment, name=name, concern=value) for name, value in parts.items() if value
        )


def _worst(concerns):
    found = set(concerns)
    return next((one for one in ("concern", "watch", "none") if one in found), "")


def _tell_supervisors(enrollment, by):
    supervisors = User.objects.holding(Role.SUPERVISOR, site=enrollment.site, program=enrollment.program)
    for supervisor in supervisors.exclude(pk=by.pk):
        ring(
            to=supervisor,
            rule="assessment-urgent",
            subject=_("Please look at case %(number)s today") % {"number": enrollment.number},
            body=_("%(name)s asks you to look at an assessment.") % {"name": by.name},
            site=enrollment.site,
            link=f"/cases/{enrollment.pk}/assessments/",
        )


@transaction.atomic
def correct(*, assessment, by, total=None, concern="", parts=None, note="", is_urgent=False, follow_up="", **changes):
    """Change what was written; the form has made sure that nobody else did. Raises CannotRecord."""
    row = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if row.voided_at:
        raise CannotRecord(_("This assessment was voided. It stays as it is."))
    for name in ("outcome", "given_on", "follow_up_on"):
        if name in changes:
            setattr(row, name, changes[name])
    check_can_record(row.enrollment, row.tool, row.person, outcome=row.outcome, given_on=row.given_on, total=total)
    if row.followed_up_on and row.followed_up_on < row.given_on:
        raise CannotRecord(_("What followed lies before this day. Check the day."), "given_on")
    row.total, row.concern = None, ""
    row.age_months = months_for(row.tool, row.person, row.given_on) if row.age_months is not None else None
    row.version += 1
    row.save()
    found = {"total": total, "concern": concern, "parts": parts or {}, "note": note, "is_urgent": is_urgent}
    _keep_result(row, follow_up=follow_up, **found)
    trail.record(by, "assessment.corrected", row, site=row.enrollment.site)
    return row


@transaction.atomic
def follow_up(*, assessment, on, words, by):
    """Say what came of it; of a restricted tool, the words lie with its result. Raises CannotRecord."""
    row = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if row.voided_at:
        raise CannotRecord(_("This assessment was voided. It stays as it is."))
    if on < row.given_on:
        raise CannotRecord(_("That day lies before the assessment. Check the day."), "on")
    if on > row.enrollment.site.today():
        raise CannotRecord(_("This day is still to come. Check the day."), "on")
    row.followed_up_on = on
    if row.tool.is_restricted:
        RestrictedResult.objects.update_or_create(assessment=row, defaults={"followed_up_words": words})
    else:
        row.followed_up_words = words
    row.version += 1
    row.save(update_fields=["followed_up_on", "followed_up_words", "version"])
    trail.record(by, "assessment.followed_up", row, site=row.enrollment.site)
    return row


# --- Which tools there are -----------------------------------------------------------------------


@transaction.atomic
def add_tool(*, by, **details):
    """Add a tool of the installation."""
    tool = Tool.objects.create(recorded_by=by, **details)
    trail.record(by, "assessment.tool_added", tool)
    return tool


@transaction.atomic
def change_tool(*, tool, by, **details):
    """Change a tool; earlier results keep the band they had."""
    row = Tool.objects.select_for_update().get(pk=tool.pk)
    for name, value in details.items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    trail.record(by, "assessment.tool_changed", row)
    return row


@transaction.atomic
def add_band(*, tool, by, **details):
    """Say how a total is read from a figure on."""
    band = Band.objects.create(tool=tool, recorded_by=by, **details)
    trail.record(by, "assessment.tool_changed", tool)
    return band


@transaction.atomic
def add_schedule(*, tool, by, **details):
    """Say when a tool is due in a program, from a day on."""
    schedule = Schedule.objects.create(tool=tool, recorded_by=by, **details)
    trail.record(by, "assessment.tool_changed", tool)
    return schedule


@transaction.atomic
def end_schedule(*, schedule, on, by):
    """The tool is due by this rule no longer after the day `on`. Raises CannotRecord."""
    row = Schedule.objects.select_for_update().get(pk=schedule.pk)
    if on < row.starts_on:
        raise CannotRecord(_("The last day lies before the first."), "on")
    row.ends_on = on
    row.version += 1
    row.save(update_fields=["ends_on", "version"])
    trail.record(by, "assessment.tool_changed", row.tool)
    return row
