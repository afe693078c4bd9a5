"""Who refers families to a site: hospitals, clinics, schools, courts; what was agreed and talked about with them.

Not Corporate Partners, who employ youth.
"""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Max, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.scope import case_q
from mmp_portal.agencies.models import Site
from mmp_portal.audit.records import Record, RecordQuerySet
from programs.casework.referrals.models import CLOSED, Referral, Status

# An agreement stands among what is owed this long before its last day.
ENDS_SOON = timedelta(days=60)
# Of these the referrer is told, as far as the family agreed.
ENDINGS = (Status.ENROLLED, *CLOSED)


class CommunityPartnerQuerySet(RecordQuerySet):
    def for_user(self, user):
        """Those of the sites where the person works on cases."""
        return self.filter(case_q(user, program=None))

    def at_sites(self, sites):
        return self.filter(site__in=sites)

    def who_sent(self, referral):
        """The one from whom a referral came, if it came from one."""
        return self.filter(referrals__referral=referral, referrals__voided_at=None)

    def matching(self, words):
        """Those in whose name or note each of the words stands, or in the name of somebody there."""
        found = self
        people = CommunityContact.objects.not_voided()
        for word in str(words).split():
            found = found.filter(
                Q(name__icontains=word)
                | Q(note__icontains=word)
                | Q(pk__in=people.filter(name__icontains=word).values("partner"))
            )
        return found

    def with_agreement(self, on):
        """Those with an agreement in force on the day."""
        return self.filter(pk__in=Agreement.objects.in_force(on).values("partner"))

    def with_figures(self, on):
        """Each with `sent` and `accepted` referrals, `last_talk_on`, `next_step_on`, and `agreed_until`.

        `agreed_until` is the last day of the agreement in force; the year 9999 stands for one without an end.
        """
        links = PartnerReferral.objects.not_voided().filter(partner=OuterRef("pk"), referral__voided_at=None)
        talks = CommunityTalk.objects.not_voided().filter(partner=OuterRef("pk"))
        agreements = Agreement.objects.in_force(on).filter(partner=OuterRef("pk"))
        far = models.Value("9999-12-31", output_field=models.DateField())
        return self.annotate(
            sent=Coalesce(_one(links, Count("pk")), 0),
            accepted=Coalesce(_one(links.filter(referral__status=Status.ENROLLED), Count("pk")), 0),
            last_talk_on=_one(talks, Max("talked_on")),
            next_step_on=_one(talks.filter(next_step_done_on=None), Min("next_step_on")),
            agreed_until=_one(agreements, Max(Coalesce("ends_on", far))),
        )


def _one(rows, figure):
    """One figure about the rows of each partner."""
    return Subquery(rows.order_by().values("partner").annotate(figure=figure).values("figure"))


class CommunityPartner(Record):
    """A place that refers families to a site."""

    class Kind(models.TextChoices):
        HOSPITAL = "hospital", _("Hospital")
        CLINIC = "clinic", _("Clinic or doctor")
        WIC = "wic", _("WIC")
        COURT = "court", _("Court or juvenile office")
        SCHOOL = "school", _("School")
        CHILD_WELFARE = "child_welfare", _("Child welfare")
        SHELTER = "shelter", _("Shelter or housing")
        FAITH = "faith", _("Congregation")
        OTHER = "other", _("Other")

    site = models.ForeignKey(Site, verbose_name=_("site"), on_delete=models.PROTECT, related_name="community_partners")
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=14, choices=Kind)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    website = models.URLField(_("website"), max_length=200, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)

    objects = CommunityPartnerQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("community partner")
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["site", "name"], name="communitypartner_by_name")]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "hospital",
                        "clinic",
                        "wic",
                        "court",
                        "school",
                        "child_welfare",
                        "shelter",
                        "faith",
                        "other",
                    ]
                ),
                name="communitypartner_kind_is_known",
            ),
            models.UniqueConstraint(
                fields=["site", "name"],
                condition=Q(voided_at=None),
                name="communitypartner_named_once_at_a_site",
                violation_error_message=_("This partner stands in the list already."),
            ),
        ]

    class Privacy:
        public = ("id", "site", "name", "kind", "website")
        personal = ("phone", "address", "note")

    def __str__(self):
        return f"community partner {self.pk}"

    def get_absolute_url(self):
        return reverse("community_partners:partner", args=[self.pk])


