"""The values of each program's rules: what holds today, since when, from which source, and what comes."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from eligibility.parameters import parameters_of
from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.ui.sending import refuse
from programs.casework.parameters.models import DatedValue
from programs.casework.parameters.values import workflow
from programs.casework.parameters.values.descriptions import described
from programs.casework.parameters.values.forms import TakeBackForm, ValueForm
from programs.casework.parameters.values.kinds import in_words
from programs.casework.parameters.values.overlay import parameters_for
from programs.casework.parameters.values.owners import owner, owners
from programs.casework.parameters.values.scope import sets_for_all, sites_of


def set_by(user):
    """The values that `user` may see: those for all, and those of the sites they set values for."""
    rows = DatedValue.objects.not_voided()
    return rows.filter(site=None) | rows.filter(site__in=sites_of(user))


@requires(Permission.PARAMETER_EDIT)
def values(request):
    """Every value of every program's rules as it holds today, at one site or everywhere."""
    sites = list(sites_of(request.user))
    asked = request.GET.get("site", "")
    site = next((one for one in sites if str(one.pk) == asked), None)
    today = timezone.localdate()
    programs = []
    for program in owners():
        parameters = parameters_for(program.code, site=site)
        own = set(DatedValue.objects.of(program.code).for_site(site).values_list("name", flat=True))
        programs.append((program, [_line(parameters[name], today, name in own) for name in parameters]))
    return render(
        request,
        "programs/casework/parameters/values/values.html",
        {"programs": programs, "sites": sites, "site": site, "today": today},
    )


def _line(parameter, today, is_set):
    began = max((begins for begins, _value in parameter.values if begins <= today), default=None)
    coming = [(begins, in_words(parameter, value)) for begins, value in parameter.values if begins > today]
    return {
        "parameter": described(parameter),
        "words": in_words(parameter, parameter.value_on(today)) if began else _("Not yet in force"),
        "since": began,
        "coming": coming[0] if coming else None,
        "is_set": is_set,
    }


@requires(Permission.PARAMETER_EDIT)
def value(request, program, parameter):
    """One value: its history with sources, and a form for the next."""
    try:
        known = owner(program)
        parameter = parameters_of(program)[parameter]
    except KeyError as unknown:
        raise Http404 from unknown
    may_set = parameter.is_of_the_site or sets_for_all(request.user)
    form = ValueForm(
        request.POST or None,
        parameter=parameter,
        sites=sites_of(request.user),
        for_all=sets_for_all(request.user),
        initial={"starts_on": timezone.localdate()},
        cancel_url=reverse("values:values"),
    )
    if request.method == "POST" and may_set and form.is_valid():
        said = form.cleaned_data
        try:
            workflow.set_value(
                program=program,
                parameter=parameter,
                value=said["value"],
                starts_on=said["starts_on"],
                source=said["source"],
                site=form.chosen_site,
                by=request.user,
            )
        except workflow.CannotSet as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The value is set. Decisions made before keep their own."))
            return redirect("values:value", program=program, parameter=parameter.name)
    rows = set_by(request.user).filter(program=program, name=parameter.name).select_related("site", "recorded_by")
    context = {
        "program": known,
        "parameter": described(parameter),
        "base": [(begins, in_words(parameter, said)) for begins, said in parameter.values],
        "rows": [(row, in_words(parameter, row.value)) for row in rows.order_by("-starts_on")],
        "own": {site.pk for site in sites_of(request.user)},
        "for_all": sets_for_all(request.user),
        "form": form if may_set else None,
    }
    return render(request, "programs/casework/parameters/values/value.html", context)


@requires(Permission.PARAMETER_EDIT)
def take_back(request, pk):
    """Take back a value that was set by mistake."""
    row = get_object_or_404(set_by(request.user).select_related("site"), pk=pk)
    if row.site is None and not sets_for_all(request.user):
        raise Http404
    parameter = parameters_of(row.program)[row.name]
    back = reverse("values:value", args=[row.program, row.name])
    form = TakeBackForm(request.POST or None, cancel_url=back)
    if request.method == "POST" and form.is_valid():
        try:
            workflow.take_back(value=row, reason=form.cleaned_data["reason"], by=request.user)
        except workflow.CannotSet as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The value is taken back."))
            return redirect(back)
    context = {"form": form, "row": row, "parameter": described(parameter), "words": in_words(parameter, row.value)}
    return render(request, "programs/casework/parameters/values/take_back.html", context)
