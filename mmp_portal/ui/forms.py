"""Forms of the look: one column, labels above, a sentence beside each field that needs mending.

A form class inherits from `PortalForm`, `PortalModelForm` or `VersionedModelForm`, says its layout in
`get_layout()` with the blocks of `layout.py`, and is shown with `{% crispy form %}`. Fields and blocks are
offered here, too, so that a form needs one import.
"""

from dataclasses import dataclass
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from crispy_forms.utils import TEMPLATE_PACK
from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import ModelForm, model_to_dict
from django.template.defaultfilters import date as format_date
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.fields import (
    DAY_FORMATS,
    TIME_FORMATS,
    ChipsOrOtherField,
    ComingDayField,
    DayField,
    LineField,
    MinutesField,
    NameField,
    NoteField,
    PastDateField,
    PastDayField,
    ReasonField,
    RecentDayField,
    TimeOfDayField,
)
from mmp_portal.ui.keeping import begin
from mmp_portal.ui.layout import Block, Card, Fold, Note, Row, SaveBar
from mmp_portal.ui.sentences import TooLong, name_the_empty_choice, refuse_ids_beyond_reach, say_plainly
from mmp_portal.ui.widgets import DayInput, TimeOfDayInput

__all__ = [
    "Block",
    "Card",
    "ChipsOrOtherField",
    "ComingDayField",
    "ConflictLine",
    "DayField",
    "Fold",
    "LineField",
    "MinutesField",
    "NameField",
    "Note",
    "NoteField",
    "PastDateField",
    "PastDayField",
    "PortalForm",
    "PortalFormMixin",
    "PortalHelper",
    "PortalModelForm",
    "ReasonField",
    "RecentDayField",
    "Row",
    "SaveBar",
    "TimeOfDayField",
    "TooLong",
    "VersionedModelForm",
    "say_plainly",
]


class PortalHelper(FormHelper):
    def __init__(self, form):
        super().__init__()
        self.attrs = {"novalidate": ""}  # the portal's sentences, not the browser's
        self.include_media = False
        self.render_hidden_fields = True
        if form.form_label:
            self.attrs["aria-label"] = form.form_label

    def render_layout(self, form, context, template_pack=TEMPLATE_PACK):
        if self.form_method == "post":
            begin(form, context.get("request"))
        return super().render_layout(form, context, template_pack)


class PortalFormMixin:
    """What all our forms share. `cancel_url` is where "Cancel" leads; without it there is none.

    What is typed is kept as a draft. A form of restricted words says `keeps_draft = False`, and a single
    field is left out by its name in `not_in_draft`.
    """

    submit_label = _("Save")
    form_label: Any = ""
    cancel_url = None
    keeps_draft = True
    not_in_draft: tuple[str, ...] = ()
    marks_optional = True

    def __init__(self, *args, cancel_url=None, **options):
        super().__init__(*args, **options)
        if cancel_url:
            self.cancel_url = cancel_url
        self.put_plainly()

    def put_plainly(self):
        """Give every field our inputs and our sentences. Call it again after adding fields or changing labels."""
        for field in self.fields.values():
            say_plainly(field)
            if type(field.widget) is forms.DateInput:
                field.widget = DayInput(attrs=field.widget.attrs)
                field.input_formats = DAY_FORMATS
            if type(field.widget) is forms.TimeInput:
                field.widget = TimeOfDayInput(attrs=field.widget.attrs)
                field.input_formats = TIME_FORMATS
            name_the_empty_choice(field)
            if isinstance(field, forms.ModelMultipleChoiceField) and "_check_values" not in vars(field):
                refuse_ids_beyond_reach(field)

    def get_layout(self):
        return Layout(Card("", *self.fields), SaveBar(self.submit_label))

    @cached_property
    def helper(self):
        helper = PortalHelper(self)
        layout = self.get_layout()
        helper.layout = layout if isinstance(layout, Layout) else Layout(*layout)
        return helper


class PortalForm(PortalFormMixin, forms.Form):
    pass


class PortalModelForm(PortalFormMixin, ModelForm):
    pass


