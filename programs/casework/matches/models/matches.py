"""A participant and a mentor, with a beginning, a commitment and an end."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mentors.models import Mentor
from mmp_portal.accounts.permissions import Role
from mmp_portal.accounts.scope import case_q
from mmp_portal.audit.records import Record, RecordQuerySet
from participants.ages import anniversary
from programs.casework.enrollments.models import Enrollment


class Status(models.TextChoices):
    PROPOSED = "proposed", _("Introduced")
    ACTIVE = "active", _("Active")
    PAUSED = "paused", _("Paused")
    ENDED = "ended", _("Ended")


TRANSITIONS: dict[str, frozenset[str]] = {
    Status.PROPOSED: frozenset({Status.ACTIVE, Status.ENDED}),
    Status.ACTIVE: frozenset({Status.PAUSED, Status.ENDED}),
    Status.PAUSED: frozenset({Status.ACTIVE, Status.ENDED}),
    Status.ENDED: frozenset({Status.ACTIVE}),
}


BEGUN = (Status.ACTIVE, Status.PAUSED)


class EndReason(models.TextChoices):
    COMMITMENT_KEPT = "commitment_kept", _("The promised time was kept")
    PARTICIPANT_WISHED = "participant_wished", _("The participant wished it")
    MENTOR_WISHED = "mentor_wished", _("The mentor wished it")
    MOVED = "moved", _("One of them moved away")
    LOST_TOUCH = "lost_touch", _("They lost touch")
    LEFT_WORK = "left_work", _("One of them left the workplace")
    ENROLLMENT_CLOSED = "enrollment_closed", _("The enrollment was closed")
    NOT_BEGUN = "not_begun", _("It never began")


class MatchQuerySet(RecordQuerySet):
    def open(self):
        """Begun and not ended. While two are only introduced the mentor sees nothing of the family."""
        return self.not_voided().filter(status__in=BEGUN)

    def holding_a_place(self):
        """Begun or introduced: each takes one of the mentor's places."""
        return self.not_voided().exclude(status=Status.ENDED)

    def paused(self):
        return self.not_voided().filter(status=Status.PAUSED)

    def introduced(self):
        return self.not_voided().filter(status=Status.PROPOSED)

    def active(self):
        return self.not_voided().filter(status=Status.ACTIVE)

    def between_the_living(self):
        """Matches of which no side has died: of the others nothing is owed and nobody is reminded."""
        return self.filter(enrollment__participant__died_on=None, mentor__person__died_on=None)

    def active_during(self, first, last):
        """Begun by `last` and not ended before `first`."""
        return self.not_voided().filter(
            Q(ended_on=None) | Q(ended_on__gte=first),
            starts_on__lte=last,
            participant_agreed_on__isnull=False,
            mentor_agreed_on__isnull=False,
        )

    def for_casework(self, user):
        """Only those of the sites and programs in which `user` works on cases, never by way of the own match."""
        return self.filter(case_q(user, site="enrollment__site", program="enrollment__program"))

    def for_user(self, user):
        """Staff and supervisors: those of their sites and programs. A mentor: the own, not yet 30 days ended."""
        mine = Q(pk__in=[])
        if Role.MENTOR in user.roles:
            mine = Q(enrollment__in=Enrollment.objects.for_user(user).values("pk"), mentor__person__user=user)
        return self.filter(case_q(user, site="enrollment__site", program="enrollment__program") | mine)

    def of_mentor_user(self, user):
        """Matches in which `user` is the mentor."""
        return self.not_voided().filter(mentor__person__user=user)

    def with_people(self):
        return self.select_related(
            "enrollment__participant",
            "enrollment__site",
            "enrollment__worker",
            "mentor__person__user",
            "mentor__partner",
        )


@dataclass(frozen=True)
class Milestone:
    """A day in the commitment to look back on."""

    label: str
    on: date
    is_done: bool
    is_next: bool = False


