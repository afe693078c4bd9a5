"""People who signed in at the door without a PIN: their words, until staff say who they are."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mmp_portal.audit.records import Record, RecordQuerySet
from programs.casework.meetings.models.attendance import MOST_CHILDREN, Attendance
from programs.casework.meetings.models.meeting import Meeting


class Status(models.TextChoices):
    WAITING = "waiting", _("To be matched")
    MATCHED = "matched", _("Matched")
    SET_ASIDE = "set_aside", _("Set aside")


TRANSITIONS: dict[str, frozenset[str]] = {
    Status.WAITING: frozenset({Status.MATCHED, Status.SET_ASIDE}),
    Status.MATCHED: frozenset(),
    Status.SET_ASIDE: frozenset({Status.WAITING}),
}


class WalkInQuerySet(RecordQuerySet):
    def waiting(self):
        return self.not_voided().filter(status=Status.WAITING)

    def for_user(self, user):
        """Those at meetings of the sites and programs in which `user` works on cases."""
        return self.filter(meeting__in=Meeting.objects.for_casework(user).values("pk"))


class WalkIn(Record):
    """What somebody typed at the door. It is nobody's record: staff match it with a person, or set it aside."""

    meeting = models.ForeignKey(
        Meeting, verbose_name=_("meeting"), on_delete=models.PROTECT, related_name="walk_ins", editable=False
    )
    name = models.CharField(_("name"), max_length=120)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    children = models.PositiveSmallIntegerField(_("children"), default=0)
    arrived_at = models.DateTimeField(_("signed in at"), default=timezone.now, editable=False)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.WAITING, editable=False)
    attendance = models.OneToOneField(
        Attendance,
        verbose_name=_("attendance"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="walk_in",
    )
    why_set_aside = models.CharField(_("why set aside"), max_length=200, blank=True, editable=False)

    objects = WalkInQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["arrived_at", "pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=Q(status__in=Status.values), name="walkin_status_is_known"),
            models.CheckConstraint(
                condition=Q(status=Status.MATCHED, attendance__isnull=False)
                | ~Q(status=Status.MATCHED) & Q(attendance=None),
                name="walkin_matched_exactly_with_attendance",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.SET_ASIDE) & ~Q(why_set_aside="")
                | ~Q(status=Status.SET_ASIDE) & Q(why_set_aside=""),
                name="walkin_set_aside_exactly_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(children__lte=MOST_CHILDREN),
                name="walkin_children_are_sane",
                violation_error_message=_("At most 15 children."),
            ),
        ]

    class Privacy:
        public = ("id", "meeting", "arrived_at", "status", "attendance")
        personal = ("name", "phone")
        sensitive = ("children", "why_set_aside")

    def __str__(self):
        return f"walk-in {self.pk}"

    def get_absolute_url(self):
        return reverse("meetings:match_walk_in", args=[self.pk])

    def may_become(self, status) -> bool:
        return status in TRANSITIONS[self.status]
