"""What is lent, and when it came back."""

from crispy_forms.layout import Layout
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.forms import Card, DayField, LineField, PastDayField, PortalForm, Row, SaveBar, VersionedModelForm
from participants.models import EquipmentLoan


class LoanForm(VersionedModelForm):
    form_label = _("Lend equipment")

    what = LineField(label=_("What"), max_length=80, help_text=_("A tablet with a data plan, a car seat, a hot spot."))
    number = LineField(label=_("Inventory number"), max_length=40, required=False)
    lent_on = PastDayField(label=_("Lent on"))
    due_back_on = DayField(label=_("Due back"), required=False)
    note = LineField(label=_("Note"), max_length=200, required=False)

    DETAILS = ("what", "number", "lent_on", "due_back_on", "note")

    class Meta:
        model = EquipmentLoan
        fields = ("what", "number", "lent_on", "due_back_on", "note")

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        lent_on, due_back_on = cleaned.get("lent_on"), cleaned.get("due_back_on")
        if lent_on and due_back_on and due_back_on < lent_on:
            self.add_error("due_back_on", _("It would be due back before it was lent."))
        if lent_on and self.instance.returned_on and lent_on > self.instance.returned_on:
            self.add_error("lent_on", _("It came back before this day."))
        return cleaned

    @property
    def details(self):
        return {name: self.cleaned_data[name] for name in self.DETAILS}

    def get_layout(self):
        return Layout(Card("", Row("what", "number"), Row("lent_on", "due_back_on"), "note"), SaveBar(_("Save")))


class ReturnForm(PortalForm):
    form_label = _("It came back")

    on = PastDayField(label=_("Returned on"))

    def get_layout(self):
        return Layout(Card("", "on"), SaveBar(_("It came back")))