class Match(Record):
    """A mentor and an enrollment. Each side's agreement has its date; the commitment ends when the promise is kept."""

    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="matches"
    )
    mentor = models.ForeignKey(Mentor, verbose_name=_("mentor"), on_delete=models.PROTECT, related_name="matches")
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PROPOSED)
    starts_on = models.DateField(_("begins"))
    commitment_ends_on = models.DateField(_("promised until"), null=True, blank=True)
    participant_agreed_on = models.DateField(_("participant agreed"), null=True, blank=True)
    mentor_agreed_on = models.DateField(_("mentor agreed"), null=True, blank=True)
    ended_on = models.DateField(_("ended"), null=True, blank=True)
    end_reason = models.CharField(_("why it ended"), max_length=20, choices=EndReason, blank=True)
    end_note = models.CharField(_("in the participant's words"), max_length=300, blank=True)
    mentor_end_note = models.CharField(_("in the mentor's words"), max_length=300, blank=True)

    objects = MatchQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name_plural = "matches"
        ordering = ["-starts_on", "-pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=Q(status__in=Status.values), name="match_status_is_known"),
            models.UniqueConstraint(
                fields=["enrollment", "mentor"],
                condition=~Q(status=Status.ENDED) & Q(voided_at=None),
                name="match_open_once_for_a_pair",
                violation_error_message=_("These two are matched already."),
            ),
            models.CheckConstraint(
                condition=Q(commitment_ends_on=None) | Q(commitment_ends_on__gt=F("starts_on")),
                name="match_commitment_ends_after_it_begins",
                violation_error_message=_("The promised time ends before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("starts_on")),
                name="match_ended_after_it_began",
                violation_error_message=_("The match cannot end before it began."),
            ),
            models.CheckConstraint(
                condition=Q(status=Status.ENDED, ended_on__isnull=False) & ~Q(end_reason="")
                | ~Q(status=Status.ENDED) & Q(ended_on=None, end_reason=""),
                name="match_ended_exactly_with_date_and_reason",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=BEGUN)
                | Q(participant_agreed_on__isnull=False, mentor_agreed_on__isnull=False),
                name="match_active_when_both_agreed",
                violation_error_message=_("Both sides agree before a match begins."),
            ),
        ]

    class Privacy:
        public = (
            "id",
            "enrollment",
            "mentor",
            "status",
            "starts_on",
            "commitment_ends_on",
            "participant_agreed_on",
            "mentor_agreed_on",
            "ended_on",
            "end_reason",
        )
        sensitive = ("end_note", "mentor_end_note")

    def __str__(self):
        return f"match {self.pk}"

    def get_absolute_url(self):
        return reverse("matches:match", args=[self.pk])

    @property
    def is_open(self):
        return self.status in BEGUN and self.voided_at is None

    @property
    def is_introduced(self):
        return self.status == Status.PROPOSED and self.voided_at is None

    @property
    def is_paused(self):
        return self.status == Status.PAUSED and self.voided_at is None

    def may_become(self, status) -> bool:
        return status in TRANSITIONS[self.status]

    @property
    def commitment_days(self):
        """Length of the promise in days, or None where none was made."""
        return (self.commitment_ends_on - self.starts_on).days if self.commitment_ends_on else None

    def day_number(self, today):
        """Which day of the match `today` is, 0 on the first, never past the promised last."""
        last = self.ended_on or today
        passed = max(0, (min(last, today) - self.starts_on).days)
        return min(passed, self.commitment_days) if self.commitment_days else passed

    def milestones(self, today):
        """The looking-back days of the program's commitment, each anniversary, then the last day promised."""
        promise = self.enrollment.definition.commitment
        if promise is None or self.commitment_ends_on is None:
            return []
        days = [(one.label, self.starts_on + timedelta(days=one.day)) for one in promise.look_backs]
        years = range(1, self.commitment_ends_on.year - self.starts_on.year + 1)
        days += [(_("Anniversary"), anniversary(self.starts_on, year)) for year in years]
        days = [(label, on) for label, on in days if on < self.commitment_ends_on]
        days.append((_("Anniversary"), self.commitment_ends_on))
        upcoming = next((on for _label, on in days if on >= today), None)
        return [Milestone(label, on, is_done=on < today, is_next=on == upcoming) for label, on in days]


class MatchPauseQuerySet(RecordQuerySet):
    def running(self):
        return self.not_voided().filter(ends_on=None)


class MatchPause(Record):
    """A time in which the two do not meet though the match stands, and why."""

    class Kind(models.TextChoices):
        MENTOR_AWAY = "mentor_away", _("The mentor is away or ill")
        PARTICIPANT_AWAY = "participant_away", _("The participant is away or ill")
        MENTOR_WISHED = "mentor_wished", _("The mentor wished a rest")
        PARTICIPANT_WISHED = "participant_wished", _("The participant wished a rest")
        OTHER = "other", _("Another reason")

    match = models.ForeignKey(Match, verbose_name=_("match"), on_delete=models.PROTECT, related_name="pauses")
    starts_on = models.DateField(_("from"))
    expected_on = models.DateField(_("expected to go on"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    kind = models.CharField(_("why"), max_length=20, choices=Kind)
    note = models.CharField(_("in words"), max_length=200, blank=True)

    objects = MatchPauseQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-starts_on", "-pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(
                    kind__in=["mentor_away", "participant_away", "mentor_wished", "participant_wished", "other"]
                ),
                name="matchpause_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="matchpause_ends_after_it_starts",
                violation_error_message=_("The pause ends before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(expected_on=None) | Q(expected_on__gte=F("starts_on")),
                name="matchpause_expected_after_it_starts",
                violation_error_message=_("They are expected to go on before the pause begins."),
            ),
            models.UniqueConstraint(
                fields=["match"],
                condition=Q(ends_on=None, voided_at=None),
                name="matchpause_one_at_a_time",
                violation_error_message=_("This match is paused already."),
            ),
        ]

    class Privacy:
        public = ("id", "match", "starts_on", "expected_on", "ends_on")
        sensitive = ("kind", "note")

    def __str__(self):
        return f"pause of match {self.match_id}"


class Renewal(Record):
    """Both promised to go on: from the last day of the promise before, until a new one."""

    match = models.ForeignKey(Match, verbose_name=_("match"), on_delete=models.PROTECT, related_name="renewals")
    before_on = models.DateField(_("was promised until"))
    until = models.DateField(_("promised until"))
    participant_agreed_on = models.DateField(_("participant agreed"))
    mentor_agreed_on = models.DateField(_("mentor agreed"))

    class Meta(Record.Meta):
        ordering = ["until", "pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(until__gt=F("before_on")),
                name="renewal_goes_on",
                violation_error_message=_("The new last day lies after the one before."),
            ),
            models.UniqueConstraint(
                fields=["match", "before_on"],
                condition=Q(voided_at=None),
                name="renewal_once_for_a_promise",
                violation_error_message=_("This promise was renewed already."),
            ),
        ]

    class Privacy:
        public = ("id", "match", "before_on", "until", "participant_agreed_on", "mentor_agreed_on")

    def __str__(self):
        return f"renewal {self.pk}"
