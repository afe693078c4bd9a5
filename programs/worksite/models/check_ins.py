"""How it goes in a job after 30, 60, 90 and 180 days, asked of both sides."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.scope import case_q
from mmp_portal.audit.records import Record, RecordQuerySet
from programs.worksite.models.placements import Placement


class Side(models.TextChoices):
    YOUTH = "youth", _("Youth")
    EMPLOYER = "employer", _("Employer")


class Through(models.TextChoices):
    LINK = "link", _("by the link")
    STAFF = "staff", _("noted by staff")


class Good(models.IntegerChoices):
    """How good something is."""

    WELL = 3, _("Well")
    SO_SO = 2, _("So so")
    NOT_WELL = 1, _("Not well")


class CheckInQuerySet(RecordQuerySet):
    def for_user(self, user):
        """Those of the cases that `user` works on."""
        return self.filter(case_q(user, site="placement__enrollment__site", program="placement__enrollment__program"))

    def owed_by(self, day):
        """Not answered yet, of a job that goes on, and due by the day."""
        return self.not_voided().filter(
            answered_on=None, due_on__lte=day, placement__ended_on=None, placement__voided_at=None
        )

    def with_job(self):
        return self.select_related(
            "placement__enrollment__participant", "placement__enrollment__site", "placement__partner"
        )


class CheckIn(Record):
    """One side asked how it goes, so many days after the first day of the job; answered once.

    `first` is how it goes, `second` the employer's word about being on time, the youth's about the mentor's time.
    """

    placement = models.ForeignKey(Placement, verbose_name=_("job"), on_delete=models.PROTECT, related_name="check_ins")
    side = models.CharField(_("who is asked"), max_length=8, choices=Side)
    day_number = models.PositiveSmallIntegerField(_("days after the first day"))
    due_on = models.DateField(_("due"))
    answered_on = models.DateField(_("answered"), null=True, blank=True)
    through = models.CharField(_("how"), max_length=5, choices=Through, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("noted by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    still_works = models.BooleanField(_("still works there"), null=True, blank=True)
    first = models.PositiveSmallIntegerField(_("how it goes"), choices=Good, null=True, blank=True)
    second = models.PositiveSmallIntegerField(_("on time, or time of the mentor"), choices=Good, null=True, blank=True)
    words = models.CharField(_("what would help"), max_length=500, blank=True)

    objects = CheckInQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("check-in")
        ordering = ["due_on", "side", "pk"]
        indexes = [models.Index(fields=["answered_on", "due_on"], name="checkin_owed_by_day")]
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(fields=["placement", "side", "day_number"], name="checkin_once_a_side_and_day"),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="checkin_side_is_known"),
            models.CheckConstraint(
                condition=Q(answered_on=None, through="", noted_by=None, still_works=None, first=None, second=None)
                | Q(answered_on__isnull=False, through="link", noted_by=None, still_works__isnull=False)
                | Q(answered_on__isnull=False, through="staff", noted_by__isnull=False, still_works__isnull=False),
                name="checkin_answered_with_day_and_way",
            ),
        ]

    class Privacy:
        public = ("id", "placement", "side", "day_number", "due_on", "answered_on", "through", "noted_by")
        sensitive = ("still_works", "first", "second", "words")

    def __str__(self):
        return f"check-in {self.pk}"

    def get_absolute_url(self):
        return reverse("worksite:check_in", args=[self.pk])

    @property
    def is_answered(self):
        return self.answered_on is not None

    @property
    def is_of_the_employer(self):
        return self.side == Side.EMPLOYER
