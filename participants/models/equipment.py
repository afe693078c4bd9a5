"""What was lent to somebody so that they can take part."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mmp_portal.agencies.models import Site
from mmp_portal.audit.records import Record, RecordQuerySet
from participants.models.people import Person


class EquipmentLoanQuerySet(RecordQuerySet):
    def out(self):
        """Lent and not yet returned."""
        return self.not_voided().filter(returned_on=None)


class EquipmentLoan(Record):
    """A phone, a tablet, a car seat: lent by a site, due back on a day, and returned."""

    person = models.ForeignKey(
        Person, verbose_name=_("person"), on_delete=models.PROTECT, related_name="equipment_loans"
    )
    site = models.ForeignKey(Site, verbose_name=_("site"), on_delete=models.PROTECT, related_name="+")
    what = models.CharField(_("what"), max_length=80)
    number = models.CharField(_("inventory number"), max_length=40, blank=True)
    lent_on = models.DateField(_("lent"))
    due_back_on = models.DateField(_("due back"), null=True, blank=True)
    returned_on = models.DateField(_("returned"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = EquipmentLoanQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-lent_on", "-pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=~Q(what=""), name="equipmentloan_is_of_something"),
            models.CheckConstraint(
                condition=Q(due_back_on=None) | Q(due_back_on__gte=F("lent_on")),
                name="equipmentloan_due_back_after_it_was_lent",
                violation_error_message=_("It would be due back before it was lent."),
            ),
            models.CheckConstraint(
                condition=Q(returned_on=None) | Q(returned_on__gte=F("lent_on")),
                name="equipmentloan_returned_after_it_was_lent",
                violation_error_message=_("It cannot come back before it was lent."),
            ),
        ]

    class Privacy:
        public = ("id", "person", "site", "what", "number", "lent_on", "due_back_on", "returned_on")
        sensitive = ("note",)

    def __str__(self):
        return f"loan {self.pk}"
