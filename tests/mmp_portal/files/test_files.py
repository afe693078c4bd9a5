"""Taking files in, making them part of a record, handing them out to nobody else, clearing the rest away."""

import os
import stat
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from mmp_portal.files import disk, owners, workflow
from mmp_portal.files.models import StoredFile
from mmp_portal.files.tasks import clear_unattached
from tests.factories.files import pdf, stored, upload


@pytest.fixture
def kind(cast):
    """A kind of record that the people of Oak Grove may open, for the time of one test."""
    openings = []
    mine = {cast.here.staff.pk, cast.here.mentor_user.pk}

    def visible_to(user):
        rows = StoredFile.objects.filter(owner_kind="example")
        return (rows if user.pk in mine else rows.none()).values("pk")

    owners.register_owner("example", visible_to, lambda user, file: openings.append((user.pk, file.pk)))
    yield openings
    owners._owners.pop("example")


class TestReceive:
    def test_what_is_kept_says_what_it_is(self, cast):
        file = workflow.receive(upload=upload(pdf(pages=2), "C:\\scans\\Juniper\u202e.exe"), by=cast.here.staff)

        assert (file.content, file.pages, file.owner_kind) == ("pdf", 2, "")
        assert file.original_name == "Juniper.exe"
        assert disk.read(file.place) == pdf(pages=2)

    def test_a_wrong_ending_does_not_matter(self, cast):
        assert workflow.receive(upload=upload(name="letter.pdf"), by=cast.here.staff).is_picture

    def test_the_file_lies_under_a_random_name_for_this_program_alone(self, cast):
        file = stored(cast.here.staff)

        path = os.path.join(settings.FILES_DIR, file.place)
        assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
        assert file.uuid.hex not in file.place
        assert not path.startswith(str(settings.STATIC_ROOT))

    def test_a_file_beyond_the_limit_is_refused(self, cast, settings):
        settings.FILE_MOST_MEGABYTES = 1

        with pytest.raises(workflow.CannotReceive, match="larger than 1 MB"):
            workflow.receive(upload=upload(b"%PDF-" + b"0" * 1024 * 1024), by=cast.here.staff)

    def test_a_refused_file_leaves_nothing(self, cast):
        with pytest.raises(workflow.CannotReceive, match="web page"):
            workflow.receive(upload=upload(b"<html>", "photo.jpg"), by=cast.here.staff)

        assert not StoredFile.objects.exists()

    def test_names_stay_out_of_the_log(self, cast, caplog):
        caplog.set_level("DEBUG")

        stored(cast.here.staff, data=pdf(), name="Juniper Fableton.pdf")

        assert "Juniper" not in caplog.text


class TestAttach:
    def test_once(self, cast, kind):
        file = stored(cast.here.staff, kind="example")

        with pytest.raises(workflow.CannotAttach, match="saved already"):
            workflow.attach(file=file, kind="example", by=cast.here.staff)

    def test_not_what_somebody_else_sent(self, cast, kind):
        file = stored(cast.here.staff)

        with pytest.raises(workflow.CannotAttach, match="somebody else"):
            workflow.attach(file=file, kind="example", by=cast.here.supervisor)

    def test_not_to_a_kind_nobody_answers_for(self, cast):
        with pytest.raises(ValueError, match="registered"):
            workflow.attach(file=stored(cast.here.staff), kind="nobody", by=cast.here.staff)


