"""What everybody reads: who qualifies by the values in force, whom to call, who is near; and its review."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from mmp_portal.agencies.models import County
from programs import registry
from programs.casework.public_pages import workflow
from programs.casework.public_pages.county_map import maps_of, outlines
from programs.casework.public_pages.models import PageReview, SitePage
from programs.casework.public_pages.reviews import overdue_for, pages_for
from tests.factories.parameters import value_at
from tests.factories.public_pages import page_of, review_of


def text_of(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def page_at(client, site, program="young_parent"):
    return client.get(reverse("public_pages:page", args=[program, site.code]))


@pytest.fixture
def greene(cast):
    """A county that Oak Grove serves."""
    county = County.objects.create(name="Greene", state="MO")
    cast.here.site.counties.add(county)
    return county


class TestWhoQualifies:
    def test_the_page_says_the_age_in_force(self, client, cast):
        assert "You are 21 or younger." in text_of(page_at(client, cast.here.site))

    def test_a_site_with_a_limit_of_its_own_says_that_one(self, client, cast):
        value_at(cast.here.site, value=20, starts_on=cast.here.site.today())

        assert "You are 20 or younger." in text_of(page_at(client, cast.here.site))
        assert "You are 21 or younger." in text_of(page_at(client, cast.there.site))

    @pytest.mark.parametrize(
        ("program", "sentence"),
        [
            ("worksite", "You are 16 to 21 years old."),
            ("mpmp", "You have a child who is 18 or younger, at home or placed elsewhere."),
            ("moppp", "Your household’s income is under 185% of the federal poverty guideline."),
            ("moppp", "there is a child under 5. Then nobody asks about income."),
        ],
    )
    def test_every_program_in_plain_words(self, client, cast, program, sentence):
        assert sentence in text_of(page_at(client, cast.here.site, program))

    def test_a_rule_that_the_site_turned_on_is_said(self, client, cast):
        value_at(
            cast.here.site,
            program="worksite",
            name="site_rules",
            value=["willing_to_look_for_work"],
            starts_on=cast.here.site.today(),
        )

        assert "You are willing to look for work." in text_of(page_at(client, cast.here.site, "worksite"))
        assert "You are willing to look for work." not in text_of(page_at(client, cast.there.site, "worksite"))

    def test_the_income_is_the_limit_of_the_guideline_in_dollars(self):
        from eligibility.parameters import parameters_of

        ways = registry.get("moppp").who_qualifies(parameters_of("moppp"), on=date(2025, 6, 1), state="MO")

        # 185% of $15,650, the guideline of 2025 for one person
        assert ways[0].amounts[0] == (1, 28952.5)

    def test_without_a_guideline_no_amount_is_guessed(self):
        from eligibility.parameters import parameters_of

        ways = registry.get("moppp").who_qualifies(parameters_of("moppp"), on=date(2040, 6, 1), state="MO")

        assert ways[0].amounts == ()


class TestPage:
    def test_it_says_whom_to_call_when_and_how_fast(self, client, cast):
        said = text_of(page_at(client, cast.here.site))

        assert "the intake worker" in said
        assert "Weekdays 8 am to 5 pm" in said
        assert "Reviewed on" in said

    def test_in_spanish_the_spanish_words(self, client, cast):
        SitePage.objects.filter(pk=cast.here.public_page.page.pk).update(offers_es="Nos vemos cada semana.")
        client.post(reverse("ui:speak"), {"language": "es"})

        said = text_of(page_at(client, cast.here.site))

        assert "Nos vemos cada semana." in said
        assert "We meet once a week." not in said

    def test_a_program_that_is_not_offered_here_has_no_page(self, client, cast):
        cast.here.site.programs.filter(program="mpmp").update(ends_on=cast.here.site.today() - timedelta(days=1))

        assert page_at(client, cast.here.site, "mpmp").status_code == 404
        assert page_at(client, cast.there.site, "mpmp").status_code == 200
        assert client.get(reverse("public_pages:program", args=["nothing"])).status_code == 404

    def test_words_hold_from_their_day(self, client, cast):
        page_of(cast.here.site, offers="From tomorrow on.", days_ago=-1)
        page_of(cast.here.site, offers="Long ago.", days_ago=300)

        said = text_of(page_at(client, cast.here.site))

        assert "We meet once a week." in said
        assert "From tomorrow on." not in said
        assert "Long ago." not in said

    def test_the_states_referral_system_is_named_where_its_address_is_set(self, client, cast, settings):
        assert "CRIS" not in text_of(page_at(client, cast.here.site, "moppp"))

        settings.CRIS_URL = "https://cris.example"

        assert "https://cris.example" in page_at(client, cast.here.site, "moppp").content.decode()
        assert "https://cris.example" not in page_at(client, cast.here.site).content.decode()


class TestFind:
    def found(self, client, **query):
        answer = client.get(reverse("public_pages:find"), query)
        assert answer.status_code == 200
        return {(place.site.name, place.program.code) for place in answer.context["found"]}

    def test_by_county(self, client, cast, greene):
        assert self.found(client, county=greene.pk) == {
            ("Oak Grove", program) for program in ("worksite", "young_parent", "mpmp", "moppp")
        }

    def test_a_program_that_serves_fewer_counties_than_its_site(self, client, cast, greene):
        other = County.objects.create(name="Christian", state="MO")
        cast.here.site.counties.add(other)
        cast.here.public_page.page.counties.add(other)

        assert ("Oak Grove", "young_parent") not in self.found(client, county=greene.pk)
        assert ("Oak Grove", "young_parent") in self.found(client, county=other.pk)

    @pytest.mark.parametrize("typed", ["65802", " 65802 ", "65802-1234"])
    def test_by_zip_code_those_that_named_it(self, client, cast, typed):
        cast.there.public_page.page.zips.all().delete()

        assert self.found(client, zip=typed) == {("Oak Grove", "young_parent")}

    def test_a_zip_code_that_nobody_named_leads_to_the_county(self, client, cast):
        answer = client.get(reverse("public_pages:find"), {"zip": "99999"})

        assert "No site has named this ZIP code. Choose your county instead." in text_of(answer)

    @pytest.mark.parametrize("typed", ["123", "abcde", "６５８０２", "65802\0", "x" * 500])
    def test_what_is_no_zip_code_gets_a_sentence(self, client, cast, typed):
        answer = client.get(reverse("public_pages:find"), {"zip": typed})

        assert answer.status_code == 200
        assert answer.context["form"].errors["zip"]

    @pytest.mark.parametrize("typed", ["0", "-1", "x", "9" * 40])
    def test_what_is_no_county_gets_a_sentence(self, client, cast, greene, typed):
        assert client.get(reverse("public_pages:find"), {"county": typed}).context["form"].errors["county"]

    def test_the_map_marks_who_is_served(self, cast, greene):
        (drawn,) = maps_of([greene], chosen=greene)

        assert drawn.name == "Missouri"
        assert [shape.name for shape in drawn.shapes if shape.kind] == ["Greene"]

    def test_both_states_are_drawn_with_all_their_counties(self):
        assert {code: len(one["counties"]) for code, one in outlines().items()} == {"MO": 115, "MN": 87}


class TestWords:
    def edit(self, client_of, cast, user=None, **typed):
        client = client_of(user or cast.here.supervisor)
        path = reverse("public_pages:edit", args=[cast.here.site.pk, "young_parent"])
        begun = client.get(path).context["form"]
        data = {name: begun[name].value() for name in ("version", "begun_with", "starts_on")} | {"zips": "65802"}
        return client.post(path, {**data, **typed})

    def test_new_words_leave_those_before_as_they_were(self, client_of, cast):
        answer = self.edit(client_of, cast, offers="Twice a week.", zips="65803, 65804\n65803")

        assert answer.status_code == 302
        new = SitePage.objects.in_force(cast.here.site.today()).get(site=cast.here.site)
        assert (new.offers, new.zip_codes) == ("Twice a week.", ["65803", "65804"])
        cast.here.public_page.page.refresh_from_db()
        assert cast.here.public_page.page.offers == "We meet once a week."

    def test_words_of_the_same_day_are_corrected(self, client_of, cast):
        self.edit(client_of, cast, offers="Twice a week.")
        self.edit(client_of, cast, offers="Three times a week.")

        assert SitePage.objects.filter(site=cast.here.site).count() == 2

    def test_a_lost_update_is_refused_with_both_versions(self, client_of, cast):
        self.edit(client_of, cast, offers="Twice a week.")

        answer = self.edit(client_of, cast, offers="Three times a week.", version=0)

        assert answer.status_code == 200
        assert answer.context["form"].conflict

    def test_words_begun_with_older_ones_do_not_overwrite_those_that_somebody_set_meanwhile(self, client_of, cast):
        self.edit(client_of, cast, offers="Twice a week.")

        answer = self.edit(client_of, cast, offers="Once a month.", begun_with=cast.here.public_page.page.pk)

        assert answer.context["form"].conflict
        assert SitePage.objects.in_force(cast.here.site.today()).get(site=cast.here.site).offers == "Twice a week."

    def test_what_stood_there_is_not_rewritten(self, cast):
        with pytest.raises(workflow.CannotSet, match="begin today or later"):
            workflow.set_words(
                site=cast.here.site,
                program="young_parent",
                starts_on=cast.here.site.today() - timedelta(days=1),
                counties=(),
                zips=(),
                by=cast.here.supervisor,
            )

    @pytest.mark.parametrize("zips", ["6580", "65802 six", "65802\u0661", " ".join(f"{n:05}" for n in range(301))])
    def test_a_wrong_zip_code_gets_a_sentence(self, client_of, cast, zips):
        assert self.edit(client_of, cast, zips=zips).context["form"].errors["zips"]

    def test_words_taken_back_give_those_before_again(self, client_of, cast):
        self.edit(client_of, cast, offers="A mistake.")
        new = SitePage.objects.get(offers="A mistake.")

        client_of(cast.here.supervisor).post(
            reverse("public_pages:take_back", args=[new.pk]), {"reason": "The wrong program"}
        )

        assert SitePage.objects.in_force(cast.here.site.today()).get(site=cast.here.site) == cast.here.public_page.page
        with pytest.raises(workflow.CannotSet):
            workflow.take_back(page=new, reason="Twice", by=cast.here.supervisor)

    def test_a_program_the_site_never_offered_has_no_words(self, client_of, cast):
        cast.here.site.programs.filter(program="mpmp").delete()

        path = reverse("public_pages:words", args=[cast.here.site.pk, "mpmp"])

        assert client_of(cast.here.supervisor).get(path).status_code == 404


class TestReviews:
    def test_a_page_says_who_reviewed_it_and_when_again(self, client_of, cast):
        client = client_of(cast.administrator)
        client.post(
            reverse("public_pages:review", args=["programs"]),
            {"reviewed_on": "2026-03-02", "reviewed_by": "Fern’s office", "due_on": "2027-03-02"},
        )

        assert "by Fern’s office. Due again on Tue, Mar 2, 2027." in text_of(
            client.get(reverse("public_pages:programs"))
        )

    def test_one_that_is_past_is_shown_and_counted_until_somebody_reviews_it(self, cast):
        today = cast.here.site.today()
        review_of("find", on=today - timedelta(days=400))

        assert overdue_for(cast.administrator).count() == 1
        assert [page.title for page in pages_for(cast.administrator, today) if page.is_overdue] == [
            "Find a program near you"
        ]
        # A supervisor looks after the pages of the own site alone.
        assert overdue_for(cast.here.supervisor).count() == 0

        review_of("find", on=today)

        assert overdue_for(cast.administrator).count() == 0

    def test_the_review_of_one_site_is_not_that_of_another(self, cast):
        today = cast.here.site.today()
        review_of("program-worksite", on=today - timedelta(days=400), site=cast.here.site)
        review_of("program-worksite", on=today, site=cast.there.site)
        review_of("program-worksite", on=today)

        assert overdue_for(cast.here.supervisor).count() == 1
        assert overdue_for(cast.there.supervisor).count() == 0

    def test_the_next_review_lies_after_this_one(self, cast):
        today = cast.here.site.today()
        row = PageReview(page="find", reviewed_on=today, reviewed_by="Us", due_on=today)

        with pytest.raises(ValidationError, match="lies after this one"):
            row.validate_constraints()

    def test_supervisors_see_their_own_sites_pages_alone(self, client_of, cast):

        rows = pages_for(cast.here.supervisor, cast.here.site.today())

        assert {page.site for page in rows} == {cast.here.site}
        assert client_of(cast.here.supervisor).get(reverse("public_pages:pages"), {"due": 1}).status_code == 200

    def test_the_list_is_downloaded(self, client_of, cast):
        answer = client_of(cast.administrator).get(reverse("public_pages:pages"), {"format": "csv"})

        assert "What the figures mean" in answer.content.decode("utf-8-sig")
