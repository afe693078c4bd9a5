"""Who refers: kept per site, with what is owed to them; told what became of a referral as far as the family agreed."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from programs.casework.enrollments.models import Enrollment
from programs.casework.referrals import workflow as referrals
from programs.casework.referrals.models import Referral, Status
from programs.casework.referrals.partners import workflow
from programs.casework.referrals.partners.due import SOURCES
from programs.casework.referrals.partners.models import Agreement, CommunityPartner, CommunityTalk, PartnerReferral
from programs.gathering import gathered
from tests.factories.accounts import user_with
from tests.factories.community_partners import partner_of
from tests.factories.facts import ConsentFactory
from tests.factories.referrals import referral_at


def owed(rule, cast, on=None, user=None):
    sources = [source for source in SOURCES if source.rule == rule]
    none = Enrollment.objects.none()
    return gathered(sources, none, on or cast.here.site.today(), user or cast.here.staff)


def listed(client, **query):
    answer = client.get(reverse("community_partners:partners"), query)
    return {row.name for row in answer.context["listing"].table.data}


def received(cast, organization):
    """A referral taken in at the desk from somebody who works at the organization."""
    return referrals.receive(
        site=cast.here.site,
        source=Referral.Source.HEALTH,
        person=cast.here.participant,
        by=cast.here.staff,
        referrer_organization=organization,
    )


@pytest.fixture
def cast(cast):
    assert cast.here.community
    assert cast.there.community
    return cast


class TestList:
    def test_each_with_what_they_sent_and_what_came_of_it(self, client_of, cast):
        partner = cast.here.community.partner
        joined = referral_at(cast.here.site, by=cast.here.staff, status=Status.ENROLLED)
        workflow.link(partner=partner, referral=joined, by=cast.here.staff)

        row = CommunityPartner.objects.with_figures(cast.here.site.today()).get(pk=partner.pk)

        assert (row.sent, row.accepted) == (2, 1)
        assert row.next_step_on == cast.here.site.today() + timedelta(days=3)
        assert row.agreed_until.year == 9999

    def test_narrowed_by_words_kind_and_agreement(self, client_of, cast):
        partner_of(cast.here.site, by=cast.here.staff, name="Rivermouth School", kind="school")
        client = client_of(cast.here.staff)

        assert listed(client, q="rivermouth") == {"Rivermouth School"}
        assert listed(client, q="Marchbanks") == {"Cedar County Hospital"}
        assert listed(client, kind="school") == {"Rivermouth School"}
        assert listed(client, agreement="none") == {"Rivermouth School"}
        assert listed(client, agreement="yes") == {"Cedar County Hospital"}
        assert listed(client, agreement="soon") == set()

    def test_it_is_downloaded(self, client_of, cast):
        answer = client_of(cast.here.staff).get(reverse("community_partners:partners"), {"format": "csv"})

        assert "Cedar County Hospital" in answer.content.decode("utf-8-sig")


class TestKept:
    def test_one_name_stands_once_at_a_site(self, cast):
        with pytest.raises(workflow.CannotChange, match="in the list already"):
            partner_of(cast.here.site, by=cast.here.staff, name="cedar county hospital")

        assert CommunityPartner.objects.filter(name="Cedar County Hospital").count() == 2  # one at each site

    def test_a_lost_update_is_refused(self, cast):
        partner = cast.here.community.partner
        workflow.correct(partner=partner, version=1, by=cast.here.staff, name="Cedar Hospital")

        with pytest.raises(workflow.CannotChange, match="after you opened it"):
            workflow.correct(partner=partner, version=1, by=cast.here.staff, name="Another")

    def test_a_next_step_has_its_day(self, cast):
        with pytest.raises(workflow.CannotChange, match="both or neither") as refusal:
            workflow.correct_of(
                record=cast.here.community.talk, version=1, by=cast.here.staff, next_step="Call", next_step_on=None
            )

        assert refusal.value.about == "next_step_on"
        row = CommunityTalk(
            partner=cast.here.community.partner,
            talked_on=cast.here.site.today(),
            way="call",
            words="x",
            next_step="Call",
        )
        with pytest.raises(ValidationError, match="both or neither"):
            row.validate_constraints()

    def test_an_agreement_ends_after_it_starts(self, client_of, cast):
        answer = client_of(cast.here.staff).post(
            reverse("community_partners:add_agreement", args=[cast.here.community.partner.pk]),
            {"about": "x", "starts_on": "2026-05-02", "ends_on": "2026-05-01"},
        )

        assert answer.status_code == 200
        assert "The last day lies before the first." in answer.content.decode()
        assert Agreement.objects.filter(partner=cast.here.community.partner).count() == 1

    def test_a_new_partner_is_kept_for_the_site_chosen(self, client_of, cast):
        client_of(cast.here.staff).post(
            reverse("community_partners:create"), {"name": "WIC of Oak Grove", "kind": "wic"}
        )

        assert CommunityPartner.objects.get(name="WIC of Oak Grove").site == cast.here.site


class TestOwed:
    def test_a_step_is_owed_from_a_week_before_until_it_is_done(self, client_of, cast):
        talk, today = cast.here.community.talk, cast.here.site.today()

        assert [item.why for item in owed("referrer-next-step", cast)] == ["Send the poster"]
        assert owed("referrer-next-step", cast, on=today - timedelta(days=5)) == []
        assert owed("referrer-next-step", cast, user=cast.here.mentor_user) == []

        client_of(cast.here.staff).post(reverse("community_partners:step_done", args=[talk.pk]))

        assert owed("referrer-next-step", cast) == []

    def test_an_agreement_that_ends_is_owed_until_another_lasts_longer(self, cast):
        agreement, today = cast.here.community.agreement, cast.here.site.today()
        workflow.correct_of(record=agreement, version=1, by=cast.here.staff, ends_on=today + timedelta(days=60))
        assert [item.due_on for item in owed("referrer-agreement", cast)] == [today + timedelta(days=60)]
        assert owed("referrer-agreement", cast, on=today - timedelta(days=1)) == []

        workflow.add_to(
            partner=cast.here.community.partner,
            model=Agreement,
            by=cast.here.staff,
            about="The next year",
            starts_on=today + timedelta(days=61),
        )

        assert owed("referrer-agreement", cast) == []

    def test_an_ending_is_told_once_and_again_when_it_changes(self, cast):
        row, today = cast.here.community.link, cast.here.site.today()
        assert [item.rule for item in owed("referrer-to-tell", cast)] == ["referrer-to-tell"]

        workflow.tell(row=row, told_on=today, told_how="call", by=cast.here.staff)
        assert owed("referrer-to-tell", cast) == []

        Referral.objects.filter(pk=row.referral_id).update(status=Status.ENROLLED, reason="")
        assert len(owed("referrer-to-tell", cast)) == 1

    def test_a_coordinator_of_another_program_is_not_asked(self, cast):
        stranger = user_with("staff", site=cast.here.site, program="worksite")

        assert owed("referrer-to-tell", cast, user=stranger) == []


class TestTelling:
    def words(self, cast):
        row = PartnerReferral.objects.with_referral().get(pk=cast.here.community.link.pk)
        return workflow.what_may_be_said(row, cast.here.site.today())

    def share_with(self, cast, party, **facts):
        today = cast.here.site.today()
        facts = {"given_on": today - timedelta(days=3), "until": today + timedelta(days=100), **facts}
        person = cast.here.community.ended.person
        return ConsentFactory(person=person, site=cast.here.site, kind="sharing", party=party, **facts)

    def test_without_a_consent_the_words_reveal_nothing(self, cast):
        said = {}
        for status, reason in ((Status.DECLINED, "not_now"), (Status.ENROLLED, ""), (Status.UNREACHED, "no_answer")):
            Referral.objects.filter(pk=cast.here.community.ended.pk).update(status=status, reason=reason)
            said[status] = self.words(cast)

        assert len(set(said.values())) == 1  # nobody can tell one end from another
        assert "Young Parent" not in said[Status.DECLINED]
        assert "Hollis" not in said[Status.DECLINED]

    def test_with_a_consent_they_hear_how_it_ended(self, cast):
        self.share_with(cast, "cedar county hospital")

        assert "does not take part at present" in self.words(cast)

    def test_a_consent_for_somebody_else_says_nothing_here(self, cast):
        self.share_with(cast, "Rivermouth School")

        assert "we may not say more" in self.words(cast)

    def test_a_consent_that_ended_says_nothing_any_more(self, cast):
        today = cast.here.site.today()
        self.share_with(
            cast, "Cedar County Hospital", given_on=today - timedelta(days=90), until=today - timedelta(days=1)
        )

        assert "we may not say more" in self.words(cast)

    def test_the_page_shows_the_words_and_keeps_that_they_were_told(self, client_of, cast):
        client, link = client_of(cast.here.staff), cast.here.community.link
        path = reverse("community_partners:tell", args=[link.pk])
        assert "No consent to share with this partner is on file." in client.get(path).content.decode()

        client.post(path, {"told_on": cast.here.site.today().isoformat(), "told_how": "email"})

        link.refresh_from_db()
        assert (link.told_status, link.told_with_consent, link.told_by) == ("declined", False, cast.here.staff)

    def test_before_the_end_there_is_nothing_to_tell(self, cast):
        row = workflow.link(partner=cast.here.community.partner, referral=cast.here.referrals.new, by=cast.here.staff)

        with pytest.raises(workflow.CannotChange, match="nothing to tell"):
            workflow.tell(row=row, told_on=cast.here.site.today(), told_how="call", by=cast.here.staff)


class TestLinks:
    def test_a_referral_belongs_to_one_partner(self, cast):
        school = partner_of(cast.here.site, by=cast.here.staff, name="Rivermouth School", kind="school")
        ended = cast.here.community.ended

        assert workflow.link(partner=cast.here.community.partner, referral=ended, by=None) == cast.here.community.link
        with pytest.raises(workflow.CannotChange, match="belongs to a partner already"):
            workflow.link(partner=school, referral=ended, by=cast.here.staff)

    def test_another_sites_referral_is_refused(self, client_of, cast):
        new = cast.there.referrals.new
        path = reverse("community_partners:link", args=[cast.here.community.partner.pk])

        assert client_of(cast.here.staff).post(path, {"referral": new.pk}).context["form"].errors["referral"]
        with pytest.raises(workflow.CannotChange, match="another site"):
            workflow.link(partner=cast.here.community.partner, referral=new, by=cast.here.staff)

    def test_one_that_names_the_partner_is_recognized_however_it_comes_in(self, cast):
        new, other = (received(cast, words) for words in (" cedar  county hospital ", "Nowhere"))

        assert new.partner_links.get().partner == cast.here.community.partner
        assert not other.partner_links.exists()

    def test_the_partners_of_the_site_are_offered_and_one_corrected_later_is_linked(self, client_of, cast):
        client = client_of(cast.here.staff)
        partner_of(cast.there.site, by=cast.there.staff, name="Far Hills School", kind="school")
        row = referral_at(cast.here.site, by=cast.here.staff)

        page = client.get(reverse("referrals:create")).content.decode()
        referrals.correct(
            referral=row, by=cast.here.staff, version=row.version, referrer_organization="Cedar County Hospital"
        )

        assert '<option value="Cedar County Hospital">' in page
        assert "Far Hills School" not in page
        assert cast.here.community.partner.name in client.get(row.get_absolute_url()).content.decode()

    def test_another_name_leaves_the_partner_it_stands_with(self, cast):
        row = received(cast, "Cedar County Hospital")
        partner_of(cast.here.site, by=cast.here.staff, name="Rivermouth School", kind="school")

        referrals.correct(
            referral=row, by=cast.here.staff, version=row.version, referrer_organization="Rivermouth School"
        )

        assert row.partner_links.get().partner == cast.here.community.partner
