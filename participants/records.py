"""The records of people whose history is read, and which are voided and restored with a reason."""

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.scope import case_q
from mmp_portal.audit.kinds import CannotRestore, Kind
from participants.models import Background, EquipmentLoan, Person, ReachWay
from participants.registrations.workflow import kept_by


def check_void_person(person):
    """Somebody with an open case is not voided away under it."""
    reasons = kept_by(person)
    if reasons:
        raise CannotRestore(" ".join(reasons))


def check_restore_person(person):
    """A record that was merged stands again when the merging is undone, with all that moved."""
    if person.merged_into_id:
        raise CannotRestore(gettext("This record was merged with another. Undo the merging instead."))


def _page_of(person):
    """Their page; of somebody voided the list of those."""
    return reverse("participants:voided") if person.voided_at else person.get_absolute_url()


def _page(name):
    return lambda record: reverse(f"participants:{name}", args=[record.person_id])


KINDS = (
    Kind(
        code="person",
        label=_("Person"),
        model=Person,
        rows=lambda user: Person.objects.for_user(user),
        url=_page_of,
        words=lambda person: person.name,
        check_void=check_void_person,
        check_restore=check_restore_person,
    ),
    Kind(
        code="reach_way",
        label=_("Way to reach somebody"),
        model=ReachWay,
        rows=lambda user: ReachWay.objects.for_user(user).select_related("person"),
        url=_page("reach"),
        words=lambda way: way.value,
    ),
    Kind(
        code="background",
        label=_("Race, ethnicity and tribe"),
        model=Background,
        rows=lambda user: Background.objects.filter(
            person__in=Person.objects.for_user(user).values("pk")
        ).select_related("person"),
        url=_page("background"),
        may_void=False,
    ),
    Kind(
        code="equipment_loan",
        label=_("Loan of equipment"),
        model=EquipmentLoan,
        rows=lambda user: EquipmentLoan.objects.filter(case_q(user, program=None)).select_related("person", "site"),
        url=_page("equipment"),
        words=lambda loan: loan.what,
    ),
)
