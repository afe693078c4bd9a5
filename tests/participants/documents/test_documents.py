"""A person's documents: kept, put right, voided; seen by those who work on the person's cases, and by nobody else."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from mmp_portal.audit.models import Event, Opening
from mmp_portal.files.models import StoredFile
from participants.consents.workflow import revoke
from participants.documents import workflow
from participants.documents.models import Document, RestrictedDocument
from participants.documents.photos import photo_of
from participants.facts import CannotWrite
from tests.factories.accounts import user_with
from tests.factories.documents import document_of, restricted_document_of
from tests.factories.files import pdf, stored, upload
from tests.factories.participants import RegistrationFactory


@pytest.fixture
def card(cast):
    return document_of(
        cast.here.participant,
        by=cast.here.staff,
        site=cast.here.site,
        kind="insurance_card",
        title="Card of the clinic",
        dated_on=date(2026, 3, 1),
    )


def documents_url(cast, name="documents"):
    return reverse(f"documents:{name}", args=[cast.here.participant.pk])


class TestAdd:
    def test_a_photo_is_kept_with_what_it_is(self, client_of, cast):
        answer = client_of(cast.here.staff).post(
            documents_url(cast, "add"),
            {"kind": "birth_certificate", "title": "", "dated_on": "2026-01-05", "note": "", "file": upload()},
        )

        document = Document.objects.get()
        assert answer["Location"] == documents_url(cast)
        assert (document.name, document.dated_on) == ("Birth certificate", date(2026, 1, 5))
        assert (document.site, document.recorded_by) == (cast.here.site, cast.here.staff)
        assert document.file.owner_kind == "document"
        assert Event.objects.about(document).get().verb == "document.added"

    def test_a_web_page_is_refused_in_words(self, client_of, cast):
        answer = client_of(cast.here.staff).post(
            documents_url(cast, "add"), {"kind": "other", "file": upload(b"<html></html>", "photo.jpg")}
        )

        assert "This is a web page, not a picture or a PDF." in answer.content.decode()
        assert not Document.objects.exists()

    def test_a_mistake_elsewhere_keeps_the_file(self, client_of, cast):
        client = client_of(cast.here.staff)
        wrong = {"kind": "other", "dated_on": "2999-01-01", "title": "Letter"}
        answer = client.post(documents_url(cast, "add"), {**wrong, "file": upload(name="letter.jpg")})
        assert "letter.jpg" in answer.content.decode()
        file = StoredFile.objects.get()

        client.post(documents_url(cast, "add"), {"kind": "other", "title": "Letter", "file_kept": str(file.uuid)})

        assert Document.objects.get().file == file

    def test_the_same_file_is_kept_once(self, client_of, cast):
        file = stored(cast.here.staff)
        data = {"kind": "other", "file_kept": str(file.uuid)}
        client_of(cast.here.staff).post(documents_url(cast, "add"), data)

        answer = client_of(cast.here.staff).post(documents_url(cast, "add"), data)

        assert "Choose it again." in answer.content.decode()
        assert Document.objects.count() == 1

    def test_a_photo_of_the_person_is_no_pdf(self, client_of, cast):
        answer = client_of(cast.here.staff).post(
            documents_url(cast, "add"), {"kind": "photo", "file": upload(pdf(), "face.pdf")}
        )

        assert "Choose a photo here." in answer.content.decode()
        assert StoredFile.objects.get().owner_kind == ""

    def test_a_document_older_than_the_person_is_refused(self, cast):
        with pytest.raises(CannotWrite, match="older than the person"):
            document_of(cast.here.participant, by=cast.here.staff, site=cast.here.site, dated_on=date(1999, 1, 1))

    def test_a_document_dated_on_the_day_of_birth_is_kept(self, cast):
        person = cast.here.participant

        assert document_of(person, by=cast.here.staff, site=cast.here.site, dated_on=person.born_on).pk


class TestSeen:
    def test_by_kind(self, client_of, cast, card):
        document_of(cast.here.participant, by=cast.here.staff, site=cast.here.site, data=pdf(pages=4), kind="school")

        page = client_of(cast.here.supervisor).get(documents_url(cast)).content.decode()

        assert page.index("Insurance card") < page.index("School record")
        assert "Card of the clinic" in page
        assert "4 pages" in page
        assert card.file.small_url in page

    def test_the_file_opens_for_whoever_works_here(self, client_of, cast, card):
        assert client_of(cast.here.supervisor).get(card.file.get_absolute_url()).status_code == 200

    @pytest.mark.parametrize("who", ["there.staff", "here.mentor_user"])
    def test_the_file_is_not_there_for_anybody_else(self, client_of, cast, card, who):
        place, name = who.split(".")

        assert client_of(getattr(getattr(cast, place), name)).get(card.file.get_absolute_url()).status_code == 404

    def test_another_site_of_the_person_does_not_see_it(self, client_of, cast, card):
        """Facts belong to the site that wrote them."""
        RegistrationFactory(person=cast.here.participant, site=cast.there.site)
        client = client_of(cast.there.staff)

        assert "Card of the clinic" not in client.get(documents_url(cast)).content.decode()
        assert client.get(card.file.get_absolute_url()).status_code == 404
        assert client.get(reverse("documents:edit", args=[card.pk])).status_code == 404

    def test_an_empty_page_says_what_would_be_here(self, client_of, cast):
        assert "No documents yet" in client_of(cast.here.staff).get(documents_url(cast)).content.decode()


class TestCorrectAndVoid:
    def test_what_is_said_is_put_right(self, client_of, cast, card):
        client_of(cast.here.staff).post(
            reverse("documents:edit", args=[card.pk]),
            {"kind": "identity", "title": "Learner's permit", "dated_on": "", "note": "", "version": card.version},
        )

        card.refresh_from_db()
        assert (card.kind, card.title, card.dated_on, card.version) == ("identity", "Learner's permit", None, 2)

    def test_a_lost_update_shows_both(self, client_of, cast, card):
        workflow.correct(document=card, by=cast.here.supervisor, version=1, title="Seen by the supervisor")

        answer = client_of(cast.here.staff).post(
            reverse("documents:edit", args=[card.pk]), {"kind": "identity", "title": "Mine", "version": 1}
        )

        assert "Seen by the supervisor" in answer.content.decode()
        card.refresh_from_db()
        assert card.title == "Seen by the supervisor"

    def test_a_pdf_does_not_become_a_photo(self, cast):
        document = document_of(cast.here.participant, by=cast.here.staff, site=cast.here.site, data=pdf())

        with pytest.raises(CannotWrite, match="A photo of the person is a picture"):
            workflow.correct(document=document, by=cast.here.staff, version=1, kind="photo")

    def test_a_voided_document_and_its_file_are_gone_from_sight(self, client_of, cast, card):
        client = client_of(cast.here.staff)

        client.post(reverse("documents:void", args=[card.pk]), {"reason": "Of another person"})

        card.refresh_from_db()
        assert card.void_reason == "Of another person"
        assert "Card of the clinic" not in client.get(documents_url(cast)).content.decode()
        assert client.get(card.file.get_absolute_url()).status_code == 404
        assert Event.objects.about(card).get(verb="document.voided").reason == "Of another person"

    def test_what_a_transfer_handed_on_is_read_and_not_changed(self, client_of, cast, card):
        RegistrationFactory(
            person=cast.here.participant,
            site=cast.there.site,
            transferred_from=cast.here.site,
            without_consent_because="Moved overnight",
        )
        client = client_of(cast.there.staff)
        page = client.get(documents_url(cast)).content.decode()

        assert client.get(card.file.get_absolute_url()).status_code == 200
        assert "Card of the clinic" in page
        for name in ("edit", "void"):
            address = reverse(f"documents:{name}", args=[card.pk])
            assert address not in page
            assert client.get(address).status_code == 404

    def test_voiding_twice_is_refused(self, cast, card):
        workflow.void(document=card, reason="Wrong person", by=cast.here.staff)

        with pytest.raises(CannotWrite, match="voided already"):
            workflow.void(document=card, reason="Again", by=cast.here.staff)


@pytest.fixture
def agreed(cast):
    """Juniper's consent for photo and story, which is in force."""
    return cast.here.facts.consent


