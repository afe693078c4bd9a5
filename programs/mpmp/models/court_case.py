"""The child-protection case: where it is, under which number, who has a part in it, and what is restricted in it."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mmp_portal.agencies.models import County
from mmp_portal.audit.records import Record
from programs.casework.enrollments.models import Enrollment
from programs.mpmp.models.rows import CaseRowQuerySet, RestrictedRowQuerySet


class CourtCase(Record):
    """A family's case in child protection. An enrollment has one; its children are those who were placed."""

    class Tribal(models.TextChoices):
        """Whether the Indian Child Welfare Act and Minnesota's own (MIFPA) hold for a child of the case."""

        NOT_ASKED = "not_asked", _("Nobody has asked yet")
        ASKED = "asked", _("Asked, the tribe has not answered")
        NO = "no", _("No")
        YES = "yes", _("Yes")

    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="court_cases"
    )
    county = models.ForeignKey(
        County, verbose_name=_("county"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    file_number = models.CharField(_("court file number"), max_length=40, blank=True)
    opened_on = models.DateField(_("opened"))
    is_tribal = models.CharField(_("ICWA and MIFPA"), max_length=10, choices=Tribal, default=Tribal.NOT_ASKED)
    tribe = models.CharField(_("tribe"), max_length=120, blank=True)
    tribe_told_on = models.DateField(_("notice sent to the tribe"), null=True, blank=True)
    ended_on = models.DateField(_("ended"), null=True, blank=True)
    ended_words = models.CharField(_("how it ended"), max_length=200, blank=True)

    objects = CaseRowQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-opened_on", "-pk"]
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["enrollment"],
                condition=Q(voided_at=None),
                name="courtcase_once_in_an_enrollment",
                violation_error_message=_("The court case of this family is written down already."),
            ),
            models.CheckConstraint(
                condition=Q(is_tribal__in=["not_asked", "asked", "no", "yes"]), name="courtcase_tribal_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(is_tribal="yes") | ~Q(tribe=""),
                name="courtcase_tribal_names_the_tribe",
                violation_error_message=_("Name the tribe whose child this is."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("opened_on")),
                name="courtcase_ended_after_it_was_opened",
                violation_error_message=_("The court case ended before it was opened. Check the days."),
            ),
        ]

    class Privacy:
        public = ("id", "enrollment", "opened_on", "ended_on")
        sensitive = ("county", "file_number", "is_tribal", "tribe", "tribe_told_on", "ended_words")

    def __str__(self):
        return f"court case {self.pk}"

    def get_absolute_url(self):
        return reverse("mpmp:court", args=[self.enrollment_id])

    @property
    def is_open(self):
        return self.ended_on is None and self.voided_at is None


class CourtPerson(Record):
    """Somebody with a part in the case, such as the county's worker or the guardian ad litem, from a day to a day."""

    class Role(models.TextChoices):
        WORKER = "worker", _("County worker")
        PARENTS_ATTORNEY = "parents_attorney", _("Attorney of the parent")
        CHILDS_ATTORNEY = "childs_attorney", _("Attorney of a child")
        COUNTY_ATTORNEY = "county_attorney", _("County attorney")
        GUARDIAN_AD_LITEM = "gal", _("Guardian ad litem")
        TRIBE = "tribe", _("Representative of the tribe")
        JUDGE = "judge", _("Judge or referee")
        OTHER = "other", _("Somebody else")

    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="court_people"
    )
    role = models.CharField(_("part in the case"), max_length=20, choices=Role)
    name = models.CharField(_("name"), max_length=120)
    office = models.CharField(_("office"), max_length=120, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    starts_on = models.DateField(_("since"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = CaseRowQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["role", "-starts_on", "pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(
                    role__in=[
                        "worker",
                        "parents_attorney",
                        "childs_attorney",
                        "county_attorney",
                        "gal",
                        "tribe",
                        "judge",
                        "other",
                    ]
                ),
                name="courtperson_role_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(name=""), name="courtperson_has_a_name", violation_error_message=_("Say who it is.")
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="courtperson_ends_after_the_beginning",
                violation_error_message=_("It ends before it begins. Check the days."),
            ),
        ]

    class Privacy:
        public = ("id", "enrollment", "role", "starts_on", "ends_on")
        personal = ("name", "office", "phone", "email")

    def __str__(self):
        return f"person of a court case {self.pk}"

    def get_absolute_url(self):
        return f"{reverse('mpmp:court', args=[self.enrollment_id])}#people"


class Petition(Record):
    """What was petitioned and alleged, and what the court found. Opened by the assigned worker and the supervisor."""

    class Kind(models.TextChoices):
        PROTECTION = "protection", _("Child in need of protection or services")
        PERMANENCY = "permanency", _("Permanency")
        TERMINATION = "termination", _("Termination of parental rights")
        CUSTODY = "custody", _("Transfer of custody")
        OTHER = "other", _("Another petition")

    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="petitions"
    )
    kind = models.CharField(_("petition"), max_length=20, choices=Kind)
    filed_on = models.DateField(_("filed"))
    allegations = models.TextField(_("what is alleged"), max_length=4000)
    finding = models.CharField(_("what the court found"), max_length=500, blank=True)

    objects = RestrictedRowQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-filed_on", "-pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=["protection", "permanency", "termination", "custody", "other"]),
                name="petition_kind_is_known",
            ),
        ]

    class Privacy:
        public = ("id", "enrollment")
        restricted = ("kind", "filed_on", "allegations", "finding")

    def __str__(self):
        return f"petition {self.pk}"


class NewReport(Record):
    """A report to child protection made after the enrollment: when, and what came of it. Restricted, as a petition."""

    class Finding(models.TextChoices):
        WAITING = "waiting", _("Not decided yet")
        SCREENED_OUT = "screened_out", _("Not looked into")
        NOT_MADE = "not_made", _("Looked into, nothing found")
        MADE = "made", _("Maltreatment found")

    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="new_reports"
    )
    reported_on = models.DateField(_("reported"))
    finding = models.CharField(_("what came of it"), max_length=20, choices=Finding, default=Finding.WAITING)
    words = models.CharField(_("in words"), max_length=500, blank=True)

    objects = RestrictedRowQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-reported_on", "-pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(finding__in=["waiting", "screened_out", "not_made", "made"]),
                name="newreport_finding_is_known",
            ),
        ]

    class Privacy:
        public = ("id", "enrollment")
        restricted = ("reported_on", "finding", "words")

    def __str__(self):
        return f"new report {self.pk}"
