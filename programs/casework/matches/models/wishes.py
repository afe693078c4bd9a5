"""What a family wishes of a mentor, and what one of two people said about the other."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentors.models import Mentor, WishedGender
from mmp_portal.accounts.scope import case_q
from mmp_portal.audit.records import Record, RecordQuerySet
from programs.casework.enrollments.models import Enrollment


class Weight(models.TextChoices):
    """How much something matters to a family."""

    NOT_ASKED = "", _("Not asked yet")
    MATTERS = "matters", _("It matters")
    GOOD = "good", _("It would be good")
    NO_MATTER = "no_matter", _("No matter")


class CaseRowQuerySet(RecordQuerySet):
    def for_casework(self, user):
        """Only those of the sites and programs in which `user` works on cases, never by way of a match."""
        return self.filter(case_q(user, site="enrollment__site", program="enrollment__program"))

    def for_user(self, user):
        """Staff and supervisors: those of their sites and programs. A mentor reaches none."""
        return self.for_casework(user)


class MatchWishes(Record):
    """What a participant says they wish of a mentor."""

    enrollment = models.OneToOneField(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="match_wishes"
    )
    culture = models.CharField(_("the same culture"), max_length=10, choices=Weight, blank=True)
    experience = models.CharField(_("somebody who has been through it"), max_length=10, choices=Weight, blank=True)
    gender = models.CharField(_("would rather have"), max_length=6, choices=WishedGender, blank=True)
    free_times = models.JSONField(_("when they have time"), default=list, blank=True)
    interests = models.CharField(_("interests"), max_length=200, blank=True)
    words = models.CharField(_("in their own words"), max_length=300, blank=True)

    objects = CaseRowQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name_plural = "match wishes"
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(culture__in=Weight.values, experience__in=Weight.values, gender__in=WishedGender.values),
                name="matchwishes_are_known",
            ),
        ]

    class Privacy:
        public = ("id", "enrollment")
        sensitive = ("culture", "experience", "gender", "free_times", "interests", "words")

    def __str__(self):
        return f"wishes in enrollment {self.enrollment_id}"


class SayQuerySet(CaseRowQuerySet):
    def barring(self):
        """Those with which a match cannot be made: a no of either side, and who is too close."""
        return self.not_voided().exclude(kind__in=MatchSay.WISHES)


class MatchSay(Record):
    """What the participant or the mentor said about the other, or how close the two are, with the day it was said."""

    class Kind(models.TextChoices):
        WISH = "wish", _("The participant wishes this mentor")
        MENTOR_WISH = "mentor_wish", _("The mentor wishes this participant")
        VETO = "veto", _("The participant does not want this mentor")
        MENTOR_VETO = "mentor_veto", _("The mentor does not want this match")
        RELATIVE = "relative", _("They are related")
        CLOSE = "close", _("They know each other too well")

    WISHES = (Kind.WISH, Kind.MENTOR_WISH)

    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="match_says"
    )
    mentor = models.ForeignKey(Mentor, verbose_name=_("mentor"), on_delete=models.PROTECT, related_name="match_says")
    kind = models.CharField(_("what was said"), max_length=12, choices=Kind)
    said_on = models.DateField(_("said on"))
    words = models.CharField(_("in their own words"), max_length=300, blank=True)

    objects = SayQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-said_on", "-pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=["wish", "mentor_wish", "veto", "mentor_veto", "relative", "close"]),
                name="matchsay_kind_is_known",
            ),
            models.UniqueConstraint(
                fields=["enrollment", "mentor", "kind"],
                condition=Q(voided_at=None),
                name="matchsay_said_once",
                violation_error_message=_("This is noted about these two already."),
            ),
        ]

    class Privacy:
        public = ("id", "enrollment", "mentor")
        sensitive = ("kind", "said_on", "words")

    def __str__(self):
        return f"say {self.pk}"

    @property
    def is_a_bar(self):
        return self.kind not in self.WISHES
