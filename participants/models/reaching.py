"""Further ways to reach somebody, and for each what is safe."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.scope import case_q
from mmp_portal.agencies.models import Site
from mmp_portal.audit.records import Record, RecordQuerySet
from participants.models.people import Person
from participants.phones import digits_of


class ReachWayQuerySet(RecordQuerySet):
    def for_user(self, user):
        """Ways that everybody may know who sees the person, and those kept at a site of the user.

        Of somebody who moved on to another site only the latter.
        """
        kept_here = case_q(user, site="only_at", program=None)
        open_to_all = Q(only_at=None) & ~Q(person__in=Person.objects.moved_on_from(user).values("pk"))
        return self.filter(open_to_all | kept_here, person__in=Person.objects.for_user(user).values("pk"))

    def in_use(self):
        """Ways that still reach the person."""
        return self.not_voided().filter(ended_on=None)


class ReachWay(Record):
    """A further phone, e-mail address or other way: whose it is, what is safe on it, and since when it is not used.

    A number that is no longer in use stays: somebody may call from it, or ask whose it was. What a transfer left
    behind is known only at the site before.
    """

    class Kind(models.TextChoices):
        PHONE = "phone", _("Phone")
        EMAIL = "email", _("E-mail")
        OTHER = "other", _("Another way")

    person = models.ForeignKey(Person, verbose_name=_("person"), on_delete=models.PROTECT, related_name="reach_ways")
    kind = models.CharField(_("kind"), max_length=5, choices=Kind)
    value = models.CharField(_("number or address"), max_length=120)
    digits = models.CharField(max_length=30, blank=True, editable=False, db_index=True)
    is_of = models.CharField(_("whose it is"), max_length=80, blank=True)
    may_text = models.BooleanField(_("texts are safe"), null=True)
    may_leave_voicemail = models.BooleanField(_("voicemail is safe"), null=True)
    may_email = models.BooleanField(_("e-mail is safe"), null=True)
    hours = models.CharField(_("which hours"), max_length=80, blank=True)
    seen_by = models.CharField(_("who else sees it"), max_length=120, blank=True)
    only_at = models.ForeignKey(
        Site,
        verbose_name=_("known only at"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    ended_on = models.DateField(_("not in use since"), null=True, blank=True)

    objects = ReachWayQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["ended_on", "kind", "pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=Q(kind__in=["phone", "email", "other"]), name="reachway_kind_is_known"),
            models.CheckConstraint(condition=~Q(value=""), name="reachway_leads_somewhere"),
        ]

    class Privacy:
        public = ("id", "person", "only_at")
        personal = (
            "kind",
            "value",
            "digits",
            "is_of",
            "may_text",
            "may_leave_voicemail",
            "may_email",
            "hours",
            "seen_by",
            "ended_on",
        )

    def __str__(self):
        return f"way {self.pk} to reach person {self.person_id}"

    def save(self, *args, **kwargs):
        self.digits = digits_of(self.value) if self.kind == self.Kind.PHONE else ""
        super().save(*args, **kwargs)

    @property
    def is_phone(self):
        return self.kind == self.Kind.PHONE

    @property
    def is_email(self):
        return self.kind == self.Kind.EMAIL
