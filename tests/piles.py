"""Many small records at once, for tests that ask what a page costs when there are hundreds of them."""

from datetime import timedelta

from django.utils import timezone

from mmp_portal.files.models import StoredFile
from participants.documents.models import Document
from programs.casework.expenses.models import Expense
from programs.casework.resources.models import Resource, ResourceConnection, ResourceLanguage, ResourceService
from tests.factories.worksite import pile_of_companies


def pile(household, count):
    """So many documents, services, connections and claims."""
    _documents(household, count)
    _services(household, count)
    _claims(household, count)
    _companies(household, count)


def _documents(household, count):
    begun = StoredFile.objects.count()
    StoredFile.objects.bulk_create(
        StoredFile(
            place=f"pile/{begun + number}",
            small_place=f"pile/{begun + number}-small",
            content="picture",
            size_bytes=1,
            sha256="",
            owner_kind="document",
            attached_at=timezone.now(),
            recorded_by=household.staff,
        )
        for number in range(count)
    )
    files = StoredFile.objects.filter(place__startswith="pile/", document=None)
    Document.objects.bulk_create(
        Document(
            person=household.participant,
            site=household.site,
            kind=Document.Kind.values[number % len(Document.Kind.values)],
            file=file,
            recorded_by=household.staff,
        )
        for number, file in enumerate(files)
    )


def _services(household, count):
    today = household.site.today()
    facts = {
        "agency": household.site.agency,
        "statewide": household.site.state,
        "checked_on": today,
        "checked_by": household.staff,
    }
    Resource.objects.bulk_create(Resource(name=f"Pantry {number}", **facts) for number in range(count))
    bare = list(Resource.objects.filter(services=None))
    ResourceService.objects.bulk_create(ResourceService(resource=one, code="food") for one in bare)
    ResourceLanguage.objects.bulk_create(ResourceLanguage(resource=one, code="so") for one in bare)
    ResourceConnection.objects.bulk_create(
        ResourceConnection(
            enrollment=household.enrollment,
            resource=one,
            connected_on=today - timedelta(days=number % 100),
            how="told",
            follow_up_on=today,
            recorded_by=household.staff,
        )
        for number, one in enumerate(bare)
    )


def _claims(household, count):
    today = household.site.today()
    decided = {"decided_by": household.supervisor, "decided_at": timezone.now(), "decision_note": "Why?"}
    Expense.objects.bulk_create(
        Expense(
            claimed_by=household.mentor_user if number % 2 else household.staff,
            site=household.site,
            kind="parking",
            spent_on=today - timedelta(days=number % 200),
            amount_cents=500,
            status=("claimed", "approved", "returned")[number % 3],
            **(decided if number % 3 else {}),
        )
        for number in range(count)
    )


def _companies(household, count):
    pile_of_companies(household, count)
