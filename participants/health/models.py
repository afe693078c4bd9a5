"""Who looks after somebody's health, how it is paid for, and what the family wishes the agency to know."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participants.facts import PersonFact, PersonFactQuerySet

SHOWN_DIGITS = 4


class DatedFactQuerySet(PersonFactQuerySet):
    def in_force(self, on):
        """Rows that stand, begun by the day as far as known, and not ended before it."""
        begun = Q(starts_on=None) | Q(starts_on__lte=on)
        return self.not_voided().filter(begun, Q(ends_on=None) | Q(ends_on__gte=on))


def ends_after_it_starts(model):
    return models.CheckConstraint(
        condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
        name=f"{model}_ends_after_it_starts",
        violation_error_message=_("The last day lies before the first."),
    )


class CareProvider(PersonFact):
    """A doctor, a clinic, a dentist: whom the family calls."""

    class Kind(models.TextChoices):
        PRIMARY = "primary", _("Doctor or clinic")
        PEDIATRICIAN = "pediatrician", _("Pediatrician")
        DENTIST = "dentist", _("Dentist")
        PRENATAL = "prenatal", _("Prenatal care or midwife")
        OTHER = "other", _("Somebody else")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    name = models.CharField(_("name"), max_length=120)
    clinic = models.CharField(_("clinic"), max_length=120, blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = DatedFactQuerySet.as_manager()

    class Meta(PersonFact.Meta):
        ordering = ["kind", "name", "pk"]
        constraints = [
            *PersonFact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=["primary", "pediatrician", "dentist", "prenatal", "other"]),
                name="careprovider_kind_is_known",
            ),
            ends_after_it_starts("careprovider"),
        ]

    class Privacy:
        public = ("id",)
        personal = ("phone",)
        sensitive = ("kind", "name", "clinic", "starts_on", "ends_on")

    def __str__(self):
        return f"care provider {self.pk}"

    def get_absolute_url(self):
        return reverse("health:health", args=[self.person_id])


class Insurance(PersonFact):
    """How care is paid for, from when to when; or the word that it is not."""

    class Kind(models.TextChoices):
        MEDICAID = "medicaid", _("Medicaid (MO HealthNet, Medical Assistance)")
        MINNESOTACARE = "minnesotacare", _("MinnesotaCare")
        CHIP = "chip", _("CHIP (MO HealthNet for Kids)")
        PRIVATE = "private", _("Private or through work")
        OTHER = "other", _("Something else")
        NONE = "none", _("No insurance")
        UNKNOWN = "unknown", _("They do not know")

    UNNAMED = ("none", "unknown")

    kind = models.CharField(_("kind"), max_length=13, choices=Kind)
    plan = models.CharField(_("plan"), max_length=120, blank=True)
    member_number = models.CharField(_("member number"), max_length=40, blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = DatedFactQuerySet.as_manager()

    class Meta(PersonFact.Meta):
        ordering = ["-starts_on", "-pk"]
        constraints = [
            *PersonFact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=["medicaid", "minnesotacare", "chip", "private", "other", "none", "unknown"]),
                name="insurance_kind_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["none", "unknown"]) | Q(plan="", member_number=""),
                name="insurance_none_has_no_plan",
                violation_error_message=_("Without insurance there is neither a plan nor a number."),
            ),
            ends_after_it_starts("insurance"),
        ]

    class Privacy:
        public = ("id",)
        personal = ("member_number",)
        sensitive = ("kind", "plan", "starts_on", "ends_on")

    def __str__(self):
        return f"insurance {self.pk}"

    def get_absolute_url(self):
        return reverse("health:health", args=[self.person_id])

    @property
    def is_insured(self):
        return self.kind not in self.UNNAMED

    @property
    def masked_number(self):
        """The last four signs alone; a short number is not shown at all."""
        if not self.member_number:
            return ""
        shown = self.member_number[-SHOWN_DIGITS:] if len(self.member_number) >= 2 * SHOWN_DIGITS else ""
        return f"•••• {shown}".strip()


class HealthNote(PersonFact):
    """An allergy or a condition that the family wishes the agency to know. Nothing of the kind is ever asked for."""

    class Kind(models.TextChoices):
        ALLERGY = "allergy", _("Allergy")
        CONDITION = "condition", _("Condition")
        NEED = "need", _("What they need")

    kind = models.CharField(_("kind"), max_length=9, choices=Kind)
    words = models.CharField(_("what to know"), max_length=300)
    wished_on = models.DateField(_("the family asked for it on"))

    objects = PersonFactQuerySet.as_manager()

    class Meta(PersonFact.Meta):
        ordering = ["kind", "pk"]
        constraints = [
            *PersonFact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=["allergy", "condition", "need"]), name="healthnote_kind_is_known"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="healthnote_says_something"),
        ]

    class Privacy:
        public = ("id",)
        sensitive = ("kind", "words", "wished_on")

    def __str__(self):
        return f"health note {self.pk}"

    def get_absolute_url(self):
        return reverse("health:health", args=[self.person_id])
