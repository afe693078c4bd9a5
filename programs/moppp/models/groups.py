"""What parents say of a Group Connection or a Parent Café on its one page, without a name."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.scope import case_q
from mmp_portal.audit.records import Record, RecordQuerySet
from programs.casework.meetings.models import Meeting


class HowMuch(models.IntegerChoices):
    NOT = 1, _("Not at all")
    A_LITTLE = 2, _("A little")
    MOSTLY = 3, _("Mostly")
    VERY = 4, _("Very much")


class Again(models.TextChoices):
    YES = "yes", _("Yes")
    PERHAPS = "perhaps", _("Perhaps")
    NO = "no", _("No")


class GroupFeedbackQuerySet(RecordQuerySet):
    def for_casework(self, user):
        """That of groups at the sites where `user` works on cases of the program."""
        return self.filter(case_q(user, site="meeting__site", program="meeting__program"))

    for_user = for_casework


class GroupFeedback(Record):
    """One parent's page after a group, sent by the link of the group or copied from paper by staff.

    Nobody's name stands on it. `uid` is made with the empty page, so that what is sent twice is kept once.
    """

    meeting = models.ForeignKey(
        Meeting, verbose_name=_("meeting"), on_delete=models.PROTECT, related_name="group_feedback"
    )
    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    is_paper = models.BooleanField(_("copied from paper"), default=False)
    felt_welcome = models.PositiveSmallIntegerField(_("felt welcome"), choices=HowMuch, null=True, blank=True)
    met_others = models.PositiveSmallIntegerField(_("met other parents"), choices=HowMuch, null=True, blank=True)
    learned = models.PositiveSmallIntegerField(_("takes something home"), choices=HowMuch, null=True, blank=True)
    stronger = models.PositiveSmallIntegerField(_("feels stronger"), choices=HowMuch, null=True, blank=True)
    comes_again = models.CharField(_("comes again"), max_length=7, choices=Again, blank=True)
    was_good = models.CharField(_("what was good"), max_length=500, blank=True)
    would_change = models.CharField(_("what would be better"), max_length=500, blank=True)

    objects = GroupFeedbackQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name_plural = "group feedback"
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(fields=["uid"], name="groupfeedback_once"),
            models.CheckConstraint(
                condition=Q(is_paper=True, recorded_by__isnull=False) | Q(is_paper=False, recorded_by=None),
                name="groupfeedback_by_link_or_from_paper",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{name: None}) | Q(**{f"{name}__gte": 1, f"{name}__lte": 4}),
                    name=f"groupfeedback_{name}_is_known",
                )
                for name in ("felt_welcome", "met_others", "learned", "stronger")
            ),
            models.CheckConstraint(
                condition=Q(comes_again__in=["", "yes", "perhaps", "no"]), name="groupfeedback_again_is_known"
            ),
        ]

    class Privacy:
        public = ("id", "meeting", "uid", "is_paper")
        sensitive = (
            "felt_welcome",
            "met_others",
            "learned",
            "stronger",
            "comes_again",
            "was_good",
            "would_change",
        )

    def __str__(self):
        return f"group feedback {self.pk}"
