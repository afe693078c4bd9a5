"""The directory of services: found by need, place, language and words; kept right; one for an agency."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from mmp_portal.agencies.models import County
from mmp_portal.audit.models import Event
from programs.casework.resources import workflow
from programs.casework.resources.models import Resource
from tests.factories.accounts import user_with
from tests.factories.agencies import AgencyFactory, SiteFactory
from tests.factories.resources import connection_of, resource_of


@pytest.fixture
def county(cast):
    county = County.objects.create(name="Example County", state="MO")
    cast.here.site.counties.add(county)
    return county


@pytest.fixture
def pantry(cast):
    return resource_of(
        cast.here.site, by=cast.here.staff, name="River Pantry", phone="(417) 555-0111", cultures="Somali, Hmong"
    )


def names(client, **query):
    answer = client.get(reverse("resources:list"), query)
    return {row.name for row in answer.context["listing"].table.data}


class TestFind:
    def test_by_need(self, client_of, cast, pantry):
        resource_of(cast.here.site, by=cast.here.staff, name="Legal Aid", services=("legal",))

        assert names(client_of(cast.here.staff), service="food") == {"River Pantry"}

    def test_by_county_with_those_that_serve_the_whole_state(self, client_of, cast, pantry, county):
        resource_of(cast.here.site, by=cast.here.staff, name="Here", counties=[county])
        elsewhere = County.objects.create(name="Other County", state="MO")
        resource_of(cast.here.site, by=cast.here.staff, name="Elsewhere", counties=[elsewhere])

        assert names(client_of(cast.here.staff), county=county.pk) == {"River Pantry", "Here"}

    def test_by_language(self, client_of, cast, pantry):
        resource_of(cast.here.site, by=cast.here.staff, name="Casa", languages=("es", "en"))

        assert names(client_of(cast.here.staff), language="es") == {"Casa"}

    @pytest.mark.parametrize("words", ["river", "Hmong", "RIVER somali"])
    def test_by_words(self, client_of, cast, pantry, words):
        resource_of(cast.here.site, by=cast.here.staff, name="Legal Aid")

        assert names(client_of(cast.here.staff), q=words) == {"River Pantry"}

    def test_by_kind(self, client_of, cast, pantry):
        resource_of(cast.here.site, by=cast.here.staff, name="Neighbor", kind="informal")

        assert names(client_of(cast.here.staff), kind="informal") == {"Neighbor"}

    def test_those_to_look_at_again(self, client_of, cast, pantry):
        today = cast.here.site.today()
        for name, days in (("A year ago", 365), ("Longer ago", 366)):
            resource_of(cast.here.site, by=cast.here.staff, name=name, checked_on=today - timedelta(days=days))

        assert names(client_of(cast.here.staff), unchecked="1") == {"Longer ago"}

    def test_nothing_found_says_so(self, client_of, cast):
        page = client_of(cast.here.staff).get(reverse("resources:list"), {"q": "nothing\x00such"}).content.decode()

        assert "No service here" in page

    def test_it_is_downloaded(self, client_of, cast, pantry):
        answer = client_of(cast.here.staff).get(reverse("resources:list"), {"format": "csv"})

        assert "River Pantry" in answer.content.decode()


class TestHowFresh:
    @pytest.mark.parametrize(
        ("days", "words"),
        [
            (0, "checked today"),
            (1, "checked 1 day ago"),
            (59, "checked 59 days ago"),
            (60, "checked 2 months ago"),
            (425, "checked 14 months ago"),
        ],
    )
    def test_in_words(self, cast, days, words):
        today = cast.here.site.today()

        assert Resource(checked_on=today - timedelta(days=days)).checked_in_words(today) == words

    def test_never(self, cast):
        resource = Resource()

        assert resource.checked_in_words(cast.here.site.today()) == "never checked"
        assert resource.is_stale(cast.here.site.today())

    def test_marked_as_checked(self, client_of, cast):
        today = cast.here.site.today()
        old = resource_of(cast.here.site, by=cast.here.staff, checked_on=today - timedelta(days=425))
        client = client_of(cast.here.supervisor)
        assert "Nobody has looked at this for a year." in client.get(old.get_absolute_url()).content.decode()

        client.post(reverse("resources:checked", args=[old.pk]))

        old.refresh_from_db()
        assert (old.checked_on, old.checked_by) == (today, cast.here.supervisor)


class TestKeep:
    def test_it_is_added(self, client_of, cast, county):
        answer = client_of(cast.here.staff).post(
            reverse("resources:create"),
            {
                "name": "Wheels of Oak Grove",
                "kind": "informal",
                "services": ["transport", "faith"],
                "counties": [county.pk],
                "languages": ["en", "so"],
                "phone": "211",
                "website": "wheels.example.org",
            },
        )

        resource = Resource.objects.get()
        assert answer["Location"] == resource.get_absolute_url()
        assert resource.agency == cast.agency
        assert {row.code for row in resource.services.all()} == {"transport", "faith"}
        assert resource.where == "Example County"
        assert resource.website == "https://wheels.example.org"
        assert resource.checked_by == cast.here.staff
        assert Event.objects.about(resource).get().verb == "resource.added"

    def test_without_a_place_it_is_refused(self, client_of, cast):
        answer = client_of(cast.here.staff).post(
            reverse("resources:create"), {"name": "Nowhere", "kind": "formal", "services": ["food"]}
        )

        assert "Choose the counties, or the state" in answer.content.decode()

    def test_a_lost_update_shows_both(self, client_of, cast, pantry):
        Resource.objects.filter(pk=pantry.pk).update(name="Theirs", version=2)

        answer = client_of(cast.here.staff).post(
            reverse("resources:edit", args=[pantry.pk]),
            {"name": "Mine", "kind": "formal", "services": ["food"], "statewide": "MO", "version": 1},
        )

        assert "Theirs" in answer.content.decode()
        pantry.refresh_from_db()
        assert pantry.name == "Theirs"

    def test_correcting_counts_as_checking(self, client_of, cast):
        today = cast.here.site.today()
        old = resource_of(cast.here.site, by=cast.here.staff, checked_on=today - timedelta(days=425))

        client_of(cast.here.supervisor).post(
            reverse("resources:edit", args=[old.pk]),
            {"name": "New name", "kind": "formal", "services": ["legal"], "statewide": "MO", "version": 1},
        )

        old.refresh_from_db()
        assert (old.name, old.checked_on, old.version) == ("New name", today, 2)
        assert [row.code for row in old.services.all()] == ["legal"]

    def test_a_voided_one_leaves_the_directory_and_not_the_history(self, client_of, cast, pantry):
        connection = connection_of(cast.here.enrollment, pantry, by=cast.here.staff)

        client_of(cast.here.staff).post(reverse("resources:void", args=[pantry.pk]), {"reason": "Closed for good"})

        assert client_of(cast.here.staff).get(pantry.get_absolute_url()).status_code == 404
        assert client_of(cast.here.staff).get(connection.get_absolute_url()).status_code == 200
        with pytest.raises(workflow.CannotChange, match="already"):
            workflow.void(resource=pantry, reason="Again", by=cast.here.staff, site=cast.here.site)


class TestWho:
    def test_another_site_of_the_agency_uses_the_same_directory(self, client_of, cast, pantry):
        assert client_of(cast.there.staff).get(pantry.get_absolute_url()).status_code == 200

    def test_another_agency_has_its_own(self, client_of, cast, pantry):
        stranger = user_with("staff", site=SiteFactory(agency=AgencyFactory()))

        assert client_of(stranger).get(pantry.get_absolute_url()).status_code == 404
        assert names(client_of(stranger)) == set()

    def test_a_mentor_who_is_staff_of_another_agency_reads_it_and_changes_nothing(self, client_of, cast, pantry):
        elsewhere = SiteFactory(agency=AgencyFactory())
        cast.here.mentor_user.role_grants.create(role="staff", site=elsewhere, starts_on="2020-01-01")
        client = client_of(cast.here.mentor_user)

        assert client.get(pantry.get_absolute_url()).status_code == 200
        assert client.post(reverse("resources:checked", args=[pantry.pk])).status_code == 404
        for name in ("edit", "void"):
            assert client.get(reverse(f"resources:{name}", args=[pantry.pk])).status_code == 404
        assert client.get(reverse("casefile:record_history", args=["resource", pantry.pk])).status_code == 404

    def test_a_mentor_finds_it_on_the_phone_and_calls(self, client_of, cast, pantry):
        client = client_of(cast.here.mentor_user)

        assert "River Pantry" in client.get(reverse("resources:list"), {"q": "river"}).content.decode()
        assert 'href="tel:4175550111"' in client.get(pantry.get_absolute_url()).content.decode()
        assert client.get(reverse("resources:edit", args=[pantry.pk])).status_code == 403

    def test_a_mentor_does_not_learn_who_was_sent_there(self, client_of, cast, pantry):
        connection = connection_of(cast.here.enrollment, pantry, by=cast.here.staff)

        assert client_of(cast.here.mentor_user).get(connection.get_absolute_url()).status_code == 403
        assert (
            "Families sent there"
            not in client_of(cast.here.mentor_user).get(pantry.get_absolute_url()).content.decode()
        )


class TestConstraints:
    @pytest.mark.parametrize(
        ("changes", "name"),
        [
            ({"kind": "secret"}, "resource_kind_is_known"),
            ({"statewide": "ZZ"}, "resource_state_is_known"),
            ({"checked_by": None}, "resource_checked_with_person_and_day"),
            ({"checked_on": None}, "resource_checked_with_person_and_day"),
        ],
    )
    def test_what_must_not_be(self, pantry, changes, name):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Resource.objects.filter(pk=pantry.pk).update(**changes)

    def test_what_may_be(self, pantry):
        Resource.objects.filter(pk=pantry.pk).update(kind="informal", statewide="", checked_on=None, checked_by=None)

        assert str(pantry) == f"resource {pantry.pk}"

    def test_a_service_and_a_language_stand_once(self, pantry):
        for rows in (pantry.services, pantry.languages):
            with pytest.raises(IntegrityError), transaction.atomic():
                rows.create(code=rows.get().code)
