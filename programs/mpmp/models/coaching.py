"""What a contact says besides in this program: who of the family took part, and what the parent learned and used."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mmp_portal.audit.records import Record
from programs.casework.contacts.models import Contact
from programs.casework.enrollments.models import Enrollment
from programs.mpmp.models.rows import CaseRowQuerySet


class Coaching(Record):
    """The part of this program in a contact. A skill learned and one used at home after the return are told apart."""

    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="coachings"
    )
    contact = models.OneToOneField(
        Contact, verbose_name=_("contact"), on_delete=models.PROTECT, related_name="coaching"
    )
    family = models.CharField(_("family members who took part"), max_length=200, blank=True)
    supports = models.CharField(_("other supports who took part"), max_length=200, blank=True)
    skills_learned = models.CharField(_("parenting skill learned"), max_length=300, blank=True)
    skills_applied = models.CharField(_("parenting skill used at home since the return"), max_length=300, blank=True)

    objects = CaseRowQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-contact__started_at", "-pk"]

    class Privacy:
        public = ("id", "enrollment", "contact")
        personal = ("family", "supports")
        sensitive = ("skills_learned", "skills_applied")

    def __str__(self):
        return f"part of a contact {self.pk}"

    def get_absolute_url(self):
        return reverse("contacts:contact", args=[self.contact_id])

    @property
    def told(self):
        """Pairs of a label and the words, those that were said."""
        names = ("family", "supports", "skills_learned", "skills_applied")
        labels = [str(self._meta.get_field(name).verbose_name) for name in names]
        pairs = [
            (label[:1].upper() + label[1:], getattr(self, name)) for label, name in zip(labels, names, strict=True)
        ]
        return [(label, words) for label, words in pairs if words]