class OfPartner(Record):
    """Something that belongs to a partner."""

    class Meta(Record.Meta):
        abstract = True

    class Privacy:
        public = ("id", "partner")

    def get_absolute_url(self):
        return reverse("community_partners:partner", args=[self.partner_id])


class OfPartnerQuerySet(RecordQuerySet):
    def for_user(self, user):
        """Those of partners of the sites where the person works on cases."""
        return self.filter(case_q(user, site="partner__site", program=None), partner__voided_at=None)

    def with_partner(self):
        return self.select_related("partner__site")


class CommunityContact(OfPartner):
    """Somebody one speaks with at a partner."""

    partner = models.ForeignKey(
        CommunityPartner, verbose_name=_("partner"), on_delete=models.PROTECT, related_name="contacts"
    )
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("role"), max_length=120, blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)

    objects = OfPartnerQuerySet.as_manager()

    class Meta(OfPartner.Meta):
        ordering = ["name", "pk"]
        constraints = [*Record.Meta.constraints]

    class Privacy:
        personal = ("name", "role", "phone", "email")

    def __str__(self):
        return f"partner contact {self.pk}"


class AgreementQuerySet(OfPartnerQuerySet):
    def in_force(self, on):
        return self.not_voided().filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)

    def to_renew(self, on):
        """Ending soon, and no other of the partner lasts longer."""
        ending = self.in_force(on).filter(ends_on__lte=on + ENDS_SOON)
        longer = Agreement.objects.not_voided().filter(
            Q(ends_on=None) | Q(ends_on__gt=OuterRef("ends_on")), partner=OuterRef("partner")
        )
        return ending.exclude(models.Exists(longer))


class Agreement(OfPartner):
    """What site and partner agreed on, from when to when."""

    partner = models.ForeignKey(
        CommunityPartner, verbose_name=_("partner"), on_delete=models.PROTECT, related_name="agreements"
    )
    about = models.CharField(_("about"), max_length=200)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    signed_by = models.CharField(_("signed by"), max_length=200, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta(OfPartner.Meta):
        ordering = ["-starts_on", "-pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="agreement_ends_after_it_starts",
                violation_error_message=_("The last day lies before the first."),
            ),
        ]

    class Privacy:
        public = ("starts_on", "ends_on")
        personal = ("about", "signed_by")

    def __str__(self):
        return f"agreement {self.pk}"

    def is_in_force(self, on):
        return self.starts_on <= on and (self.ends_on is None or self.ends_on >= on)

    def ends_soon(self, on):
        return self.is_in_force(on) and self.ends_on is not None and self.ends_on <= on + ENDS_SOON


class TalkQuerySet(OfPartnerQuerySet):
    def with_open_step(self):
        """Those that left something to do."""
        return self.not_voided().exclude(next_step_on=None).filter(next_step_done_on=None)