class TestHandedOut:
    def test_to_whoever_may_open_the_record(self, client_of, cast, kind):
        file = stored(cast.here.staff, data=pdf(), name="Juniper.html", kind="example")

        answer = client_of(cast.here.mentor_user).get(file.get_absolute_url())

        assert answer.status_code == 200
        assert answer.content == pdf()
        assert kind == [(cast.here.mentor_user.pk, file.pk)]

    def test_so_that_nothing_runs_and_nothing_stays(self, client_of, cast, kind):
        file = stored(cast.here.staff, data=pdf(), name="Juniper.html", kind="example")

        answer = client_of(cast.here.staff).get(file.get_absolute_url())

        assert answer["Content-Type"] == "application/pdf"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Cache-Control"] == "private, no-store"
        assert "script-src" not in answer["Content-Security-Policy"]
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert answer["Content-Disposition"] == f'inline; filename="{file.neutral_name}"'
        assert "Juniper" not in str(answer.headers) + file.get_absolute_url()

    def test_the_small_picture(self, client_of, cast, kind):
        file = stored(cast.here.staff, kind="example")

        answer = client_of(cast.here.staff).get(file.small_url)

        assert answer.content == disk.read(file.small_place)

    def test_a_pdf_has_no_small_picture(self, client_of, cast, kind):
        file = stored(cast.here.staff, data=pdf(), kind="example")

        assert client_of(cast.here.staff).get(f"{file.get_absolute_url()}small/").status_code == 404

    @pytest.mark.parametrize("who", ["supervisor", "stranger"])
    def test_to_nobody_else(self, client_of, cast, kind, who):
        user = cast.here.supervisor if who == "supervisor" else cast.there.staff
        file = stored(cast.here.staff, kind="example")

        assert client_of(user).get(file.get_absolute_url()).status_code == 404
        assert client_of(user).get(file.small_url).status_code == 404
        assert kind == []

    def test_before_it_is_saved_to_the_sender_alone(self, client_of, cast):
        file = stored(cast.here.staff)

        assert client_of(cast.here.staff).get(file.get_absolute_url()).status_code == 200
        assert client_of(cast.here.supervisor).get(file.get_absolute_url()).status_code == 404

    def test_a_role_without_files_is_refused(self, client_of, cast):
        assert client_of(cast.viewer).get(stored(cast.here.staff).get_absolute_url()).status_code == 403

    def test_what_is_gone_from_the_disk_is_not_found(self, client_of, cast):
        file = stored(cast.here.staff)
        disk.drop(file.place)

        assert client_of(cast.here.staff).get(file.get_absolute_url()).status_code == 404


class TestClearing:
    def test_what_was_never_saved_goes_after_a_day(self, cast):
        file = stored(cast.here.staff, name="Juniper.jpg")
        StoredFile.objects.update(recorded_at=timezone.now() - timedelta(hours=25))

        assert clear_unattached.delay().get() == 1

        file.refresh_from_db()
        assert file.removed_at is not None
        assert file.original_name == ""
        for place in (file.place, file.small_place):
            with pytest.raises(FileNotFoundError):
                disk.read(place)

    def test_what_was_sent_today_stays(self, cast):
        file = stored(cast.here.staff)
        StoredFile.objects.update(recorded_at=timezone.now() - timedelta(hours=23))

        assert workflow.clear_unattached() == 0
        assert disk.read(file.place)

    def test_what_is_part_of_a_record_stays(self, cast, kind):
        file = stored(cast.here.staff, kind="example")
        StoredFile.objects.update(recorded_at=timezone.now() - timedelta(days=400))

        assert workflow.clear_unattached() == 0
        assert disk.read(file.place)

    def test_twice_is_no_harm(self, cast):
        stored(cast.here.staff)
        later = timezone.now() + timedelta(days=2)

        assert [workflow.clear_unattached(now=later), workflow.clear_unattached(now=later)] == [1, 0]


class TestConstraints:
    @pytest.mark.parametrize(
        ("changes", "name"),
        [
            ({"content": "web page"}, "content_is_known"),
            ({"size_bytes": 0}, "is_not_empty"),
            ({"owner_kind": "example"}, "attached_with_its_moment"),
            ({"attached_at": timezone.now()}, "attached_with_its_moment"),
        ],
    )
    def test_what_must_not_be(self, cast, changes, name):
        file = stored(cast.here.staff)

        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            StoredFile.objects.filter(pk=file.pk).update(**changes)

    def test_what_may_be(self, cast):
        file = stored(cast.here.staff)

        StoredFile.objects.filter(pk=file.pk).update(owner_kind="example", attached_at=timezone.now(), size_bytes=1)

        assert str(file) == f"file {file.pk}"
