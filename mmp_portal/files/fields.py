"""A form field that takes a photo, a scan or a PDF, and does not lose it when the rest of the form is wrong.

    file = UploadField(label=_("Photo or scan"))

The form says who sends it: `form.fields["file"].uploader = request.user`, which `UploadsMixin` does. The
cleaned value is a StoredFile, attached to nothing; the workflow attaches it to the record.
"""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

from mmp_portal.files import workflow
from mmp_portal.files.models import StoredFile

ours = TemplatesSetting()

PICTURES = "image/jpeg,image/png,image/webp,image/heic,image/heif"
PICTURES_AND_PDF = f"{PICTURES},application/pdf"


@dataclass(frozen=True)
class Sent:
    """What came with a form: a new file, or the mark of one that was sent with it before."""

    upload: Any
    kept: str


class UploadInput(forms.FileInput):
    """A file from the device or its camera. A file that was taken in already is named, and need not be sent again."""

    template_name = "files/upload.html"

    def __init__(self, attrs=None, *, accept=PICTURES_AND_PDF):
        self.kept = None
        super().__init__({"accept": accept, **(attrs or {})})

    def _render(self, template_name, context, renderer=None):
        return super()._render(template_name, context, ours)

    def value_from_datadict(self, data, files, name):
        upload, kept = files.get(name), data.get(f"{name}_kept", "")
        return Sent(upload, str(kept)[:40]) if upload or kept else None

    def value_omitted_from_data(self, data, files, name):
        return name not in files and f"{name}_kept" not in data

    def use_required_attribute(self, initial):
        return False

    def get_context(self, name, value, attrs):
        context = super().get_context(name, None, attrs)
        context["widget"]["kept"] = self.kept
        context["widget"]["kept_name"] = f"{name}_kept"
        return context


class UploadField(forms.FileField):
    """Gives a StoredFile, or None where none is required and none was sent."""

    widget = UploadInput

    def __init__(self, *, pictures_only=False, **options):
        self.pictures_only = pictures_only
        self.uploader = None
        options.setdefault("widget", UploadInput(accept=PICTURES if pictures_only else PICTURES_AND_PDF))
        options.setdefault("help_text", _("A photo, a scan or a PDF. Where a photo was taken is not kept."))
        super().__init__(**options)

    def clean(self, value, initial=None):
        if value is None:
            if self.required:
                raise ValidationError(_("Choose a file, or take a photo."), code="required")
            return None
        stored = self._received(value.upload) if value.upload else self._kept(value.kept)
        self.widget.kept = stored
        return stored

    def _received(self, upload):
        try:
            return workflow.receive(upload=upload, by=self.uploader, pictures_only=self.pictures_only)
        except workflow.CannotReceive as refusal:
            raise ValidationError(str(refusal), code="refused") from None

    def _kept(self, mark):
        """The file sent with this form before. Only the one who sent it can go on with it."""
        try:
            found = StoredFile.objects.unattached().filter(uuid=mark, recorded_by=self.uploader).first()
        except (ValidationError, ValueError):
            found = None
        if found is None or (self.pictures_only and not found.is_picture):
            raise ValidationError(_("The file is not here any more. Choose it again."), code="gone")
        return found

    def has_changed(self, initial, data):
        return data is not None


class UploadsMixin:
    """A form with files: it is told who sends them."""

    def __init__(self, *args, uploader, **options):
        super().__init__(*args, **options)
        for field in self.fields.values():
            if isinstance(field, UploadField):
                field.uploader = uploader