class CommunityTalk(OfPartner):
    """A talk with a partner, and what was to follow from it."""

    class Way(models.TextChoices):
        VISIT = "visit", _("Visit")
        CALL = "call", _("Call")
        EMAIL = "email", _("E-mail")
        EVENT = "event", _("At an event")

    partner = models.ForeignKey(
        CommunityPartner, verbose_name=_("partner"), on_delete=models.PROTECT, related_name="talks"
    )
    talked_on = models.DateField(_("when"))
    way = models.CharField(_("how"), max_length=8, choices=Way)
    with_whom = models.CharField(_("with whom"), max_length=120, blank=True)
    words = models.TextField(_("what was said"), max_length=2000)
    next_step = models.CharField(_("next step"), max_length=200, blank=True)
    next_step_on = models.DateField(_("by"), null=True, blank=True)
    next_step_done_on = models.DateField(_("done on"), null=True, editable=False)

    objects = TalkQuerySet.as_manager()

    class Meta(OfPartner.Meta):
        ordering = ["-talked_on", "-pk"]
        indexes = [models.Index(fields=["next_step_done_on", "next_step_on"], name="talk_with_open_step")]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(way__in=["visit", "call", "email", "event"]), name="communitytalk_way_is_known"
            ),
            models.CheckConstraint(
                condition=Q(next_step="", next_step_on=None) | ~Q(next_step="") & Q(next_step_on__isnull=False),
                name="communitytalk_next_step_with_its_day",
                violation_error_message=_("Give the next step and its day, both or neither."),
            ),
            models.CheckConstraint(
                condition=Q(next_step_done_on=None) | Q(next_step_on__isnull=False),
                name="communitytalk_done_only_what_was_to_do",
            ),
        ]

    class Privacy:
        public = ("talked_on", "way", "next_step_on", "next_step_done_on")
        personal = ("with_whom", "words", "next_step")

    def __str__(self):
        return f"talk {self.pk}"


class PartnerReferralQuerySet(RecordQuerySet):
    def for_user(self, user):
        """Those of referrals that the person works on."""
        return self.filter(referral__in=Referral.objects.not_voided().for_user(user).values("pk"))

    def to_tell(self):
        """The referral has come to an end that the partner has not heard of."""
        ended = self.not_voided().filter(referral__status__in=ENDINGS, referral__voided_at=None)
        return ended.exclude(told_status=F("referral__status"))

    def with_referral(self):
        return self.select_related("partner__site", "referral__person", "referral__site", "told_by")


class PartnerReferral(Record):
    """A referral that came from a partner, and what the partner was told of its end.

    `told_status` is the end they were told of, `told_with_consent` whether the words said which it was.
    """

    class How(models.TextChoices):
        CALL = "call", _("Call")
        EMAIL = "email", _("E-mail")
        LETTER = "letter", _("Letter")
        TALK = "talk", _("In a talk")

    partner = models.ForeignKey(
        CommunityPartner, verbose_name=_("partner"), on_delete=models.PROTECT, related_name="referrals"
    )
    referral = models.ForeignKey(
        Referral, verbose_name=_("referral"), on_delete=models.PROTECT, related_name="partner_links"
    )
    told_on = models.DateField(_("told on"), null=True, blank=True)
    told_how = models.CharField(_("how"), max_length=6, choices=How, blank=True)
    told_status = models.CharField(_("told of"), max_length=12, choices=Status, blank=True, editable=False)
    told_with_consent = models.BooleanField(_("told with a consent"), default=False, editable=False)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("told by"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = PartnerReferralQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("referral of a partner")
        ordering = ["-referral__received_on", "-pk"]
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["referral"],
                condition=Q(voided_at=None),
                name="partnerreferral_of_one_partner",
                violation_error_message=_("This referral belongs to a partner already."),
            ),
            models.CheckConstraint(
                condition=Q(told_on=None, told_how="", told_status="", told_by=None)
                | Q(told_on__isnull=False, told_by__isnull=False) & ~Q(told_how="") & ~Q(told_status=""),
                name="partnerreferral_told_with_day_way_and_person",
            ),
        ]

    class Privacy:
        public = ("id", "partner", "referral", "told_on", "told_how", "told_by")
        sensitive = ("told_status", "told_with_consent")

    def __str__(self):
        return f"referral of a partner {self.pk}"

    def get_absolute_url(self):
        return reverse("community_partners:partner", args=[self.partner_id])

    @property
    def is_to_tell(self):
        return self.referral.status in ENDINGS and self.told_status != self.referral.status