class TestPhoto:
    def test_without_a_consent_it_is_not_shown_and_the_page_says_so(self, client_of, cast, agreed):
        document_of(cast.here.participant, by=cast.here.staff, site=cast.here.site, kind="photo")
        client = client_of(cast.here.staff)
        assert "The photo is not shown." not in client.get(documents_url(cast)).content.decode()

        revoke(consent=agreed, by=cast.here.staff, revoked_on=cast.here.site.today(), revoked_by="Juniper")

        assert photo_of(cast.here.participant, cast.here.staff) == ""
        assert "The photo is not shown." in client.get(documents_url(cast)).content.decode()

    def test_it_stands_in_place_of_the_initials(self, client_of, cast):
        photo = document_of(cast.here.participant, by=cast.here.staff, site=cast.here.site, kind="photo")

        for url in (cast.here.participant.get_absolute_url(), cast.here.enrollment.get_absolute_url()):
            assert photo.file.small_url in client_of(cast.here.staff).get(url).content.decode()

    def test_the_latest_counts(self, cast):
        document_of(cast.here.participant, by=cast.here.staff, site=cast.here.site, kind="photo")
        latest = document_of(cast.here.participant, by=cast.here.staff, site=cast.here.site, kind="photo")

        assert photo_of(cast.here.participant, cast.here.staff) == latest.file.small_url

    def test_none_after_it_was_voided(self, cast):
        photo = document_of(cast.here.participant, by=cast.here.staff, site=cast.here.site, kind="photo")
        workflow.void(document=photo, reason="They asked for it", by=cast.here.staff)

        assert photo_of(cast.here.participant, cast.here.staff) == ""

    def test_none_for_another_site(self, cast):
        document_of(cast.here.participant, by=cast.here.staff, site=cast.here.site, kind="photo")

        assert photo_of(cast.here.participant, cast.there.staff) == ""


