"""Family group decision making: who was invited from each side, what the family decided, and what followed."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mmp_portal.audit.records import Record
from programs.casework.enrollments.models import Enrollment
from programs.mpmp.models.rows import CaseRowQuerySet


class FamilyMeeting(Record):
    """One family group decision-making meeting, from its preparation to the follow-up of its plan.

    Steps after: referral, preparation, meeting with private family time, plan agreed, follow-up
    (Prevention Services Clearinghouse). Whoever coordinates it is not in charge of the case.
    """

    class Accepted(models.TextChoices):
        WAITING = "waiting", _("Not answered yet")
        YES = "yes", _("Accepted")
        PARTLY = "partly", _("Accepted in part")
        NO = "no", _("Not accepted")

    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="family_meetings"
    )
    asked_on = models.DateField(_("asked for"))
    coordinator = models.CharField(_("who coordinates it"), max_length=120, blank=True)
    held_on = models.DateField(_("held"), null=True, blank=True)
    not_held_because = models.CharField(_("why it was not held"), max_length=200, blank=True)
    had_private_time = models.BooleanField(_("the family had time of its own"), default=False)
    plan = models.TextField(_("the family's plan"), max_length=2000, blank=True)
    accepted = models.CharField(_("what the county said to it"), max_length=10, choices=Accepted, blank=True)
    follow_up_on = models.DateField(_("look at it again"), null=True, blank=True, db_index=True)
    followed_up_on = models.DateField(_("looked at again"), null=True, blank=True)
    follow_up_words = models.CharField(_("what became of the plan"), max_length=500, blank=True)

    objects = CaseRowQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-asked_on", "-pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(accepted__in=["", "waiting", "yes", "partly", "no"]), name="familymeeting_answer_is_known"
            ),
            models.CheckConstraint(
                condition=Q(held_on=None) | Q(held_on__gte=F("asked_on"), not_held_because=""),
                name="familymeeting_held_after_it_was_asked_for",
                violation_error_message=_(
                    "It was held before it was asked for, or not at all. Check what is written."
                ),
            ),
            models.CheckConstraint(
                condition=Q(plan="", accepted="") | Q(held_on__isnull=False),
                name="familymeeting_plan_only_when_held",
                violation_error_message=_("A plan is made at the meeting. Say on which day it was held."),
            ),
        ]

    class Privacy:
        public = ("id", "enrollment", "asked_on", "held_on", "follow_up_on", "followed_up_on")
        personal = ("coordinator",)
        sensitive = ("not_held_because", "had_private_time", "plan", "accepted", "follow_up_words")

    def __str__(self):
        return f"family meeting {self.pk}"

    def get_absolute_url(self):
        return f"{reverse('mpmp:progress', args=[self.enrollment_id])}#family"


class FamilyGuest(Record):
    """Somebody invited to a family meeting: from which side, whether they came, and whether they would take a child in."""

    class Side(models.TextChoices):
        MOTHER = "mother", _("Mother’s side")
        FATHER = "father", _("Father’s side")
        FRIENDS = "friends", _("Friends and neighbors")
        TRIBE = "tribe", _("Tribe or community")
        SERVICES = "services", _("Services and the county")

    class Came(models.TextChoices):
        UNKNOWN = "", _("Not known yet")
        YES = "yes", _("Came")
        NO = "no", _("Did not come")

    meeting = models.ForeignKey(
        FamilyMeeting, verbose_name=_("family meeting"), on_delete=models.PROTECT, related_name="guests"
    )
    side = models.CharField(_("side"), max_length=10, choices=Side)
    name = models.CharField(_("name"), max_length=120)
    relation = models.CharField(_("who it is to the children"), max_length=80, blank=True)
    came = models.CharField(_("came"), max_length=5, choices=Came, blank=True)
    is_guardian = models.BooleanField(_("is guardian of a child until its return"), default=False)

    class Meta(Record.Meta):
        ordering = ["side", "name", "pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(side__in=["mother", "father", "friends", "tribe", "services"]),
                name="familyguest_side_is_known",
            ),
            models.CheckConstraint(condition=Q(came__in=["", "yes", "no"]), name="familyguest_came_is_known"),
            models.CheckConstraint(
                condition=~Q(name=""), name="familyguest_has_a_name", violation_error_message=_("Say who it is.")
            ),
        ]

    class Privacy:
        public = ("id", "meeting")
        personal = ("name",)
        sensitive = ("side", "relation", "came", "is_guardian")

    def __str__(self):
        return f"guest of a family meeting {self.pk}"

    @property
    def enrollment_id(self):
        return self.meeting.enrollment_id

    @property
    def enrollment(self):
        return self.meeting.enrollment
