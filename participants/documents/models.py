"""Papers and photos of a person: what they are, and the file that shows them."""

from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mmp_portal.audit.models import Opening
from mmp_portal.files.models import StoredFile
from participants.documents import openers
from participants.facts import PersonFact, PersonFactQuerySet
from participants.models import Person

# A reason given opens a person's restricted documents for as long as the trail counts one opening.
OPEN_FOR = timedelta(hours=1)
OPENED_AS = "restricted documents"


class DocumentQuerySet(PersonFactQuerySet):
    def photos(self):
        return self.not_voided().filter(kind=Document.Kind.PHOTO)

    def with_files(self):
        return self.select_related("file", "recorded_by", "person", "site")


class Document(PersonFact):
    """A document that whoever works on the person's cases at the site may open."""

    class Kind(models.TextChoices):
        PHOTO = "photo", _("Photo of the person")
        IDENTITY = "identity", _("Identity card or passport")
        BIRTH_CERTIFICATE = "birth_certificate", _("Birth certificate")
        INSURANCE_CARD = "insurance_card", _("Insurance card")
        IMMUNIZATIONS = "immunizations", _("Immunization record")
        SCHOOL = "school", _("School record")
        CONSENT = "consent", _("Signed consent")
        INCOME = "income", _("Evidence of income")
        OTHER = "other", _("Other document")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    title = models.CharField(_("title"), max_length=120, blank=True)
    dated_on = models.DateField(_("dated"), null=True, blank=True)
    note = models.TextField(_("note"), max_length=1000, blank=True)
    file = models.OneToOneField(
        StoredFile, verbose_name=_("file"), on_delete=models.PROTECT, related_name="document", editable=False
    )

    objects = DocumentQuerySet.as_manager()

    class Meta(PersonFact.Meta):
        ordering = ["kind", "-dated_on", "-pk"]
        indexes = [models.Index(fields=["person", "kind"], name="document_of_person")]
        constraints = [
            *PersonFact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "photo",
                        "identity",
                        "birth_certificate",
                        "insurance_card",
                        "immunizations",
                        "school",
                        "consent",
                        "income",
                        "other",
                    ]
                ),
                name="document_kind_is_known",
            ),
        ]

    class Privacy:
        public = ("id", "kind", "file")
        sensitive = ("title", "dated_on", "note")

    def __str__(self):
        return f"document {self.pk}"

    @property
    def name(self):
        """What to call it: its title, or what it is."""
        return self.title or self.get_kind_display()


class RestrictedDocumentQuerySet(PersonFactQuerySet):
    def for_user(self, user):
        """Those of people in whose open case the user may open restricted facts."""
        return super().for_user(user).filter(person__in=openers.people_open_to(user))

    def opened_by(self, user):
        """Those whose opening the user gave a reason for within the hour."""
        given = Opening.objects.filter(
            by=user,
            what=OPENED_AS,
            at__gt=timezone.now() - OPEN_FOR,
            subject_type=ContentType.objects.get_for_model(Person),
        )
        return self.not_voided().for_user(user).filter(person__in=given.values("subject_id"))


class RestrictedDocument(PersonFact):
    """A paper of a court or of Children's Division. It stands in no ordinary list; opening it asks for a reason."""

    travels = False

    class About(models.TextChoices):
        COURT = "court", _("Court paper")
        CHILDRENS_DIVISION = "childrens_division", _("Paper of Children's Division")

    about = models.CharField(_("kind"), max_length=20, choices=About)
    title = models.CharField(_("title"), max_length=120, blank=True)
    dated_on = models.DateField(_("dated"), null=True, blank=True)
    note = models.TextField(_("note"), max_length=1000, blank=True)
    file = models.OneToOneField(
        StoredFile,
        verbose_name=_("file"),
        on_delete=models.PROTECT,
        related_name="restricted_document",
        editable=False,
    )

    objects = RestrictedDocumentQuerySet.as_manager()

    class Meta(PersonFact.Meta):
        ordering = ["about", "-dated_on", "-pk"]
        constraints = [
            *PersonFact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(about__in=["court", "childrens_division"]), name="restricteddocument_kind_is_known"
            ),
        ]

    class Privacy:
        public = ("id", "file")
        restricted = ("about", "title", "dated_on", "note")

    def __str__(self):
        return f"restricted document {self.pk}"

    @property
    def name(self):
        """What to call it: its title, or what it is."""
        return self.title or self.get_about_display()
