"""The upload field: what it takes, and that a file is not lost when the rest of the form is wrong."""

import pytest
from django import forms

from mmp_portal.files.fields import UploadField, UploadsMixin
from mmp_portal.files.models import StoredFile
from tests.factories.files import pdf, stored, upload


class ExampleForm(UploadsMixin, forms.Form):
    title = forms.CharField()
    scan = UploadField()


class PhotoForm(UploadsMixin, forms.Form):
    photo = UploadField(pictures_only=True, required=False)


def test_a_good_file_becomes_a_stored_one(cast):
    form = ExampleForm({"title": "Card"}, {"scan": upload()}, uploader=cast.here.staff)

    assert form.is_valid()
    assert form.cleaned_data["scan"] == StoredFile.objects.get()


def test_nothing_chosen_is_said(cast):
    form = ExampleForm({"title": "Card"}, {}, uploader=cast.here.staff)

    assert form.errors["scan"] == ["Choose a file, or take a photo."]


def test_a_refused_file_is_said_beside_the_field(cast):
    form = ExampleForm({"title": "Card"}, {"scan": upload(b"<html>")}, uploader=cast.here.staff)

    assert form.errors["scan"] == ["This is a web page, not a picture or a PDF."]


def test_a_file_survives_a_mistake_elsewhere_in_the_form(cast):
    first = ExampleForm({"title": ""}, {"scan": upload(name="card.jpg")}, uploader=cast.here.staff)
    assert set(first.errors) == {"title"}
    file = StoredFile.objects.get()
    shown = str(first["scan"])
    assert f'value="{file.uuid}"' in shown
    assert "card.jpg" in shown

    again = ExampleForm({"title": "Card", "scan_kept": str(file.uuid)}, {}, uploader=cast.here.staff)

    assert again.is_valid()
    assert again.cleaned_data["scan"] == file


@pytest.mark.parametrize("mark", ["nonsense", "\x00", "9" * 400, "0b5f6e0c-6d7c-4f0e-8c3b-0a4c1f4e2d11"])
def test_an_invented_mark_is_refused(cast, mark):
    form = ExampleForm({"title": "Card", "scan_kept": mark}, {}, uploader=cast.here.staff)

    assert form.errors["scan"] == ["The file is not here any more. Choose it again."]


def test_the_mark_of_somebody_elses_file_is_refused(cast):
    file = stored(cast.here.supervisor)

    form = ExampleForm({"title": "Card", "scan_kept": str(file.uuid)}, {}, uploader=cast.here.staff)

    assert not form.is_valid()


def test_a_photo_is_no_pdf(cast):
    file = stored(cast.here.staff, data=pdf())

    assert not PhotoForm({}, {"photo": upload(pdf())}, uploader=cast.here.staff).is_valid()
    assert not PhotoForm({"photo_kept": str(file.uuid)}, {}, uploader=cast.here.staff).is_valid()


def test_a_field_that_is_not_required_may_stay_empty(cast):
    form = PhotoForm({"sent": "yes"}, {}, uploader=cast.here.staff)

    assert form.is_valid()
    assert form.cleaned_data["photo"] is None


def test_phones_are_asked_for_kinds_that_can_be_kept(cast):
    shown = str(PhotoForm(uploader=cast.here.staff)["photo"])

    assert 'accept="image/jpeg,image/png,image/webp,image/heic,image/heif"' in shown
    assert 'type="file"' in shown