# --- Two people, one record -----------------------------------------------------------------


@dataclass
class ConflictLine:
    label: str
    theirs: str
    yours: str


class VersionedModelForm(PortalModelForm):
    """Refuses to overwrite what somebody else saved after this form was opened, and shows both versions.

    The row's `version` travels in a hidden field. On a lost update the form is invalid, `conflict`
    lists what differs, and the form then carries the newer version, so that saving again is a
    decision. Whoever saves raises the version (the workflow verb, or `save()` of this form).
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.conflict = []
        self.conflict_is_with_draft = False
        self.fields["version"].initial = self.instance.version
        self.initial["version"] = self.instance.version

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk:
            current = type(self.instance)._base_manager.get(pk=self.instance.pk)
            marks = self.marks_of(current)
            if any(cleaned.get(name) != value for name, value in marks.items()):
                self.conflict = self._differences(current)
                self.data = self.data.copy()
                self.data.update({self.add_prefix(name): str(value) for name, value in marks.items()})
                raise ValidationError(
                    _("Somebody saved this record after you opened it. Both versions are shown above the fields.")
                    if self.conflict
                    else _("Somebody saved this record after you opened it, with the same answers as yours."),
                    code="lost_update",
                )
        return cleaned

    def marks_of(self, current):
        """The hidden fields that tell whether the form was opened on the row as it is now, and what they must say."""
        return {"version": current.version}

    def _differences(self, current):
        now = model_to_dict(current, fields=list(self.fields))
        lines = []
        for name, theirs in now.items():
            if name == "version":
                continue
            yours = self.cleaned_data.get(name, self.data.get(self.add_prefix(name)))
            theirs_words, yours_words = self._words(name, theirs), self._words(name, yours)
            if theirs_words != yours_words:
                lines.append(ConflictLine(str(self.fields[name].label), theirs_words, yours_words))
        return lines

    def _words(self, name, value):
        field = self.fields[name]
        if value in (None, "", []):
            return gettext("empty")
        if hasattr(value, "pk"):
            value = value.pk
        if isinstance(value, bool):
            return gettext("yes") if value else gettext("no")
        if hasattr(field, "queryset"):
            values = value if hasattr(value, "__iter__") and not isinstance(value, str) else [value]
            return ", ".join(
                field.label_from_instance(one) if hasattr(one, "pk") else self._label_of(field, one) for one in values
            )
        if getattr(field, "choices", None) is not None and not isinstance(field, ChipsOrOtherField):
            words = {str(code): str(label) for code, label in field.choices}
            values = value if isinstance(value, (list, tuple)) else [value]
            return ", ".join(words.get(str(one), str(one)) for one in values)
        if hasattr(value, "strftime") and hasattr(value, "year"):
            return format_date(value, "D, M j, Y")
        return str(value)

    def _label_of(self, field, pk):
        try:
            found = field.queryset.filter(pk=pk).first()
        except ValueError:  # no number at all: shown as it was sent
            found = None
        return field.label_from_instance(found) if found else str(pk)

    def save(self, commit=True):
        if self.instance.pk and self.has_changed():
            self.instance.version += 1
        return super().save(commit)

    @cached_property
    def helper(self):
        helper = PortalHelper(self)
        layout = self.get_layout()
        fields = layout.fields if isinstance(layout, Layout) else layout
        helper.layout = Layout(ConflictBlock(), *fields)
        return helper

    def get_layout(self):
        return Layout(Card("", *(name for name in self.fields if name != "version")), SaveBar(self.submit_label))


class ConflictBlock(Block):
    template = "ui/layout/conflict.html"

    def render(self, form, context, template_pack=TEMPLATE_PACK, **options):
        if not form.conflict:
            return ""
        request = context.get("request")
        begin(form, request)
        return render_to_string(
            self.template,
            {
                "conflict": form.conflict,
                "is_with_draft": form.conflict_is_with_draft,
                "give_up": form.keeping.give_up_id if form.keeping.mark else "",
                "reload_url": request.get_full_path() if request else "",
            },
        )