@pytest.fixture
def paper(cast):
    return restricted_document_of(
        cast.here.participant, by=cast.here.staff, site=cast.here.site, title="Order of the judge"
    )


class TestRestricted:
    def test_a_reason_comes_first(self, client_of, cast, paper):
        client = client_of(cast.here.staff)
        url = documents_url(cast, "restricted")
        assert "Order of the judge" not in client.get(url).content.decode()
        assert client.get(paper.file.get_absolute_url()).status_code == 404

        client.post(url, {"reason": "Hearing tomorrow morning"})

        assert "Order of the judge" in client.get(url).content.decode()
        assert client.get(paper.file.get_absolute_url()).status_code == 200
        opened = Opening.objects.about(cast.here.participant).get()
        assert (opened.by, opened.what, opened.reason) == (
            cast.here.staff,
            "restricted documents",
            "Hearing tomorrow morning",
        )
        assert Opening.objects.about(paper).get().what == "restricted document"

    def test_its_small_picture_is_in_no_list_and_looking_at_it_is_recorded(self, client_of, cast):
        photo = restricted_document_of(cast.here.participant, by=cast.here.staff, site=cast.here.site)
        client = client_of(cast.here.staff)
        url = documents_url(cast, "restricted")
        client.post(url, {"reason": "Hearing tomorrow morning"})

        assert photo.file.small_url
        assert photo.file.small_url not in client.get(url).content.decode()
        assert not Opening.objects.about(photo).exists()
        assert client.get(photo.file.small_url).status_code == 200
        assert Opening.objects.about(photo).get().by == cast.here.staff

    def test_it_closes_after_an_hour(self, client_of, cast, paper):
        workflow.open_restricted(
            person=cast.here.participant, by=cast.here.staff, reason="Hearing tomorrow", site=cast.here.site
        )
        assert RestrictedDocument.objects.opened_by(cast.here.staff).exists()

        with pytest.MonkeyPatch.context() as patch:
            later = timezone.now() + timedelta(minutes=61)
            patch.setattr(timezone, "now", lambda: later)

            assert not RestrictedDocument.objects.opened_by(cast.here.staff).exists()
            assert not workflow.is_open(person=cast.here.participant, user=cast.here.staff)

    def test_a_short_reason_is_refused(self, client_of, cast, paper):
        answer = client_of(cast.here.staff).post(documents_url(cast, "restricted"), {"reason": "why"})

        assert "Say a little more" in answer.content.decode()

    def test_ones_reason_opens_nothing_for_others(self, client_of, cast, paper):
        workflow.open_restricted(
            person=cast.here.participant, by=cast.here.staff, reason="Hearing tomorrow", site=cast.here.site
        )

        assert client_of(cast.here.supervisor).get(paper.file.get_absolute_url()).status_code == 404

    def test_a_colleague_who_is_not_the_worker_is_refused(self, client_of, cast, paper):
        colleague = user_with("staff", site=cast.here.site)
        workflow.open_restricted(person=cast.here.participant, by=colleague, reason="Curious", site=cast.here.site)

        assert client_of(colleague).get(documents_url(cast, "restricted")).status_code == 403
        assert client_of(colleague).get(paper.file.get_absolute_url()).status_code == 404

    def test_the_supervisor_may(self, client_of, cast, paper):
        client = client_of(cast.here.supervisor)
        client.post(documents_url(cast, "restricted"), {"reason": "Quarterly look at the case"})

        assert client.get(paper.file.get_absolute_url()).status_code == 200

    def test_a_closed_case_opens_nothing(self, client_of, cast, paper):
        cast.here.enrollment.status = "closed"
        cast.here.enrollment.closed_on = cast.here.site.today()
        cast.here.enrollment.save()

        assert client_of(cast.here.staff).get(documents_url(cast, "restricted")).status_code == 403

    def test_it_stands_in_no_ordinary_list(self, client_of, cast, paper):
        assert "Order of the judge" not in client_of(cast.here.staff).get(documents_url(cast)).content.decode()

    def test_its_words_stay_out_of_the_trail(self, cast, paper):
        event = Event.objects.about(paper).get()

        assert (event.verb, event.details) == ("restricted_document.added", {})

    def test_it_is_added_and_voided_by_the_worker(self, client_of, cast):
        client = client_of(cast.here.staff)
        client.post(documents_url(cast, "add_restricted"), {"about": "court", "file": upload(pdf(), "order.pdf")})
        paper = RestrictedDocument.objects.get()
        void = reverse("documents:void_restricted", args=[paper.pk])
        assert client.get(void).status_code == 404

        client.post(documents_url(cast, "restricted"), {"reason": "Filed with the wrong person"})
        client.post(void, {"reason": "Wrong person"})

        paper.refresh_from_db()
        assert paper.void_reason == "Wrong person"
        assert client.get(paper.file.get_absolute_url()).status_code == 404


