"""Training outside the portal's meetings, and a new version of the manual."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from mentors.models import Kind, Training
from mmp_portal.files.fields import UploadField, UploadsMixin
from mmp_portal.ui.forms import Card, DayField, LineField, NoteField, PastDayField, PortalForm, Row, SaveBar
from mmp_portal.ui.widgets import ChipSelect, RadioList


class TrainingForm(UploadsMixin, PortalForm):
    """Hours of training on a day, by whoever led them."""

    form_label = _("Note training")

    topic = LineField(label=_("What was it about?"), max_length=120)
    course = LineField(
        label=_("Which course?"), max_length=120, required=False, help_text=_("Where it was part of one.")
    )
    how = forms.ChoiceField(label=_("How?"), choices=Training.How.choices, widget=RadioList)
    led_by = LineField(label=_("Led by"), max_length=120, required=False)
    held_on = PastDayField(label=_("Held on"))
    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=1,
        max_value=1440,
        help_text=_("Eight hours are 480."),
        error_messages={"max_value": _("A day at a time: at most %(limit_value)s minutes.")},
    )
    file = UploadField(label=_("Their certificate"), required=False)

    def get_layout(self):
        return Layout(
            Card("", "topic", "course", "how", "led_by", Row("held_on", "minutes"), "file"),
            SaveBar(_("Note the training")),
        )


class ManualForm(PortalForm):
    """A version of the manual for one kind of mentor."""

    form_label = _("A new version of the manual")

    site = forms.ChoiceField(label=_("Site"))
    kind = forms.ChoiceField(label=_("For whom?"), choices=Kind.choices, widget=ChipSelect)
    title = LineField(label=_("Title"), max_length=120)
    edition = LineField(label=_("Version"), max_length=20, help_text=_("Such as 3, or 2026 fall."))
    starts_on = DayField(label=_("From"))
    words = NoteField(label=_("Text"), max_length=40000, rows=12)
    contact = LineField(
        label=_("Whom to ask"), max_length=200, required=False, help_text=_("About the manual and the training.")
    )

    def __init__(self, *args, sites, **options):
        super().__init__(*args, **options)
        self.sites = {str(site.pk): site for site in sites}
        self.fields["site"].choices = [(pk, site.name) for pk, site in self.sites.items()]

    def version(self):
        """What the workflow asks for."""
        return {**self.cleaned_data, "site": self.sites[self.cleaned_data["site"]]}

    def get_layout(self):
        return Layout(
            Card("", "site", "kind", "title", Row("edition", "starts_on"), "words", "contact"),
            SaveBar(_("Put it up")),
        )
