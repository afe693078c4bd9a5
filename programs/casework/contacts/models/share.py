"""One contact with several families: written once, credited to each."""

from django.db import models
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from programs.casework.enrollments.models import Enrollment
from programs.casework.matches.models import Match


class ContactShareQuerySet(models.QuerySet):
    def of(self, contacts):
        """Those of the contacts (a queryset)."""
        return self.filter(contact__in=contacts.order_by().values("pk"))

    def with_mentor(self):
        """Those in which the mentor of the family took part."""
        return self.filter(match__isnull=False)


class ContactShare(models.Model):
    """A further case that a contact is credited to, besides the one it was written in.

    Both belong to one program at one site, so the contact's words and day mean the same in each. `match` is
    the one whose mentor took part.
    """

    contact = models.ForeignKey(
        "contacts.Contact", verbose_name=_("contact"), on_delete=models.CASCADE, related_name="shares"
    )
    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="contact_shares"
    )
    match = models.ForeignKey(
        Match,
        verbose_name=_("match"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="contact_shares",
    )

    objects = ContactShareQuerySet.as_manager()

    class Meta:
        ordering = ["contact", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "enrollment"],
                name="contactshare_once_a_case",
                violation_error_message=_("This family is in the entry already."),
            )
        ]

    class Privacy:
        public = ("id", "contact", "enrollment", "match")

    def __str__(self):
        return f"share {self.pk} of contact {self.contact_id}"


def minutes_by_case(contacts, enrollments, *, with_mentor=False):
    """Minutes of the contacts credited to each of the cases, as a dict by case id. Two queries.

    A shared contact is credited whole to each of its cases. The minutes of several cases are therefore
    never added up: what was given in all is the sum over the contacts.
    """
    own = contacts.filter(enrollment__in=enrollments)
    shared = ContactShare.objects.of(contacts).filter(enrollment__in=enrollments)
    if with_mentor:
        own, shared = own.with_mentor(), shared.with_mentor()
    return _summed(own, shared, "enrollment")


def minutes_by_match(contacts, matches):
    """Minutes of the contacts credited to each of the matches, as a dict by match id. Two queries."""
    own = contacts.filter(match__in=matches)
    shared = ContactShare.objects.of(contacts).filter(match__in=matches)
    return _summed(own, shared, "match")


def _summed(own, shared, key):
    credited = {}
    for rows, minutes in ((own, "duration_minutes"), (shared, "contact__duration_minutes")):
        for row in rows.order_by().values(key).annotate(minutes=Sum(minutes)):
            credited[row[key]] = credited.get(row[key], 0) + (row["minutes"] or 0)
    return credited
