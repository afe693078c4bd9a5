"""What is known of a Corporate Partner besides its agreement: its places of work, whom to ask for, and every talk."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mentors.models import CorporatePartner
from mmp_portal.accounts.scope import case_q
from mmp_portal.audit.records import Record, RecordQuerySet


class OfPartnerQuerySet(RecordQuerySet):
    def for_user(self, user):
        """Those of the partners of the sites where `user` works on cases."""
        return self.filter(case_q(user, site="partner__site", program=None))


class Workplace(Record):
    """A place where the company's people work, and how one gets there without a car."""

    partner = models.ForeignKey(
        CorporatePartner, verbose_name=_("company"), on_delete=models.PROTECT, related_name="workplaces"
    )
    name = models.CharField(_("name"), max_length=120)
    address = models.CharField(_("address"), max_length=200, blank=True)
    city = models.CharField(_("city"), max_length=60, blank=True)
    bus_line = models.CharField(_("bus line"), max_length=80, blank=True)

    objects = OfPartnerQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("place of work")
        ordering = ["name", "pk"]
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["partner", "name"],
                condition=Q(voided_at=None),
                name="workplace_named_once_at_a_partner",
                violation_error_message=_("The company has a place of this name already."),
            ),
        ]

    class Privacy:
        public = ("id", "partner", "name", "city", "bus_line")
        personal = ("address",)

    def __str__(self):
        return f"workplace {self.pk}"


class PartnerContact(Record):
    """Somebody at the company whom staff ask for."""

    partner = models.ForeignKey(
        CorporatePartner, verbose_name=_("company"), on_delete=models.PROTECT, related_name="people"
    )
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("what they do there"), max_length=80, blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    answers_check_ins = models.BooleanField(_("is asked how it goes"), default=False)
    left_on = models.DateField(_("left"), null=True, blank=True)

    objects = OfPartnerQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("contact person")
        ordering = ["left_on", "name", "pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(answers_check_ins=False) | ~Q(email=""),
                name="partnercontact_asked_by_email",
                violation_error_message=_("Who is asked how it goes needs an e-mail address."),
            ),
        ]

    class Privacy:
        public = ("id", "partner", "answers_check_ins", "left_on")
        personal = ("name", "role", "phone", "email")

    def __str__(self):
        return f"contact person {self.pk}"

    @property
    def call(self):
        """The address that rings them up; "" without a number."""
        number = "".join(sign for sign in self.phone if sign.isdigit() or sign == "+")
        return f"tel:{number}" if number else ""


class Talk(Record):
    """One talk with a company: when, how, who of the site, and what came of it."""

    class How(models.TextChoices):
        CALL = "call", _("Call")
        VISIT = "visit", _("Visit")
        EMAIL = "email", _("E-mail")
        EVENT = "event", _("At an event")

    partner = models.ForeignKey(
        CorporatePartner, verbose_name=_("company"), on_delete=models.PROTECT, related_name="talks"
    )
    talked_on = models.DateField(_("when"))
    how = models.CharField(_("how"), max_length=6, choices=How, default=How.CALL)
    who = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("who of the site"), on_delete=models.PROTECT, related_name="+"
    )
    words = models.TextField(_("what was said"), max_length=2000)

    objects = OfPartnerQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-talked_on", "-pk"]
        indexes = [models.Index(F("partner"), F("talked_on").desc(), name="talk_of_partner_by_day")]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=Q(how__in=["call", "visit", "email", "event"]), name="talk_how_is_known"),
        ]

    class Privacy:
        public = ("id", "partner", "talked_on", "how", "who")
        personal = ("words",)

    def __str__(self):
        return f"talk {self.pk}"
