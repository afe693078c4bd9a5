"""What is known of a person beside who they are: each fact of the site that wrote it, corrected and never erased.

The rooms beside this file (income, schooling, health, consents, documents) keep one kind of fact each, and share its rules.
"""

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mmp_portal.accounts.scope import CASEWORK_ROLES, case_q
from mmp_portal.agencies.models import Site
from mmp_portal.audit import trail
from mmp_portal.audit.kinds import Kind
from mmp_portal.audit.records import Record, RecordQuerySet
from participants.models import Person, Registration


class CannotWrite(Exception):
    """Why a fact cannot be written so, in a sentence for the user; `about` names the field it is about."""

    def __init__(self, sentence, about=None):
        super().__init__(sentence)
        self.about = about


class PersonFactQuerySet(RecordQuerySet):
    def of_own_sites(self, user):
        """Facts that a site wrote at which `user` works on cases: those that may be corrected there."""
        return self.filter(case_q(user, program=None), person__in=Person.objects.for_user(user).values("pk"))

    def for_user(self, user):
        """Facts that a site wrote at which `user` works on cases, of people registered there now or once.

        A transfer may have handed on those of the site before.
        """
        own = case_q(user, program=None)
        return self.filter(own | self._handed_on(user), person__in=Person.objects.for_user(user).values("pk"))

    def _handed_on(self, user):
        if not self.model.travels:
            return Q(pk__in=[])
        arrived = Registration.objects.filter(
            case_q(user, program=None),
            person=OuterRef("person"),
            transferred_from=OuterRef("site"),
            shares_documents=True,
        )
        return Q(Exists(arrived))


class PersonFact(Record):
    """A fact about a person. It belongs to the site that wrote it; another site of the person does not see it."""

    person = models.ForeignKey(
        Person, verbose_name=gettext_lazy("person"), on_delete=models.PROTECT, related_name="%(class)ss"
    )
    site = models.ForeignKey(Site, verbose_name=gettext_lazy("site"), on_delete=models.PROTECT, related_name="+")

    # Whether a transfer to another site may hand it on.
    travels = True

    objects = PersonFactQuerySet.as_manager()

    class Meta(Record.Meta):
        abstract = True

    class Privacy:
        public = ("person", "site")


def site_of(person, user, site=None):
    """The site for which `user` writes about `person`: the one at hand, else where the person is registered last.

    None where the person is not registered at a site where `user` works on cases.
    """
    sites = [grant.site_id for grant in user.grants if grant.role in CASEWORK_ROLES]
    here = list(person.registrations.filter(site__in=sites).order_by("-starts_on").select_related("site"))
    open_first = sorted(here, key=lambda one: (one.site != site, one.ends_on is not None))
    return open_first[0].site if open_first else None


@transaction.atomic
def write(record, *, by, verb, site=None, **after):
    """Keep a new record, and say in the trail who wrote it. `site` is for records that belong to no site of their own."""
    record.recorded_by = by
    record.save()
    trail.record(by, verb, record, site=site, after=after or None)
    return record


@transaction.atomic
def correct(record, *, by, version, verb, site=None, **details):
    """Change a record; before and after stay in the trail of fields. Nothing changed leaves no trace.

    `site` is where it is done, for records that belong to no site of their own.

    Raises CannotWrite where the fact was voided, or somebody changed it since `version` was read.
    """
    record = type(record)._base_manager.select_for_update().get(pk=record.pk)
    if record.voided_at:
        raise CannotWrite(_("This record was voided. It stays as it is."))
    if record.version != version:
        raise CannotWrite(_("Somebody saved this record after you opened it. Both versions are shown."))
    changed = [name for name, value in details.items() if getattr(record, name) != value]
    if not changed:
        return record
    for name in changed:
        setattr(record, name, details[name])
    record.version += 1
    record.save()
    trail.record(by, verb, record, site=site, after={"fields": sorted(changed)})
    return record


def kind_of_fact(model, *, code, label, url, **more):
    """How facts of one kind are read in the history, voided and restored: by the site that wrote them."""
    return Kind(
        code=code,
        label=label,
        model=model,
        rows=lambda user: model.objects.of_own_sites(user).select_related("person"),
        url=url,
        **more,
    )
