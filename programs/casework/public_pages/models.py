"""What the public reads: the words of a program's page at a site, and who reviewed which page when."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mmp_portal.agencies.models import County, Site
from mmp_portal.audit.records import Record, RecordQuerySet


class SitePageQuerySet(RecordQuerySet):
    def in_force(self, on):
        """Of each site and program the words that hold on the day: those of the latest first day."""
        begun = self.not_voided().filter(starts_on__lte=on)
        later = begun.filter(site=OuterRef("site"), program=OuterRef("program"), starts_on__gt=OuterRef("starts_on"))
        return begun.exclude(Exists(later))

    def of(self, site, program):
        return self.filter(site=site, program=program)

    def with_places(self):
        return self.prefetch_related("counties", "zips")


class SitePage(Record):
    """The words of one program's public page at one site, from a day on. Everything in it is meant for everybody.

    `counties` narrows the site's own counties for this program; none of them means all of the site's.
    """

    site = models.ForeignKey(Site, verbose_name=_("site"), on_delete=models.PROTECT, related_name="public_pages")
    program = models.CharField(_("program"), max_length=20)
    starts_on = models.DateField(_("from"))
    offers = models.TextField(_("what we offer here"), max_length=2000, blank=True)
    offers_es = models.TextField(_("what we offer here, in Spanish"), max_length=2000, blank=True)
    ask_for = models.CharField(_("whom to ask for"), max_length=120, blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    hours = models.CharField(_("hours"), max_length=200, blank=True)
    hours_es = models.CharField(_("hours, in Spanish"), max_length=200, blank=True)
    place = models.CharField(_("where we are"), max_length=200, blank=True)
    answered_within_days = models.PositiveSmallIntegerField(
        _("answered within, in working days"), null=True, blank=True
    )
    takes_referrals = models.BooleanField(_("people may write to us from the page"), default=True)
    counties = models.ManyToManyField(County, verbose_name=_("counties"), related_name="+", blank=True)

    objects = SitePageQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("public page")
        ordering = ["site", "program", "-starts_on", "-pk"]
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["site", "program", "starts_on"],
                condition=Q(voided_at=None),
                name="sitepage_once_a_day",
                violation_error_message=_("Other words begin on that day."),
            ),
            models.CheckConstraint(
                condition=Q(answered_within_days=None) | Q(answered_within_days__gte=1),
                name="sitepage_answered_within_a_day_or_more",
                violation_error_message=_("Give at least one working day."),
            ),
        ]

    class Privacy:
        public = (
            "id",
            "site",
            "program",
            "starts_on",
            "offers",
            "offers_es",
            "ask_for",
            "phone",
            "hours",
            "hours_es",
            "place",
            "answered_within_days",
            "takes_referrals",
            "counties",
        )

    def __str__(self):
        return f"public page {self.pk}"

    def get_absolute_url(self):
        return reverse("public_pages:words", args=[self.site_id, self.program])

    @property
    def offers_in_words(self):
        """In the reader's language; in English where nobody wrote it in theirs."""
        return (self.offers_es if get_language() == "es" else "") or self.offers

    @property
    def hours_in_words(self):
        return (self.hours_es if get_language() == "es" else "") or self.hours

    @property
    def zip_codes(self):
        return [row.code for row in self.zips.all()]


class ServedZip(models.Model):
    """A ZIP code that a site says its program serves."""

    page = models.ForeignKey(SitePage, verbose_name=_("page"), on_delete=models.CASCADE, related_name="zips")
    code = models.CharField(_("ZIP code"), max_length=5, db_index=True)

    class Meta:
        ordering = ["page", "code"]
        constraints = [models.UniqueConstraint(fields=["page", "code"], name="servedzip_once_a_page")]

    class Privacy:
        public = ("id", "page", "code")

    def __str__(self):
        return self.code


def _where():
    """The site of a review, 0 for a page that belongs to none: NULL equals nothing."""
    return Coalesce("site_id", 0)


class PageReviewQuerySet(RecordQuerySet):
    def latest(self):
        """Of each page, and of each site's page, the review that counts: the last one."""
        later = (
            PageReview.objects.not_voided()
            .annotate(where=_where())
            .filter(page=OuterRef("page"), where=OuterRef("where"))
            .filter(
                Q(reviewed_on__gt=OuterRef("reviewed_on"))
                | Q(reviewed_on=OuterRef("reviewed_on"), pk__gt=OuterRef("pk"))
            )
        )
        return self.not_voided().annotate(where=_where()).exclude(Exists(later))

    def overdue(self, on):
        """Pages whose next review should have been before the day."""
        return self.latest().filter(due_on__lt=on)

    def of(self, page, site=None):
        return self.not_voided().filter(page=page, site=site).order_by("-reviewed_on", "-pk")


class PageReview(Record):
    """Somebody read a page for the public, or one that explains, and found it right; and when it is due again.

    `page` is the code of a page of plain words (see `reviews`); with a `site` it is the site's page of that program.
    """

    page = models.CharField(_("page"), max_length=60)
    site = models.ForeignKey(
        Site, verbose_name=_("site"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reviewed_on = models.DateField(_("reviewed on"))
    reviewed_by = models.CharField(_("reviewed by"), max_length=120)
    due_on = models.DateField(_("due again"))

    objects = PageReviewQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("page review")
        ordering = ["-reviewed_on", "-pk"]
        indexes = [models.Index(fields=["page", "site"], name="pagereview_of_page")]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(due_on__gt=F("reviewed_on")),
                name="pagereview_due_after_it_was_reviewed",
                violation_error_message=_("The next review lies after this one."),
            ),
            models.CheckConstraint(condition=~Q(reviewed_by=""), name="pagereview_by_somebody"),
        ]

    class Privacy:
        # Who reviewed it stands on the page itself, in the words that somebody chose for it.
        public = ("id", "page", "site", "reviewed_on", "reviewed_by", "due_on")

    def __str__(self):
        return f"page review {self.pk}"

    def is_overdue(self, on):
        return self.due_on < on
