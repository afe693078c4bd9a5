"""The people who accompany participants, what they must hold, and the partners who send them."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.scope import case_q
from mmp_portal.agencies.models import Site
from mmp_portal.audit.records import Record, RecordQuerySet
from participants.models import Person


class Kind(models.TextChoices):
    """Who accompanies whom: one kind for each program."""

    WORKPLACE = "workplace", _("Workplace mentor")
    COMMUNITY = "community", _("Community mentor")
    PARENT_MENTOR = "parent_mentor", _("Parent Mentor")
    HOME_VISITOR = "home_visitor", _("Home visitor")


class Status(models.TextChoices):
    APPLIED = "applied", _("Applied")
    IN_TRAINING = "in_training", _("In training")
    ACTIVE = "active", _("Active")
    RESTING = "resting", _("Resting")
    LEFT = "left", _("Left")


TRANSITIONS: dict[str, frozenset[str]] = {
    Status.APPLIED: frozenset({Status.IN_TRAINING, Status.LEFT}),
    Status.IN_TRAINING: frozenset({Status.ACTIVE, Status.LEFT}),
    Status.ACTIVE: frozenset({Status.RESTING, Status.LEFT}),
    Status.RESTING: frozenset({Status.ACTIVE, Status.LEFT}),
    Status.LEFT: frozenset({Status.APPLIED}),
}


class SiteRecordQuerySet(RecordQuerySet):
    def for_user(self, user):
        """Rows of the sites where `user` works on cases."""
        return self.filter(case_q(user, program=None))


class CorporatePartner(Record):
    """A business that agrees to hire qualified youth and chooses an employee as workplace mentor."""

    site = models.ForeignKey(Site, verbose_name=_("site"), on_delete=models.PROTECT, related_name="partners")
    name = models.CharField(_("company"), max_length=120)
    industry = models.CharField(_("industry"), max_length=80, blank=True)
    city = models.CharField(_("city"), max_length=60, blank=True)
    signed_on = models.DateField(_("agreement signed"), null=True, blank=True)

    objects = SiteRecordQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["name"]
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(fields=["site", "name"], name="corporatepartner_named_once_at_a_site"),
        ]

    class Privacy:
        public = ("id", "site", "name", "industry", "city", "signed_on")

    def __str__(self):
        return self.name


class MentorQuerySet(SiteRecordQuerySet):
    def active(self):
        return self.filter(status=Status.ACTIVE)

    def with_person(self):
        return self.select_related("person", "person__user", "site", "partner")


class Mentor(Record):
    """A person who accompanies participants, of one kind at one site."""

    person = models.ForeignKey(Person, verbose_name=_("person"), on_delete=models.PROTECT, related_name="mentorships")
    site = models.ForeignKey(Site, verbose_name=_("site"), on_delete=models.PROTECT, related_name="mentors")
    kind = models.CharField(_("kind"), max_length=15, choices=Kind)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.APPLIED)
    applied_on = models.DateField(_("applied"))
    trained_on = models.DateField(_("training finished"), null=True, blank=True)
    capacity = models.PositiveSmallIntegerField(_("matches at most"), default=1)
    interests = models.CharField(_("interests"), max_length=200, blank=True)
    partner = models.ForeignKey(
        CorporatePartner,
        verbose_name=_("Corporate Partner"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="mentors",
    )

    objects = MentorQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["person__family_name", "person__given_name", "pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=Q(status__in=Status.values), name="mentor_status_is_known"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="mentor_kind_is_known"),
            models.CheckConstraint(
                condition=~Q(status__in=[Status.ACTIVE, Status.RESTING]) | Q(trained_on__isnull=False),
                name="mentor_active_only_when_trained",
                violation_error_message=_("A mentor becomes active when the training is finished: enter its date."),
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.WORKPLACE) | Q(partner=None),
                name="mentor_partner_only_for_the_workplace",
                violation_error_message=_("Only a workplace mentor has a Corporate Partner."),
            ),
            models.UniqueConstraint(
                fields=["person", "site", "kind"],
                condition=Q(voided_at=None),
                name="mentor_one_of_a_kind_at_a_site",
                violation_error_message=_("This person is a mentor of this kind here already."),
            ),
        ]

    class Privacy:
        public = ("id", "person", "site", "kind", "status", "applied_on", "trained_on", "capacity", "partner")
        personal = ("interests",)

    def __str__(self):
        return f"mentor {self.pk}"

    def get_absolute_url(self):
        return reverse("matches:mentor", args=[self.pk])

    @property
    def name(self):
        return self.person.name

    def may_become(self, status) -> bool:
        return status in TRANSITIONS[self.status]


class Qualification(Record):
    """Something a mentor must hold, who saw the evidence, and until when it is good."""

    class What(models.TextChoices):
        BACKGROUND_CHECK = "background_check", _("Background check")
        DRIVERS_LICENSE = "drivers_license", _("Driver's license")
        CAR_INSURANCE = "car_insurance", _("Car insurance")
        DIPLOMA = "diploma", _("High school diploma or equivalent")
        MENTOR_TRAINING = "mentor_training", _("Mentor training")

    mentor = models.ForeignKey(
        Mentor, verbose_name=_("mentor"), on_delete=models.PROTECT, related_name="qualifications"
    )
    what = models.CharField(_("what"), max_length=20, choices=What)
    seen_on = models.DateField(_("evidence seen"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    class Meta(Record.Meta):
        ordering = ["mentor", "what", "-seen_on"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=models.F("seen_on")),
                name="qualification_valid_after_it_was_seen",
                violation_error_message=_("It ended before the evidence was seen."),
            ),
        ]

    class Privacy:
        public = ("id", "mentor", "what")
        personal = ("seen_on", "valid_until")

    def __str__(self):
        return f"qualification {self.pk}"
