"""Planning one meeting or a series, moving it, and calling it off."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.audit import trail
from programs import registry
from programs.casework.meetings import letters
from programs.casework.meetings.models import Meeting, Series, ServedProgram
from programs.casework.meetings.models.series import days_of
from programs.casework.meetings.workflow.inviting import ask, expected, tell
from programs.casework.meetings.workflow.refusals import CannotPlan


def kind_of(program, code):
    """The kind of meeting of a program, or None."""
    return next((kind for kind in registry.get(program).meeting_kinds if kind.code == code), None)


@transaction.atomic
def plan(*, site, program, by, ask_everyone=True, is_told=True, also=(), **details):
    """Plan a meeting, and ask everybody whom its kind is for (`inviting.expected`).

    `also` are pairs of further programs it serves and their kinds; `details` are the fields of Meeting. With
    `is_told`, those asked hear of it at once; they are reminded in any case. Raises CannotPlan.
    """
    day = timezone.localtime(details["starts_at"], site.zone).date()
    for served, kind in [(program, details["kind"]), *also]:
        _check_program(site, served, kind, day)
    meeting = Meeting.objects.create(site=site, program=program, recorded_by=by, **details)
    ServedProgram.objects.bulk_create(
        ServedProgram(meeting=meeting, program=served, kind=kind) for served, kind in also
    )
    if ask_everyone and not meeting.has_begun:
        asked = ask(meeting=meeting, by=by, **expected(meeting))
        if is_told:
            tell(meeting=meeting, attendances=asked, by=by)
    elif ask_everyone:
        ask(meeting=meeting, by=by, **expected(meeting))
    trail.record(by, "meeting.planned", meeting, site=site, after={"starts_at": meeting.starts_at.isoformat()})
    return meeting


def _check_program(site, program, kind, day):
    if not site.offers(program, on=day):
        raise CannotPlan(
            _("%(site)s does not offer this program on %(day)s.")
            % {"site": site.name, "day": letters.day_in_words(day)}
        )
    if kind_of(program, kind) is None:
        raise CannotPlan(_("This program holds no meetings of this kind."))


@transaction.atomic
def plan_series(*, repeats, by, until=None, times=None, ask_everyone=True, **details):
    """Plan a meeting for each day of a series, all at the same time of day. Returns them, the first one first.

    Only the first is told of at once; of the others people are reminded when they come near. With `ask_everyone`
    whoever enrolls later is asked to those to come. Raises CannotPlan, and then plans none.
    """
    zone = details["site"].zone
    first = timezone.localtime(details.pop("starts_at"), zone)
    days = days_of(first.date(), repeats, until=until, times=times)
    if len(days) < 2:
        raise CannotPlan(_("A series has at least two meetings. Choose a later last day, or plan a single meeting."))
    series = Series.objects.create(repeats=repeats, asks_everyone=ask_everyone, recorded_by=by)
    return [
        plan(
            by=by,
            series=series,
            ask_everyone=ask_everyone,
            is_told=day == days[0],
            starts_at=timezone.make_aware(datetime.combine(day, first.time()), zone),
            **details,
        )
        for day in days
    ]


@transaction.atomic
def change(*, meeting, by, version, following=False, also=None, **details):
    """Move or correct a meeting; with `following` also the later ones of its series that are still to come.

    Those keep their distance in days and take over everything else. Whoever was asked and has not declined hears
    of a new time. Raises CannotPlan if somebody changed the meeting since, or it was called off.
    """
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if meeting.called_off_at:
        raise CannotPlan(_("This meeting was called off. Plan a new one."))
    if meeting.version != version:
        raise CannotPlan(_("Somebody changed this meeting while you were writing. Both versions are shown."))
    later = _later_in_series(meeting) if following else []
    before = meeting.starts_at
    moved = details.get("starts_at", before)
    _write(meeting, by, also, details)
    for other in later:
        _write(other, by, also, details | {"starts_at": _moved_alike(other, before, moved)})
    if meeting.starts_at != before and not meeting.has_begun:
        letters.tell_moved(meeting, before=before)
    return meeting


def _later_in_series(meeting):
    rows = Meeting.objects.select_for_update().filter(series=meeting.series_id, starts_at__gt=meeting.starts_at)
    return (
        list(rows.standing().filter(starts_at__gt=timezone.now()).order_by("starts_at")) if meeting.series_id else []
    )


def _moved_alike(other, before, moved):
    """The moment of another meeting of the series, when this one went from `before` to `moved`: same days, same clock."""
    zone = other.site.zone
    before, moved = timezone.localtime(before, zone), timezone.localtime(moved, zone)
    day = timezone.localtime(other.starts_at, zone).date() + (moved.date() - before.date())
    return timezone.make_aware(datetime.combine(day, moved.time()), zone)


def _write(meeting, by, also, details):
    before = meeting.starts_at
    for name, value in details.items():
        setattr(meeting, name, value)
    meeting.version += 1
    meeting.save()
    if also is not None:
        _serve(meeting, dict(also))
    trail.record(
        by,
        "meeting.changed",
        meeting,
        before={"starts_at": before.isoformat()},
        after={"starts_at": meeting.starts_at.isoformat()},
    )


def _serve(meeting, kinds):
    """Have the meeting serve these further programs. One that people were credited in already stays."""
    day = timezone.localtime(meeting.starts_at, meeting.site.zone).date()
    for program, kind in kinds.items():
        _check_program(meeting.site, program, kind, day)
        ServedProgram.objects.update_or_create(meeting=meeting, program=program, defaults={"kind": kind})
    gone = meeting.served_programs.exclude(program__in=kinds)
    for served in gone:
        if meeting.attendances.of_program(served.program).exists():
            raise CannotPlan(
                _("People of %(program)s are on the list already. It has to stay.")
                % {"program": registry.get(served.program).short_name}
            )
    gone.delete()


@transaction.atomic
def call_off(*, meeting, reason, by):
    """Call one meeting off, and tell everyone who was asked. Others of its series stay. Raises CannotPlan."""
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if meeting.called_off_at:
        raise CannotPlan(_("This meeting was called off already."))
    if meeting.has_begun:
        raise CannotPlan(_("This meeting has taken place. Note who came instead."))
    meeting.called_off_at = timezone.now()
    meeting.called_off_reason = reason
    meeting.version += 1
    meeting.save(update_fields=["called_off_at", "called_off_reason", "version"])
    trail.record(by, "meeting.called_off", meeting, reason=reason)
    letters.tell_called_off(meeting, reason=reason)
    return meeting
