"""Writing a task down, giving it on, and letting it go."""

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.models import User
from mmp_portal.agencies.models import Site
from mmp_portal.ui.forms import Card, ComingDayField, DayField, LineField, PortalForm, Row, SaveBar, VersionedModelForm
from programs.casework.caseload.models.tasks import Task
from programs.casework.caseload.tasks.workflow import people_for

LONGEST_WORDS = 300


class PersonField(forms.ModelChoiceField):
    """Somebody who signs in, by name."""

    def label_from_instance(self, user):
        return user.name


class TaskForm(PortalForm):
    """What is to be done, by when, and for whom. `site` is asked only where there is more than one."""

    form_label = _("Add a task")

    site = forms.ModelChoiceField(label=_("Site"), queryset=Site.objects.none())
    words = LineField(
        label=_("What is to be done?"),
        max_length=LONGEST_WORDS,
        help_text=_("Such as: ask the clinic for a new date."),
    )
    due_on = ComingDayField(label=_("By when?"))
    assigned_to = PersonField(label=_("For whom?"), queryset=User.objects.none(), empty_label=None)

    def __init__(self, *args, sites, program="", enrollment=None, mentor=None, **options):
        super().__init__(*args, **options)
        self.program, self.enrollment = program, enrollment
        self.subject_site = enrollment.site if enrollment else mentor.site if mentor else None
        known = [self.subject_site] if self.subject_site else list(sites)
        if self.subject_site or len(known) == 1:
            self.subject_site = known[0]
            del self.fields["site"]
        else:
            self.fields["site"].queryset = Site.objects.filter(pk__in=[site.pk for site in known]).order_by("name")
        people = User.objects.none()
        for site in known:
            people = people | people_for(site, program, enrollment)
        self.fields["assigned_to"].queryset = User.objects.filter(pk__in=people.values("pk")).order_by("name")

    def clean(self):
        cleaned = super().clean()
        site, taker = cleaned.get("site") or self.subject_site, cleaned.get("assigned_to")
        if site and taker and not people_for(site, self.program, self.enrollment).filter(pk=taker.pk).exists():
            raise ValidationError(
                {"assigned_to": _("This person has no role at the site. Choose somebody who works there.")}
            )
        return cleaned

    @property
    def facts(self):
        """What the workflow takes."""
        facts = {name: self.cleaned_data[name] for name in ("words", "due_on", "assigned_to")}
        return {**facts, "site": self.cleaned_data.get("site") or self.subject_site}

    def get_layout(self):
        site = ["site"] if "site" in self.fields else []
        return Layout(Card("", "words", *site, Row("due_on", "assigned_to")), SaveBar(_("Add the task")))


class TaskEditForm(VersionedModelForm):
    """Correct a task, or give it to somebody else."""

    form_label = _("Change the task")

    words = LineField(label=_("What is to be done?"), max_length=LONGEST_WORDS)
    due_on = DayField(label=_("By when?"))
    assigned_to = PersonField(label=_("For whom?"), queryset=User.objects.none(), empty_label=None)

    class Meta:
        model = Task
        fields = ("words", "due_on", "assigned_to")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        task = self.instance
        people = people_for(task.site, task.program, task.enrollment)
        self.fields["assigned_to"].queryset = User.objects.filter(
            pk__in=[*people.values_list("pk", flat=True), task.assigned_to_id]
        ).order_by("name")
        self.fields["assigned_to"].help_text = _("Whoever gets it is told by a notice.")

    def get_layout(self):
        return Layout(Card("", "words", Row("due_on", "assigned_to")), SaveBar(_("Save the task")))


class DropForm(PortalForm):
    form_label = _("Drop the task")

    reason = LineField(label=_("Why is it dropped?"), max_length=200)

    def get_layout(self):
        return Layout(Card("", "reason"), SaveBar(_("Drop the task")))