class TestConstraints:
    def test_a_kind_is_one_of_the_list(self, card):
        with pytest.raises(IntegrityError, match="document_kind_is_known"), transaction.atomic():
            Document.objects.filter(pk=card.pk).update(kind="diary")

    def test_every_kind_of_the_list_is_kept(self, card):
        for kind in Document.Kind.values:
            Document.objects.filter(pk=card.pk).update(kind=kind)

    def test_a_restricted_kind_is_one_of_the_list(self, paper):
        with pytest.raises(IntegrityError, match="restricteddocument_kind_is_known"), transaction.atomic():
            RestrictedDocument.objects.filter(pk=paper.pk).update(about="diary")

    def test_one_file_is_one_document(self, cast, card):
        with pytest.raises(IntegrityError), transaction.atomic():
            Document.objects.create(person=cast.here.participant, site=cast.here.site, kind="other", file=card.file)

    def test_records_are_named_by_number(self, card, paper):
        assert (str(card), str(paper)) == (f"document {card.pk}", f"restricted document {paper.pk}")


class TestHistory:
    def test_a_voided_document_is_restored_with_its_file(self, client_of, cast, card):
        workflow.void(document=card, reason="Wrong person", by=cast.here.staff)
        client = client_of(cast.here.staff)

        client.post(reverse("casefile:record_restore", args=["document", card.pk]), {"reason": "It was the right one"})

        card.refresh_from_db()
        assert card.voided_at is None
        assert client.get(card.file.get_absolute_url()).status_code == 200

    def test_the_history_of_a_restricted_document_shows_no_word_of_it(self, client_of, cast, paper):
        url = reverse("casefile:record_history", args=["restricted_document", paper.pk])

        assert "Order of the judge" not in client_of(cast.here.staff).get(url).content.decode()
        assert client_of(user_with("staff", site=cast.here.site)).get(url).status_code == 404
