"""What a mentor brings to a match: where they go, when they are free, whom they hope for; and, apart, what they lived."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentors.models.mentors import Mentor
from mmp_portal.accounts.scope import case_q
from mmp_portal.agencies.models import County
from mmp_portal.audit.records import Record, RecordQuerySet


class FreeTime(models.TextChoices):
    """The parts of a week in which two people may find time for each other."""

    MORNINGS = "mornings", _("Weekday mornings")
    AFTERNOONS = "afternoons", _("Weekday afternoons")
    EVENINGS = "evenings", _("Weekday evenings")
    WEEKENDS = "weekends", _("Weekends")


class WishedGender(models.TextChoices):
    """With whom somebody would rather walk. Nothing said is the usual answer."""

    NOT_SAID = "", _("No matter")
    WOMAN = "female", _("A woman")
    MAN = "male", _("A man")


class Experience(models.TextChoices):
    """What a mentor may have been through. MPMP's source names the first three and celebrates them."""

    REUNIFIED = "reunified", _("Was reunited with their own children")
    RESOLVED = "resolved", _("Resolved what had brought them there")
    OVERCAME = "overcame", _("Overcame obstacles through change, recovery and accountability")
    CHILD_PROTECTION = "child_protection", _("Went through a child protection case")
    FOSTER_CARE = "foster_care", _("Grew up in foster care")
    YOUNG_PARENT = "young_parent", _("Was a young parent")
    HOMELESS = "homeless", _("Lived without a home of their own")
    NEW_COUNTRY = "new_country", _("Began anew in this country")


class MentorProfile(Record):
    """Where a mentor goes, when they are free, and whom they hope to accompany."""

    mentor = models.OneToOneField(Mentor, verbose_name=_("mentor"), on_delete=models.PROTECT, related_name="profile")
    counties = models.ManyToManyField(
        County, verbose_name=_("counties they go to"), related_name="mentor_profiles", blank=True
    )
    free_times = models.JSONField(_("when they are free"), default=list, blank=True)
    hopes_for = models.CharField(_("would rather accompany"), max_length=6, choices=WishedGender, blank=True)
    hopes = models.CharField(_("whom they hope for"), max_length=300, blank=True)

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(hopes_for__in=["", "female", "male"]), name="mentorprofile_wish_is_known"
            ),
        ]

    class Privacy:
        public = ("id", "mentor")
        personal = ("counties", "free_times", "hopes_for", "hopes")

    def __str__(self):
        return f"profile of mentor {self.mentor_id}"

    @property
    def free_labels(self):
        """When they are free, in words."""
        words = dict(FreeTime.choices)
        return [words[code] for code in self.free_times if code in words]


class LivedExperienceQuerySet(RecordQuerySet):
    def known(self):
        """Those of mentors who let something be known."""
        return self.not_voided().exclude(experiences=[])

    def for_user(self, user):
        """Those of mentors of the sites where `user` works on cases: the mentor agreed that they know."""
        return self.filter(case_q(user, site="mentor__site", program=None))


class LivedExperience(Record):
    """What a mentor lived through and lets be known. What they did not agree to is not written down at all.

    `agreed_on` is the day of their yes; `may_be_told` says that families and guests may hear of it, too.
    """

    mentor = models.OneToOneField(
        Mentor, verbose_name=_("mentor"), on_delete=models.PROTECT, related_name="lived_experience"
    )
    experiences = models.JSONField(_("what they lived through"), default=list, blank=True)
    words = models.CharField(_("in their own words"), max_length=500, blank=True)
    agreed_on = models.DateField(_("agreed that it is known"))
    may_be_told = models.BooleanField(_("families may hear of it"), default=False)

    objects = LivedExperienceQuerySet.as_manager()

    class Meta(Record.Meta):
        constraints = [*Record.Meta.constraints]

    class Privacy:
        public = ("id", "mentor", "agreed_on", "may_be_told")
        restricted = ("experiences", "words")

    def __str__(self):
        return f"lived experience of mentor {self.mentor_id}"

    @property
    def labels(self):
        """What they lived through, in words."""
        words = dict(Experience.choices)
        return [words[code] for code in self.experiences if code in words]
