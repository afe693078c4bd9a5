"""A person at a site, from when to when."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mmp_portal.agencies.models import DatedQuerySet, Site
from participants.models.people import Person


class Registration(models.Model):
    """A person at a site, from when to when. What staff may see follows it.

    One that came by a transfer says from where, and which parts of what was known came along.
    """

    class Part(models.TextChoices):
        """What is known of a person beyond name, birth date and number."""

        REACH = "reach", _("Ways to reach them and where they live")
        HOUSEHOLD = "household", _("Household and children")
        DOCUMENTS = "documents", _("Documents, consents, school, health, income and background")
        HISTORY = "history", _("In which programs they were, and when")

    person = models.ForeignKey(
        Person, verbose_name=_("person"), on_delete=models.PROTECT, related_name="registrations"
    )
    site = models.ForeignKey(Site, verbose_name=_("site"), on_delete=models.PROTECT, related_name="registrations")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    end_reason = models.CharField(_("why it ended"), max_length=200, blank=True)
    transferred_from = models.ForeignKey(
        Site, verbose_name=_("transferred from"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    shares_reach = models.BooleanField(_("ways to reach them came along"), default=True)
    shares_household = models.BooleanField(_("the household came along"), default=True)
    shares_documents = models.BooleanField(_("documents came along"), default=True)
    shares_history = models.BooleanField(_("the history came along"), default=True)
    consented_on = models.DateField(_("they agreed on"), null=True, blank=True)
    without_consent_because = models.CharField(_("why without their consent"), max_length=300, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["person", "starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(transferred_from__isnull=False)
                | Q(
                    shares_reach=True,
                    shares_household=True,
                    shares_documents=True,
                    shares_history=True,
                    consented_on=None,
                    without_consent_because="",
                ),
                name="registration_shares_less_only_after_a_transfer",
            ),
            models.CheckConstraint(
                condition=Q(transferred_from=None) | Q(consented_on__isnull=False) | ~Q(without_consent_because=""),
                name="registration_transferred_by_consent_or_with_a_reason",
                violation_error_message=_("Say when they agreed, or why it is done without their consent."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="registration_ends_after_it_starts",
                violation_error_message=_("The last day lies before the first."),
            ),
            models.UniqueConstraint(
                fields=["person", "site"],
                condition=Q(ends_on=None),
                name="registration_open_once_at_a_site",
                violation_error_message=_("This person is registered here already."),
            ),
        ]

    class Privacy:
        public = (
            "id",
            "person",
            "site",
            "starts_on",
            "ends_on",
            "transferred_from",
            "shares_reach",
            "shares_household",
            "shares_documents",
            "shares_history",
            "consented_on",
        )
        sensitive = ("end_reason", "without_consent_because")

    def __str__(self):
        return f"registration {self.pk}"

    @property
    def parts(self):
        """The parts that the site knows of the person."""
        return {part for part in self.Part if getattr(self, f"shares_{part}")}
