"""Setting a family's model and level, and excusing a visit."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.models import User
from mmp_portal.accounts.permissions import Role
from mmp_portal.agencies.models import HomeVisitingModel
from mmp_portal.ui.forms import Card, LineField, PastDayField, PortalForm, SaveBar
from mmp_portal.ui.widgets import ChipSelect
from programs.moppp.models import ExcusedVisit, Level


class LevelForm(PortalForm):
    form_label = _("Level")

    level = forms.ChoiceField(label=_("Level"), choices=Level, widget=ChipSelect)
    starts_on = PastDayField(label=_("From"))
    agreed_by = forms.ModelChoiceField(
        label=_("Decided with"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Nobody yet"),
        help_text=_("The supervisor. A step to level 2, 3 or 4 is decided together."),
    )
    reason = LineField(
        label=_("Why"),
        max_length=300,
        required=False,
        help_text=_("Such as: she keeps every visit and asks her own questions."),
    )

    def __init__(self, *args, enrollment, **options):
        super().__init__(*args, **options)
        field = self.fields["agreed_by"]
        field.queryset = User.objects.holding(Role.SUPERVISOR, site=enrollment.site, program=enrollment.program)
        field.label_from_instance = lambda user: user.name

    def get_layout(self):
        return Layout(Card("", "level", "starts_on", "agreed_by", "reason"), SaveBar(_("Set the level")))


class ModelForm(PortalForm):
    form_label = _("Model")

    model = forms.ChoiceField(label=_("The family follows"), choices=HomeVisitingModel, widget=ChipSelect)
    starts_on = PastDayField(label=_("From"))
    reason = LineField(
        label=_("Why"), max_length=200, help_text=_("Such as: the region moved to the other model, and she agreed.")
    )

    def get_layout(self):
        return Layout(Card("", "model", "starts_on", "reason"), SaveBar(_("Set the model")))


class ExcuseForm(PortalForm):
    form_label = _("Excuse a visit")

    on = PastDayField(label=_("Which day?"))
    reason = forms.ChoiceField(label=_("Why could it not be?"), choices=ExcusedVisit.Reason, widget=ChipSelect)
    words = LineField(label=_("In words"), max_length=200, required=False)

    def get_layout(self):
        return Layout(Card("", "on", "reason", "words"), SaveBar(_("Excuse the visit")))
