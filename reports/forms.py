"""Choosing a report."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mmp_portal.ui.forms import PortalForm
from reports.scope import ALL


class ChoiceOfReport(PortalForm):
    """Program, site and quarter, among those the person may have."""

    form_label = gettext_lazy("Choose a report")

    program = forms.ChoiceField(label=gettext_lazy("Program"))
    site = forms.ChoiceField(label=gettext_lazy("Site"))
    quarter = forms.ChoiceField(label=gettext_lazy("Quarter"))

    def __init__(self, *args, offers, quarters, **kwargs):
        """`offers` are (Program, [Site]); `quarters` the latest first."""
        super().__init__(*args, **kwargs)
        self.offers = {program.code: {site.code for site in sites} for program, sites in offers}
        sites = {site.code: site.name for _program, found in offers for site in found}
        self.fields["program"].choices = [(program.code, program.name) for program, _sites in offers]
        self.fields["site"].choices = sorted(sites.items(), key=lambda pair: pair[1])
        if len(sites) > 1:
            self.fields["site"].choices = [(ALL, _("All sites")), *self.fields["site"].choices]
        self.fields["quarter"].choices = [
            (str(quarter), f"{quarter.name}: {quarter.months_in_words}") for quarter in quarters
        ]

    def clean(self):
        data = super().clean()
        program, site = data.get("program"), data.get("site")
        if program and site and site != ALL and site not in self.offers[program]:
            self.add_error("site", _("This site does not offer the program. Choose another site or program."))
        return data
