"""The people who accompany participants, what they must hold, and the partners who send them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.scope import case_q
from mmp_portal.agencies.models import Site
from mmp_portal.audit.records import Record, RecordQuerySet
from mmp_portal.files.models import StoredFile
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


class Industry(models.TextChoices):
    """What a company does, in the words in which a young person says what they would like to do."""

    FOOD = "food", _("Food and kitchens")
    RETAIL = "retail", _("Shops")
    HEALTH_CARE = "health_care", _("Health and care")
    CHILD_CARE = "child_care", _("Children")
    HOSPITALITY = "hospitality", _("Hotels and events")
    BUILDING = "building", _("Building and repair")
    AUTOMOTIVE = "automotive", _("Cars and machines")
    MAKING = "making", _("Making and printing")
    CLEANING = "cleaning", _("Cleaning and laundry")
    NATURE = "nature", _("Plants and animals")
    OFFICE = "office", _("Office and computers")
    TRANSPORT = "transport", _("Storage and delivery")
    OTHER = "other", _("Something else")


class Partnership(models.TextChoices):
    """How far it has come with a company."""

    PROSPECT = "prospect", _("Prospect")
    TALKING = "talking", _("In talks")
    SIGNED = "signed", _("Signed")
    RESTING = "resting", _("Resting")
    DECLINED = "declined", _("Not now")
    ENDED = "ended", _("Ended")


class PartnerQuerySet(SiteRecordQuerySet):
    def signed(self):
        """Those whose agreement stands."""
        return self.not_voided().filter(status=Partnership.SIGNED)

    def being_won(self):
        """Those with whom it has not come to an agreement yet."""
        return self.not_voided().filter(status__in=[Partnership.PROSPECT, Partnership.TALKING])

    def ending_by(self, day):
        """Signed, and the agreement ends by the day or has ended."""
        return self.signed().filter(agreement_ends_on__lte=day)

    def matching(self, words):
        """Those in which each of the words stands somewhere."""
        found = self
        for word in str(words).split():
            found = found.filter(
                Q(name__icontains=word) | Q(city__icontains=word) | Q(offers__icontains=word) | Q(note__icontains=word)
            )
        return found


class CorporatePartner(Record):
    """A business that agrees to hire qualified youth and chooses an employee as workplace mentor.

    `next_step` is what is to happen next with it, by when, and whose task it is: all three, or none.
    """

    Status = Partnership
    TRANSITIONS: dict[str, frozenset[str]] = {
        Partnership.PROSPECT: frozenset({Partnership.TALKING, Partnership.SIGNED, Partnership.DECLINED}),
        Partnership.TALKING: frozenset({Partnership.SIGNED, Partnership.DECLINED}),
        Partnership.SIGNED: frozenset({Partnership.RESTING, Partnership.ENDED}),
        Partnership.RESTING: frozenset({Partnership.SIGNED, Partnership.ENDED}),
        Partnership.DECLINED: frozenset({Partnership.TALKING}),
        Partnership.ENDED: frozenset({Partnership.TALKING}),
    }

    site = models.ForeignKey(Site, verbose_name=_("site"), on_delete=models.PROTECT, related_name="partners")
    name = models.CharField(_("company"), max_length=120)
    industry = models.CharField(_("industry"), max_length=80, choices=Industry, blank=True)
    city = models.CharField(_("city"), max_length=60, blank=True)
    website = models.URLField(_("website"), max_length=200, blank=True)
    offers = models.CharField(
        _("what they offer"), max_length=300, blank=True, help_text=_("Such as part-time, evenings, from $13 an hour.")
    )
    note = models.TextField(_("note"), max_length=2000, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Partnership, default=Partnership.PROSPECT)
    signed_on = models.DateField(_("agreement signed"), null=True, blank=True)
    agreement_ends_on = models.DateField(_("agreement ends"), null=True, blank=True)
    next_step = models.CharField(_("next step"), max_length=200, blank=True)
    next_step_on = models.DateField(_("by when"), null=True, blank=True)
    next_step_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("whose task"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = PartnerQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("Corporate Partner")
        ordering = ["name"]
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["site", "name"],
                name="corporatepartner_named_once_at_a_site",
                violation_error_message=_("A company of this name is kept here already."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=Partnership.values), name="corporatepartner_status_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[Partnership.SIGNED, Partnership.RESTING]) | Q(signed_on__isnull=False),
                name="corporatepartner_signed_with_its_day",
                violation_error_message=_("Say on which day the agreement was signed."),
            ),
            models.CheckConstraint(
                condition=Q(agreement_ends_on=None) | Q(signed_on__isnull=False, agreement_ends_on__gt=F("signed_on")),
                name="corporatepartner_ends_after_it_was_signed",
                violation_error_message=_("The agreement ends before it was signed. Check the two days."),
            ),
            models.CheckConstraint(
                condition=Q(next_step="", next_step_on=None, next_step_by=None)
                | ~Q(next_step="") & Q(next_step_on__isnull=False, next_step_by__isnull=False),
                name="corporatepartner_next_step_with_day_and_person",
                violation_error_message=_("A next step has a day and somebody whose task it is."),
            ),
        ]

    class Privacy:
        public = (
            "id",
            "site",
            "name",
            "industry",
            "city",
            "website",
            "offers",
            "status",
            "signed_on",
            "agreement_ends_on",
            "next_step_on",
            "next_step_by",
        )
        personal = ("note", "next_step")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("worksite:partner", args=[self.pk])

    def may_become(self, status) -> bool:
        return status in self.TRANSITIONS[self.status]


class MentorQuerySet(SiteRecordQuerySet):
    def active(self):
        return self.filter(status=Status.ACTIVE)

    def with_person(self):
        return self.select_related("person", "person__user", "site", "partner")

    def with_papers(self):
        """Each with its qualifications, who saw them, and the files that show them."""
        rows = Qualification.objects.not_voided().select_related("recorded_by", "file")
        return self.prefetch_related(models.Prefetch("qualifications", queryset=rows))


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


class QualificationQuerySet(RecordQuerySet):
    def for_user(self, user):
        """Those of mentors of the sites where `user` works on cases."""
        return self.filter(case_q(user, site="mentor__site", program=None))


class Qualification(Record):
    """Something a mentor must hold, who saw the evidence, and until when it is good."""

    class What(models.TextChoices):
        BACKGROUND_CHECK = "background_check", _("Background check")
        HUMAN_SERVICES_CHECK = "human_services_check", _("Human Services background check")
        DRIVERS_LICENSE = "drivers_license", _("Driver's license")
        CAR_INSURANCE = "car_insurance", _("Car insurance")
        DIPLOMA = "diploma", _("High school diploma or equivalent")
        MENTOR_TRAINING = "mentor_training", _("Mentor training")
        MODEL_TRAINING = "model_training", _("Training or certificate of the home visiting model")
        DIGITAL_TOOLS = "digital_tools", _("Works with online documents and office programs")
        CULTURAL_RANGE = "cultural_range", _("Works well with people of many backgrounds")
        SYSTEM_KNOWLEDGE = "system_knowledge", _("Knows the child welfare system, preferably lived")
        LOW_INCOME = "low_income", _("Works well with families who have little, no home, or an illness")
        DATA_ENTRY = "data_entry", _("Enters records accurately")

    mentor = models.ForeignKey(
        Mentor, verbose_name=_("mentor"), on_delete=models.PROTECT, related_name="qualifications"
    )
    what = models.CharField(_("what"), max_length=20, choices=What)
    seen_on = models.DateField(_("evidence seen"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    file = models.OneToOneField(
        StoredFile,
        verbose_name=_("evidence"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="qualification",
    )

    objects = QualificationQuerySet.as_manager()

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
        public = ("id", "mentor", "what", "file")
        personal = ("seen_on", "valid_until")

    def __str__(self):
        return f"qualification {self.pk}"
