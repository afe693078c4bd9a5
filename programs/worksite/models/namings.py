"""Whom a company names by a link to accompany somebody at work, until staff have oriented them."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mentors.models import Mentor
from mmp_portal.audit.records import Record
from programs.worksite.models.placements import MentorAtWork, Placement
from programs.worksite.models.readiness import OfCaseQuerySet


class NamedMentorQuerySet(OfCaseQuerySet):
    def for_user(self, user):
        """Those of the cases that `user` works on."""
        return self.filter(placement__in=Placement.objects.for_user(user))

    def waiting(self):
        """Named, and not oriented yet."""
        return self.not_voided().filter(mentor=None, placement__voided_at=None)

    def with_job(self):
        return self.select_related(
            "placement__enrollment__participant", "placement__enrollment__site", "placement__partner__site", "mentor"
        )


class NamedMentor(Record):
    """An employee whom the company named for one job. Once oriented, they are the `mentor`."""

    placement = models.ForeignKey(
        Placement, verbose_name=_("job"), on_delete=models.PROTECT, related_name="named_mentors"
    )
    given_name = models.CharField(_("given name"), max_length=80)
    family_name = models.CharField(_("family name"), max_length=80)
    role = models.CharField(_("what they do there"), max_length=80, blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    named_on = models.DateField(_("named"))
    oriented_on = models.DateField(_("oriented"), null=True, blank=True)
    mentor = models.ForeignKey(
        Mentor, verbose_name=_("mentor"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = NamedMentorQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("mentor named by the company")
        ordering = ["-named_on", "-pk"]
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["placement"],
                condition=Q(voided_at=None, mentor=None),
                name="namedmentor_one_waits_for_a_job",
                violation_error_message=_("Somebody was named for this job already."),
            ),
            models.CheckConstraint(
                condition=Q(mentor=None, oriented_on=None) | Q(mentor__isnull=False, oriented_on__isnull=False),
                name="namedmentor_a_mentor_once_oriented",
            ),
        ]

    class Privacy:
        public = ("id", "placement", "named_on", "oriented_on", "mentor")
        personal = ("given_name", "family_name", "role", "phone", "email")

    def __str__(self):
        return f"named mentor {self.pk}"

    def get_absolute_url(self):
        return reverse("worksite:orient", args=[self.pk])

    @property
    def name(self):
        return f"{self.given_name} {self.family_name}"


def jobs_without_a_mentor():
    """Jobs at a company that go on while nobody accompanies them there, and nobody whom it named is to be oriented."""
    accompanied = MentorAtWork.objects.filter(placement=OuterRef("pk"), match__ended_on=None, match__voided_at=None)
    named = NamedMentor.objects.waiting().filter(placement=OuterRef("pk"))
    return Placement.objects.standing().at_partners().exclude(Exists(accompanied)).exclude(Exists(named))
