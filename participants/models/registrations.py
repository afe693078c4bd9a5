"""A person at a site, from when to when."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mmp_portal.agencies.models import DatedQuerySet, Site
from participants.models.people import Person


class Registration(models.Model):
    """A person at a site, from when to when. What staff may see follows it."""

    person = models.ForeignKey(
        Person, verbose_name=_("person"), on_delete=models.PROTECT, related_name="registrations"
    )
    site = models.ForeignKey(Site, verbose_name=_("site"), on_delete=models.PROTECT, related_name="registrations")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["person", "starts_on"]
        constraints = [
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
        public = ("id", "person", "site", "starts_on", "ends_on")

    def __str__(self):
        return f"registration {self.pk}"
