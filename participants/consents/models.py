"""What somebody agreed to, on which text, until when, and how it ended."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mmp_portal.files.models import StoredFile
from participants.consents.dependents import what_depends
from participants.facts import PersonFact, PersonFactQuerySet
from participants.models import Person

ENDS_SOON = timedelta(days=30)


class Kind(models.TextChoices):
    SERVICES = "services", _("Services, of their own will")
    SHARING = "sharing", _("Sharing with a named party")
    SCHOOL_RECORDS = "school_records", _("School records")
    TEXTS = "texts", _("Text messages")
    PHOTO = "photo", _("Photo and story")


class How(models.TextChoices):
    SCREEN = "screen", _("Signed on screen")
    PAPER = "paper", _("Signed on paper")
    VOICE = "voice", _("Said by voice")


class Language(models.TextChoices):
    """Languages in which the texts are kept."""

    ENGLISH = "en", _("English")
    SPANISH = "es", _("Spanish")


def _others(consents):
    """Those of `consents` that say the same as the row at hand: the same person, site, kind and party."""
    return consents.filter(
        person=OuterRef("person"), site=OuterRef("site"), kind=OuterRef("kind"), party__iexact=OuterRef("party")
    ).exclude(pk=OuterRef("pk"))


class ConsentQuerySet(PersonFactQuerySet):
    def in_force(self, on):
        """Given, not ended and not revoked on the day. On the day of the revocation it is in force no more."""
        return self.not_voided().filter(
            Q(until=None) | Q(until__gte=on), Q(revoked_on=None) | Q(revoked_on__gt=on), given_on__lte=on
        )

    def to_follow_up(self, on):
        """Ended by the day, with nobody having done what follows, and no other of the kind and party in its place."""
        ended = self.not_voided().filter(Q(revoked_on__lte=on) | Q(until__lt=on), followed_up_at=None)
        return ended.exclude(Exists(_others(Consent.objects.in_force(on))))

    def ending(self, on, *, within=ENDS_SOON):
        """In force on the day, ending `within` it, and none of the kind and party that lasts longer."""
        longer = _others(Consent.objects.in_force(on).filter(Q(until=None) | Q(until__gt=OuterRef("until"))))
        return self.in_force(on).filter(revoked_on=None, until__lt=on + within).exclude(Exists(longer))

    def with_people(self):
        return self.select_related("person", "given_by", "site", "signature", "scan", "recorded_by")


class Consent(PersonFact):
    """A consent about `person`, given by them or by a parent or guardian. It keeps the text it was given on."""

    kind = models.CharField(_("kind"), max_length=14, choices=Kind)
    party = models.CharField(_("with whom"), max_length=120, blank=True)
    given_by = models.ForeignKey(
        Person, verbose_name=_("given by"), on_delete=models.PROTECT, related_name="consents_given"
    )
    given_on = models.DateField(_("given on"))
    until = models.DateField(_("until"), null=True, blank=True)
    how = models.CharField(_("how"), max_length=6, choices=How)
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.ENGLISH)
    text_from = models.DateField(_("version of the text"))
    text_is_reviewed = models.BooleanField(_("text was reviewed by a lawyer"), default=False)
    text_title = models.CharField(_("title of the text"), max_length=120)
    text_body = models.TextField(_("text"))
    signed_name = models.CharField(_("name as signed"), max_length=160, blank=True)
    signature = models.OneToOneField(
        StoredFile,
        verbose_name=_("signature"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="signed_consent",
    )
    scan = models.OneToOneField(
        StoredFile,
        verbose_name=_("scan"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="scanned_consent",
    )
    note = models.CharField(_("note"), max_length=300, blank=True)
    revoked_on = models.DateField(_("ended on"), null=True, blank=True)
    revoked_by = models.CharField(_("ended by"), max_length=160, blank=True)
    revoke_reason = models.CharField(_("why ended"), max_length=200, blank=True)
    followed_up_at = models.DateTimeField(_("what follows was done at"), null=True, editable=False)
    followed_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("what follows was done by"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = ConsentQuerySet.as_manager()

    class Meta(PersonFact.Meta):
        ordering = ["-given_on", "-pk"]
        indexes = [
            models.Index(fields=["person", "kind"], name="consent_by_person_and_kind"),
            models.Index(fields=["until"], name="consent_by_until"),
            models.Index(fields=["revoked_on"], name="consent_by_revoked_on"),
        ]
        constraints = [
            *PersonFact.Meta.constraints,
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="consent_kind_is_known"),
            models.CheckConstraint(condition=Q(how__in=How.values), name="consent_how_is_known"),
            models.CheckConstraint(
                condition=Q(kind="sharing", until__isnull=False) & ~Q(party="") | ~Q(kind="sharing") & Q(party=""),
                name="consent_sharing_names_a_party_and_a_day",
                violation_error_message=_("A consent to share names the party, and the day on which it ends."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("given_on")),
                name="consent_ends_after_it_is_given",
                violation_error_message=_("The last day lies before the day on which it was given."),
            ),
            models.CheckConstraint(
                condition=Q(revoked_on=None, revoked_by="", revoke_reason="")
                | Q(revoked_on__isnull=False, revoked_on__gte=F("given_on")) & ~Q(revoked_by=""),
                name="consent_revoked_with_day_and_person",
                violation_error_message=_("Say who ended it and when, not before it was given."),
            ),
            models.CheckConstraint(
                condition=Q(followed_up_at=None, followed_up_by=None)
                | Q(followed_up_at__isnull=False, followed_up_by__isnull=False),
                name="consent_followed_up_with_person_and_moment",
            ),
        ]

    class Privacy:
        public = (
            "id",
            "kind",
            "given_on",
            "until",
            "how",
            "language",
            "text_from",
            "text_is_reviewed",
            "text_title",
            "text_body",
            "revoked_on",
            "followed_up_at",
            "followed_up_by",
        )
        personal = ("given_by", "party", "signed_name", "signature", "scan", "revoked_by")
        sensitive = ("note", "revoke_reason")

    def __str__(self):
        return f"consent {self.pk}"

    def get_absolute_url(self):
        return reverse("consents:consent", args=[self.pk])

    @property
    def ended_on(self):
        """The first day on which it is in force no more; None while no end is known."""
        days = [day for day in (self.revoked_on, self.until and self.until + timedelta(days=1)) if day]
        return min(days, default=None)

    def is_in_force(self, on):
        return not self.voided_at and self.given_on <= on and (self.ended_on is None or self.ended_on > on)

    def ends_soon(self, on):
        """In force, and with less than 30 days to go."""
        return self.is_in_force(on) and self.ended_on is not None and self.ended_on - on <= ENDS_SOON

    @property
    def what_follows(self):
        """What must be done when it ends, in sentences."""
        return what_depends(self.kind)

    @property
    def label(self):
        """“Sharing with a named party: Clearwater High School”."""
        return f"{self.get_kind_display()}: {self.party}" if self.party else self.get_kind_display()

    @property
    def is_own(self):
        """Whether the person spoke for themselves."""
        return self.given_by_id == self.person_id
