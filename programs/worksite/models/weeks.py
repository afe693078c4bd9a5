"""Whether mentor and youth met at work in a week, as each of them says by a link."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.scope import case_q
from programs.casework.contacts.models import Contact
from programs.worksite.models.placements import MentorAtWork


class Said(models.TextChoices):
    """What somebody says of a week."""

    WHOLE = "whole", _("Yes, the whole time")
    SHORTER = "shorter", _("Yes, but shorter")
    NO = "no", _("No")


def _said_with_moment(side):
    return Q(**{f"{side}_said": "", f"{side}_said_at": None}) | ~Q(**{f"{side}_said": ""}) & Q(
        **{f"{side}_said_at__isnull": False}
    )


class MentorWeekQuerySet(models.QuerySet):
    def for_user(self, user):
        """Those of the cases that `user` works on."""
        case = "mentorship__placement__enrollment"
        return self.filter(case_q(user, site=f"{case}__site", program=f"{case}__program"))

    def standing(self):
        """Those of jobs and matches that were not voided."""
        return self.filter(mentorship__placement__voided_at=None, mentorship__match__voided_at=None)

    def in_doubt(self):
        """Both said something, and not the same; or one said no after a contact was noted. Nobody settled it yet."""
        differ = ~Q(youth_said="") & ~Q(mentor_said="") & ~Q(youth_said=F("mentor_said"))
        taken_back = Q(contact__isnull=False) & (Q(youth_said=Said.NO) | Q(mentor_said=Said.NO))
        return self.standing().filter(differ | taken_back, settled_as="")

    def with_people(self):
        return self.select_related(
            "mentorship__placement__enrollment__participant__user",
            "mentorship__placement__enrollment__site",
            "mentorship__placement__partner",
            "mentorship__match__mentor__person__user",
            "contact",
            "settled_by",
        )


class MentorWeek(models.Model):
    """One week of a mentor at work: asked of both on a day, answered by each, and settled by staff where they differ.

    The first of them who says that they met makes the contact of the week.
    """

    mentorship = models.ForeignKey(
        MentorAtWork, verbose_name=_("mentor at work"), on_delete=models.PROTECT, related_name="weeks"
    )
    week_on = models.DateField(_("week from Monday"))
    asked_on = models.DateField(_("asked"))
    youth_said = models.CharField(_("the youth says"), max_length=7, choices=Said, blank=True)
    youth_said_at = models.DateTimeField(_("the youth said so at"), null=True, blank=True)
    mentor_said = models.CharField(_("the mentor says"), max_length=7, choices=Said, blank=True)
    mentor_said_at = models.DateTimeField(_("the mentor said so at"), null=True, blank=True)
    contact = models.OneToOneField(
        Contact, verbose_name=_("contact"), on_delete=models.PROTECT, null=True, blank=True, related_name="mentor_week"
    )
    settled_as = models.CharField(_("how it was"), max_length=7, choices=Said, blank=True)
    settled_on = models.DateField(_("settled"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("settled by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = MentorWeekQuerySet.as_manager()

    class Meta:
        verbose_name = _("week at work")
        verbose_name_plural = "weeks at work"
        ordering = ["-week_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["mentorship", "week_on"], name="mentorweek_asked_once"),
            models.CheckConstraint(
                condition=Q(youth_said__in=["", *Said.values])
                & Q(mentor_said__in=["", *Said.values])
                & Q(settled_as__in=["", *Said.values]),
                name="mentorweek_answers_are_known",
            ),
            models.CheckConstraint(condition=_said_with_moment("youth"), name="mentorweek_youth_said_at_a_moment"),
            models.CheckConstraint(condition=_said_with_moment("mentor"), name="mentorweek_mentor_said_at_a_moment"),
            models.CheckConstraint(
                condition=Q(settled_as="", settled_on=None, settled_by=None)
                | ~Q(settled_as="") & Q(settled_on__isnull=False, settled_by__isnull=False),
                name="mentorweek_settled_with_day_and_person",
            ),
        ]

    class Privacy:
        public = (
            "id",
            "mentorship",
            "week_on",
            "asked_on",
            "youth_said_at",
            "mentor_said_at",
            "contact",
            "settled_on",
            "settled_by",
        )
        sensitive = ("youth_said", "mentor_said", "settled_as")

    def __str__(self):
        return f"week at work {self.pk}"

    def get_absolute_url(self):
        return reverse("worksite:week", args=[self.pk])

    @property
    def enrollment(self):
        return self.mentorship.placement.enrollment

    @property
    def is_in_doubt(self):
        """Whether staff have to say how it was."""
        said = {self.youth_said, self.mentor_said} - {""}
        taken_back = self.contact_id is not None and Said.NO in said
        return not self.settled_as and (len(said) > 1 or taken_back)
