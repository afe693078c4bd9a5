"""Two records that may be of one person, and what was said about them."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.models import User
from mmp_portal.accounts.permissions import Permission, Role
from participants.duplicates.finding import Reason
from participants.models import Person, Registration


class Status(models.TextChoices):
    OPEN = "open", _("To be looked at")
    NOT_SAME = "not_same", _("Not the same person")
    TOLD = "told", _("The sites were told")
    MERGED = "merged", _("Merged")


TRANSITIONS: dict[str, frozenset[str]] = {
    Status.OPEN: frozenset({Status.NOT_SAME, Status.TOLD, Status.MERGED}),
    Status.NOT_SAME: frozenset({Status.OPEN, Status.MERGED}),
    Status.TOLD: frozenset({Status.OPEN, Status.NOT_SAME, Status.MERGED}),
    Status.MERGED: frozenset({Status.OPEN}),
}


class ProbableDuplicateQuerySet(models.QuerySet):
    def open(self):
        """Those nobody has said anything about, of people whose records stand."""
        return self.filter(status=Status.OPEN, one__voided_at=None, other__voided_at=None)

    def for_user(self, user):
        """Those of which `user` may see both people."""
        people = Person.objects.for_user(user).values("pk")
        return self.filter(one__in=people, other__in=people)

    def flagged_to(self, user):
        """Those across sites, to an administrator: of the own agency, or of all."""
        reach = Q(pk__in=[])
        for grant in user.grants_with(Permission.DUPLICATE_FLAG):
            if grant.role != Role.ADMINISTRATOR:
                continue
            if grant.agency is None:
                return self.filter(is_across_sites=True)
            here = Registration.objects.filter(site__agency=grant.agency).values("person")
            reach |= Q(one__in=here, other__in=here)
        return self.filter(reach, is_across_sites=True)

    def about(self, person):
        """Those in which the person is one of the two."""
        return self.filter(Q(one=person) | Q(other=person))

    def with_sign(self, reason):
        """Those for which the reason speaks; the list is searched as text, which both databases can."""
        return self.alias(signs=Cast("reasons", models.TextField())).filter(signs__contains=f'"{reason}"')

    def between(self, person, another):
        """What is noted about two people, in whichever order they are given."""
        one, other = sorted((person.pk, another.pk))
        return self.filter(one=one, other=other)


class ProbableDuplicate(models.Model):
    """Two people who may be one, and why. What was decided stays, so that nobody is asked twice.

    `is_across_sites` where no site knows both: then it is a flag to an administrator, and shown to nobody else.
    """

    one = models.ForeignKey(Person, verbose_name=_("one"), on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, verbose_name=_("other"), on_delete=models.PROTECT, related_name="+")
    reasons = models.JSONField(_("what speaks for it"), default=list)
    weight = models.SmallIntegerField(_("how much speaks for it"), default=0)
    is_across_sites = models.BooleanField(_("at different sites"), default=False)
    found_at = models.DateTimeField(_("found at"), default=timezone.now)
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.OPEN)
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    settled_by = models.ForeignKey(
        User, verbose_name=_("settled by"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    words = models.CharField(_("how one knows"), max_length=300, blank=True)

    objects = ProbableDuplicateQuerySet.as_manager()

    class Meta:
        ordering = ["-weight", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="probableduplicate_lower_number_first"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="probableduplicate_status_is_known"),
            models.CheckConstraint(
                condition=Q(status=Status.OPEN, settled_at=None, settled_by=None)
                | ~Q(status=Status.OPEN) & Q(settled_at__isnull=False, settled_by__isnull=False),
                name="probableduplicate_settled_by_somebody",
            ),
            models.UniqueConstraint(fields=["one", "other"], name="probableduplicate_two_people_once"),
        ]

    class Privacy:
        public = ("id", "one", "other", "weight", "is_across_sites", "found_at", "status", "settled_at", "settled_by")
        sensitive = ("reasons", "words")

    def __str__(self):
        return f"probable duplicate {self.pk}"

    def get_absolute_url(self):
        return reverse("duplicates:compare", args=[self.one_id, self.other_id])

    @property
    def reason_labels(self):
        """What speaks for it and against it, in words."""
        return [Reason(code).label for code in self.reasons]

    def may_become(self, status):
        return status in TRANSITIONS[self.status]
