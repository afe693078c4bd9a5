"""What somebody has finished of the curriculum, what is missing, and whether they may be proposed for a job."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property

from programs.casework.meetings.models import Attendance
from programs.worksite.models.readiness import MakeUp, ReadinessWaiver
from programs.worksite.readiness.curriculum import Class, classes


@dataclass
class Done:
    """A class that was finished: on which day, in a class or made up."""

    on: date
    make_up: MakeUp | None = None


@dataclass
class Readiness:
    """Where one case stands. It is ready when every class is finished, or a supervisor made an exception."""

    done: dict[str, Done] = field(default_factory=dict)
    waiver: ReadinessWaiver | None = None

    @cached_property
    def missing(self) -> list[Class]:
        return [one for one in classes() if one.code not in self.done]

    @property
    def lines(self):
        """Pairs of each class and how it was finished, None where it is missing."""
        return [(one, self.done.get(one.code)) for one in classes()]

    @property
    def is_finished(self) -> bool:
        return not self.missing

    @property
    def is_ready(self) -> bool:
        return self.is_finished or self.waiver is not None

    @property
    def finished_on(self) -> date | None:
        return max(one.on for one in self.done.values()) if self.is_finished and self.done else None

    @property
    def count(self) -> int:
        return len(classes()) - len(self.missing)

    @property
    def total(self) -> int:
        return len(classes())


def readiness_of(enrollments) -> dict[int, Readiness]:
    """The readiness of each case by its key, in three statements.

    Who left early, and was credited with a part of a class, has not finished it. Of two times the first one counts.
    """
    ids = [enrollment.pk for enrollment in enrollments]
    attended, make_ups, waivers = defaultdict(list), defaultdict(list), {}
    came = attended_whole(ids).values_list("enrollment", "meeting__readiness_class__code", "meeting__starts_at")
    for pk, code, at in came:
        attended[pk].append((code, at))
    for row in MakeUp.objects.not_voided().filter(enrollment__in=ids):
        make_ups[row.enrollment_id].append(row)
    for row in ReadinessWaiver.objects.not_voided().filter(enrollment__in=ids).select_related("recorded_by"):
        waivers[row.enrollment_id] = row
    return {pk: readiness_from(attended[pk], make_ups[pk], waivers.get(pk)) for pk in ids}


def attended_whole(ids):
    """Attendances of the cases at classes, for the whole of the class."""
    whole = Q(minutes_credited=None) | Q(minutes_credited__gte=F("meeting__duration_minutes"))
    return (
        Attendance.objects.came()
        .filter(whole, enrollment__in=ids, meeting__voided_at=None, meeting__called_off_at=None)
        .exclude(meeting__readiness_class=None)
    )


def readiness_from(attended, make_ups, waiver):
    """The readiness by classes attended (pairs of code and moment), classes made up, and the exception or None."""
    found = Readiness(waiver=waiver)
    for code, at in sorted(attended, key=lambda pair: pair[1]):
        found.done.setdefault(code, Done(timezone.localtime(at).date()))
    for row in make_ups:
        if row.code not in found.done or row.made_up_on < found.done[row.code].on:
            found.done[row.code] = Done(row.made_up_on, row)
    return found
