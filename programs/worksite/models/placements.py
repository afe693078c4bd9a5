"""From a wish to a job: what somebody looks for, whom a company is sent, and the job with its pay and its mentors."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mentors.models import CorporatePartner
from mentors.partners.models import Workplace
from mmp_portal.audit.records import Record
from programs.casework.enrollments.models import Enrollment
from programs.casework.matches.models import Match
from programs.worksite.models.openings import MOST_HOURS, MOST_WAGE_CENTS, Opening, dollars
from programs.worksite.models.readiness import OfCaseQuerySet


class Transport(models.TextChoices):
    BUS = "bus", _("Bus")
    CAR = "car", _("Own car")
    RIDE = "ride", _("Somebody drives them")
    BIKE = "bike", _("Bicycle")
    WALK = "walk", _("On foot")


class JobWishes(Record):
    """What work a young person looks for. Lists hold codes: of `Industry`, of `Shift`, of `Transport`."""

    enrollment = models.OneToOneField(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="job_wishes"
    )
    industries = models.JSONField(_("would like to work with"), default=list, blank=True)
    hours_from = models.PositiveSmallIntegerField(_("hours a week, at least"), null=True, blank=True)
    hours_to = models.PositiveSmallIntegerField(_("hours a week, at most"), null=True, blank=True)
    shifts = models.JSONField(_("when"), default=list, blank=True)
    transport = models.JSONField(_("how they get there"), default=list, blank=True)
    experience = models.CharField(_("what they have done"), max_length=300, blank=True)

    objects = OfCaseQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("job wishes")
        verbose_name_plural = "job wishes"
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(hours_from=None) | Q(hours_to=None) | Q(hours_to__gte=F("hours_from")),
                name="jobwishes_hours_rise",
                violation_error_message=_("The most hours are fewer than the least."),
            ),
        ]

    class Privacy:
        public = ("id", "enrollment")
        sensitive = ("industries", "hours_from", "hours_to", "shifts", "transport", "experience")

    def __str__(self):
        return f"job wishes {self.pk}"

    @property
    def transport_labels(self):
        return [str(Transport(code).label) for code in self.transport if code in Transport.values]


class CandidateStatus(models.TextChoices):
    REFERRED = "referred", _("Sent to the company")
    INTERVIEW = "interview", _("Interview")
    OFFERED = "offered", _("Offer")
    HIRED = "hired", _("Hired")
    NOT_CHOSEN = "not_chosen", _("Not chosen")
    DECLINED = "declined", _("Did not want it")
    WITHDRAWN = "withdrawn", _("Taken back")


OPEN_STEPS = (CandidateStatus.REFERRED, CandidateStatus.INTERVIEW, CandidateStatus.OFFERED)
OVER = frozenset({CandidateStatus.NOT_CHOSEN, CandidateStatus.DECLINED, CandidateStatus.WITHDRAWN})


class CandidateQuerySet(OfCaseQuerySet):
    def open(self):
        """Those of whom it is not known yet what comes of it."""
        return self.not_voided().filter(status__in=OPEN_STEPS)

    def with_opening(self):
        return self.select_related(
            "enrollment__participant", "enrollment__site", "opening__partner__site", "opening__workplace"
        )


class Candidate(Record):
    """Somebody sent to a company for one of its openings, and how far it came. Each step has its day."""

    TRANSITIONS: dict[str, frozenset[str]] = {
        CandidateStatus.REFERRED: frozenset(
            {CandidateStatus.INTERVIEW, CandidateStatus.OFFERED, CandidateStatus.HIRED, *OVER}
        ),
        CandidateStatus.INTERVIEW: frozenset({CandidateStatus.OFFERED, CandidateStatus.HIRED, *OVER}),
        CandidateStatus.OFFERED: frozenset({CandidateStatus.HIRED, *OVER}),
        CandidateStatus.HIRED: frozenset(),
        CandidateStatus.NOT_CHOSEN: frozenset(),
        CandidateStatus.DECLINED: frozenset(),
        CandidateStatus.WITHDRAWN: frozenset(),
    }

    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="candidacies"
    )
    opening = models.ForeignKey(
        Opening, verbose_name=_("opening"), on_delete=models.PROTECT, related_name="candidates"
    )
    status = models.CharField(_("status"), max_length=10, choices=CandidateStatus, default=CandidateStatus.REFERRED)
    referred_on = models.DateField(_("sent to the company"))
    stands_since = models.DateField(_("stands so since"))
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = CandidateQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-stands_since", "-pk"]
        indexes = [models.Index(fields=["status", "stands_since"], name="candidate_by_status_and_day")]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=Q(status__in=CandidateStatus.values), name="candidate_status_is_known"),
            models.UniqueConstraint(
                fields=["enrollment", "opening"],
                condition=Q(voided_at=None, status__in=OPEN_STEPS),
                name="candidate_open_once_for_an_opening",
                violation_error_message=_("They were sent there already, and no answer came yet."),
            ),
            models.CheckConstraint(
                condition=Q(stands_since__gte=F("referred_on")), name="candidate_goes_on_after_it_began"
            ),
        ]

    class Privacy:
        public = ("id", "enrollment", "opening", "status", "referred_on", "stands_since")
        sensitive = ("note",)

    def __str__(self):
        return f"candidate {self.pk}"

    def get_absolute_url(self):
        return reverse("worksite:work", args=[self.enrollment_id])

    @property
    def is_open(self):
        return self.status in OPEN_STEPS and self.voided_at is None

    def may_become(self, status) -> bool:
        return status in self.TRANSITIONS[self.status]


class CandidateStep(models.Model):
    """One step of a candidate: what it became, on which day, and who noted it."""

    candidate = models.ForeignKey(
        Candidate, verbose_name=_("candidate"), on_delete=models.PROTECT, related_name="steps"
    )
    status = models.CharField(_("step"), max_length=10, choices=CandidateStatus)
    on = models.DateField(_("when"))
    note = models.CharField(_("note"), max_length=300, blank=True)
    by = models.ForeignKey(
        "accounts.User", verbose_name=_("noted by"), on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=CandidateStatus.values), name="candidatestep_status_is_known"
            )
        ]

    class Privacy:
        public = ("id", "candidate", "status", "on", "by")
        sensitive = ("note",)

    def __str__(self):
        return f"candidate step {self.pk}"


class JobEnd(models.TextChoices):
    SEASON = "season", _("The season or the contract ended")
    BETTER = "better", _("A better job")
    SCHOOL = "school", _("School comes first")
    LEFT = "left", _("They left")
    LET_GO = "let_go", _("They were let go")
    MOVED = "moved", _("They moved away")
    CLOSED = "closed", _("The company closed or cut the job")


class PlacementQuerySet(OfCaseQuerySet):
    def standing(self):
        """Jobs that go on."""
        return self.not_voided().filter(ended_on=None)

    def at_partners(self):
        return self.exclude(partner=None)

    def with_job(self):
        """Each with its company, its pay steps and its mentors, the latest first."""
        return self.select_related(
            "enrollment__participant", "enrollment__site", "partner__site", "workplace"
        ).prefetch_related(
            models.Prefetch("pay_steps", queryset=PayStep.objects.not_voided(), to_attr="pay"),
            models.Prefetch(
                "mentorships", queryset=MentorAtWork.objects.select_related("match__mentor__person"), to_attr="mentors"
            ),
        )


class Placement(Record):
    """A job, at a Corporate Partner or elsewhere (`employer`), from its first day to its last.

    Its wage and hours are steps (`PayStep`); its mentors come and go (`MentorAtWork`).
    """

    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="placements"
    )
    partner = models.ForeignKey(
        CorporatePartner,
        verbose_name=_("company"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="placements",
    )
    employer = models.CharField(_("employer"), max_length=120, blank=True)
    workplace = models.ForeignKey(
        Workplace,
        verbose_name=_("place of work"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="placements",
    )
    candidate = models.OneToOneField(
        Candidate,
        verbose_name=_("candidate"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="placement",
    )
    title = models.CharField(_("job"), max_length=120)
    starts_on = models.DateField(_("first day"))
    ended_on = models.DateField(_("last day"), null=True, blank=True)
    end_reason = models.CharField(_("why it ended"), max_length=8, choices=JobEnd, blank=True)
    end_note = models.CharField(_("in their words"), max_length=300, blank=True)

    objects = PlacementQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-starts_on", "-pk"]
        indexes = [models.Index(fields=["enrollment", "starts_on"], name="placement_of_case_by_day")]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(partner__isnull=False, employer="") | Q(partner=None) & ~Q(employer=""),
                name="placement_at_a_partner_or_elsewhere",
                violation_error_message=_("Say who the employer is."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("starts_on")),
                name="placement_ended_after_it_began",
                violation_error_message=_("The last day lies before the first."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, end_reason="") | Q(ended_on__isnull=False) & ~Q(end_reason=""),
                name="placement_ended_exactly_with_a_reason",
            ),
        ]

    class Privacy:
        public = ("id", "enrollment", "partner", "workplace", "candidate", "starts_on", "ended_on", "end_reason")
        sensitive = ("employer", "title", "end_note")

    def __str__(self):
        return f"placement {self.pk}"

    def get_absolute_url(self):
        return reverse("worksite:placement", args=[self.pk])

    @property
    def where(self):
        """Who the employer is, in words."""
        return self.partner.name if self.partner else self.employer

    @property
    def is_standing(self):
        return self.ended_on is None and self.voided_at is None

    @property
    def pay_now(self):
        """The latest step of wage and hours; read with `with_job()`."""
        return self.pay[-1] if self.pay else None

    @property
    def pay_first(self):
        return self.pay[0] if self.pay else None

    @property
    def growth_cents(self):
        """By how much the wage of an hour grew since the first day."""
        return self.pay[-1].wage_cents - self.pay[0].wage_cents if self.pay else 0

    @property
    def mentor_now(self):
        """Who accompanies them at work now: the MentorAtWork whose match goes on, or None."""
        return next((one for one in self.mentors if one.match.is_open), None) if self.is_standing else None


class PayStep(Record):
    """Wage in cents an hour, and hours a week, from a day until the next step."""

    placement = models.ForeignKey(Placement, verbose_name=_("job"), on_delete=models.PROTECT, related_name="pay_steps")
    from_on = models.DateField(_("from"))
    wage_cents = models.PositiveIntegerField(_("wage an hour"))
    hours_a_week = models.PositiveSmallIntegerField(_("hours a week"))

    class Meta(Record.Meta):
        ordering = ["from_on", "pk"]
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["placement", "from_on"],
                condition=Q(voided_at=None),
                name="paystep_once_a_day",
                violation_error_message=_("From this day on a wage is written already."),
            ),
            models.CheckConstraint(
                condition=Q(wage_cents__gte=1, wage_cents__lte=MOST_WAGE_CENTS), name="paystep_wage_is_sane"
            ),
            models.CheckConstraint(
                condition=Q(hours_a_week__gte=1, hours_a_week__lte=MOST_HOURS), name="paystep_hours_are_sane"
            ),
        ]

    class Privacy:
        public = ("id", "placement", "from_on")
        sensitive = ("wage_cents", "hours_a_week")

    def __str__(self):
        return f"pay step {self.pk}"

    @property
    def wage(self):
        return dollars(self.wage_cents)


class MentorAtWork(models.Model):
    """That the mentor of a match accompanies somebody in a job from a day on, until match or job ends.

    One match may go on through two jobs, and one job may have one mentor after another.
    """

    placement = models.ForeignKey(
        Placement, verbose_name=_("job"), on_delete=models.PROTECT, related_name="mentorships"
    )
    match = models.ForeignKey(Match, verbose_name=_("match"), on_delete=models.PROTECT, related_name="jobs")
    from_on = models.DateField(_("from"))

    class Meta:
        ordering = ["-from_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["placement", "match"], name="mentoratwork_once_a_job"),
        ]

    class Privacy:
        public = ("id", "placement", "match", "from_on")

    def __str__(self):
        return f"mentor at work {self.pk}"

    @property
    def until_on(self):
        """The last day of it: of the match or the job, whichever ended first."""
        days = [day for day in (self.match.ended_on, self.placement.ended_on) if day]
        return min(days) if days else None
