"""How a form keeps what is typed into it: its mark, its draft, and its one sending."""

import copy
from dataclasses import dataclass
from uuid import uuid4

from django import forms
from django.http import QueryDict

from mmp_portal.audit.privacy import classified
from mmp_portal.drafts import workflow
from mmp_portal.drafts.marks import ONCE, PRINT, mark_of
from mmp_portal.drafts.models import Draft

SECRET_WIDGETS = (forms.PasswordInput, forms.FileInput)


@dataclass
class Keeping:
    """What the page says about one form. `draft` is the owner's own, and the form is filled from it."""

    once: str
    mark: str = ""
    key: str = ""
    is_answered: bool = False
    is_guarded: bool = False
    draft: Draft | None = None
    first_print: str = ""

    @property
    def give_up_id(self):
        """The id of the small form beside this one that discards its draft."""
        return f"give-up-{self.once}"


def names_sent(bound):
    """The names under which the browser sends a field: several where it has several boxes."""
    parts = getattr(bound.field.widget, "widgets_names", None)
    return [bound.html_name + part for part in parts] if parts else [bound.html_name]


def may_be_kept(form, name):
    """Passwords and files are never kept, a record's version travels by itself, and a form may leave out more."""
    field = form.fields[name]
    widgets = getattr(field.widget, "widgets", [field.widget])
    return (
        name != "version"
        and name not in form.not_in_draft
        and name not in restricted_names(form)
        and not field.disabled
        and not any(isinstance(widget, SECRET_WIDGETS) for widget in widgets)
    )


def restricted_names(form):
    """Fields of the form's model that hold restricted facts: those are in no draft, whoever writes the form."""
    model = getattr(getattr(form, "_meta", None), "model", None)
    return {name for name, level in classified(model).items() if level == "restricted"} if model else set()


def parts_of(form):
    """The form, and others that are sent inside it (`kept_with`): one draft holds them all."""
    return (form, *getattr(form, "kept_with", ()))


def kept_names(form):
    return [
        sent
        for part in parts_of(form)
        for bound in part
        if may_be_kept(part, bound.name)
        for sent in names_sent(bound)
    ]


def begin(form, request):
    """Fill an untouched form from its draft, and say what its page has to carry. Asked once for each form."""
    known = getattr(form, "keeping", None)
    if known is not None:
        return known
    form.keeping = keeping = Keeping(once=str(uuid4()))
    if request is None or not hasattr(request, "user"):
        return keeping
    left_out = restricted_names(form) | set(form.not_in_draft)
    keeping.is_guarded = not form.keeps_draft or not left_out.isdisjoint(form.fields)
    keeping.is_answered = form.is_bound
    mark = _mark(form, request) if form.keeps_draft else None
    if mark is None:
        return keeping
    keeping.mark, keeping.key = mark.signed(), f"{mark.owner}:{mark.key}"
    if form.is_bound:
        # It was not saved, so the same id is sent again, and ends the draft that carries it.
        keeping.once = str(workflow.uuid_of(request.POST.get(ONCE)) or keeping.once)
        keeping.first_print = request.POST.get(PRINT, "")[: workflow.PRINT_LENGTH]
        return keeping
    keeping.draft = workflow.found(user=request.user, mark=mark)
    if keeping.draft:
        keeping.once = str(keeping.draft.once or keeping.once)
        keeping.first_print = keeping.draft.first_print
        fill(form, keeping.draft)
    return keeping


def name_of(form_class, prefix=""):
    """What tells a form from the others of its page."""
    return f"{form_class.__module__}.{form_class.__qualname__}:{prefix}"


def _mark(form, request):
    names = kept_names(form)
    if not names:
        return None
    return mark_of(request, form=name_of(type(form), form.prefix or ""), label=str(form.form_label), names=names)


def fill(form, draft):
    """Show the words of the draft in place of what the form would begin with."""
    typed = typed_data(draft)
    for part in parts_of(form):
        for bound in list(part):
            if may_be_kept(part, bound.name) and draft.names.issuperset(names_sent(bound)):
                part.initial[bound.name] = bound.field.widget.value_from_datadict(typed, {}, bound.html_name)
        part._bound_fields_cache.clear()  # fields that were looked at already remember how they began
    if hasattr(form, "conflict"):
        form.conflict = conflict_with(form, draft)
        form.conflict_is_with_draft = bool(form.conflict)


def typed_data(draft):
    data = QueryDict(mutable=True)
    for name, values in draft.values.items():
        data.setlist(name, values)
    return data


def conflict_with(form, draft):
    """What differs between the draft and a record that somebody saved after the draft was begun."""
    if not form.instance.pk or draft.version in (None, form.instance.version):
        return []
    trial = copy.copy(form)  # checked as if it were sent now; the form that is shown stays as it is
    trial.instance = copy.copy(form.instance)
    trial.data = typed_data(draft)
    trial.data[form.add_prefix("version")] = str(draft.version)
    trial.is_bound, trial.files, trial._errors, trial._bound_fields_cache = True, {}, None, {}
    trial.full_clean()
    return trial.conflict
