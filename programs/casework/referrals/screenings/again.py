"""Screening again in bulk: who would have another answer by the values of the day, before anything is stored."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eligibility import answers as said
from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.accounts.scope import CASEWORK_ROLES, case_q
from mmp_portal.agencies.models import Site, SiteProgram
from mmp_portal.audit import trail
from programs import registry
from programs.casework.parameters.values.overlay import parameters_for
from programs.casework.referrals.screenings import workflow
from programs.casework.referrals.screenings.models import Outcome, Screening

MOST_SHOWN = 200
AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class Change:
    """A stored screening whose answer would be another: key, answer and priority before and after."""

    pk: int
    before: str
    priority_before: bool | None
    after: str
    priority_after: bool | None


def changes(rows, *, program, parameters, on: date):
    """Those of the screenings `rows` whose answer or priority would change, one by one, in constant memory."""
    decide, facts_for = registry.get(program).decide, said.FACTS[program]
    columns = ("pk", "facts", "outcome", "has_priority", "restricted__risk_factors", "restricted__not_asked")
    for pk, facts, outcome, priority, factors, not_asked in rows.values_list(*columns).iterator(chunk_size=AT_ONCE):
        answers = said.from_data(facts, risk_factors=factors, unknown=not_asked or ())
        decision = decide(facts_for(answers), parameters, on=on)
        if decision.outcome != outcome or decision.priority != priority:
            yield Change(pk, outcome, priority, str(decision.outcome), decision.priority)


def _places(user):
    """The programs at sites whose screenings the person may look through."""
    offers = SiteProgram.objects.filter(case_q(user, roles=CASEWORK_ROLES), program__in=registry.codes())
    pairs = offers.order_by("site__name", "program").values_list("program", "site", "site__name").distinct()
    return [
        {"program": registry.get(program), "site": site, "name": name, "key": f"{program}-{site}"}
        for program, site, name in pairs
    ]


def _chosen(request, places):
    asked = request.POST if request.method == "POST" else request.GET
    if not asked.get("program"):
        waiting = set(Screening.objects.in_force().waiting().for_user(request.user).values_list("program", "site"))
        return next((one for one in places if (one["program"].code, one["site"]) in waiting), places[0])
    for one in places:
        if (one["program"].code, str(one["site"])) == (asked["program"], asked.get("site", "")):
            return one
    raise Http404


@requires(Permission.SCREENING_AGAIN)
def look_through(request):
    """Who would have another answer today: before and after, side by side; what is ticked is stored."""
    places = _places(request.user)
    if not places:
        return render(request, "programs/casework/referrals/screenings/again.html", {"places": []})
    place = _chosen(request, places)
    program, site = place["program"].code, Site.objects.get(pk=place["site"])
    on = site.today()
    rows = Screening.objects.in_force().waiting().for_user(request.user).filter(program=program, site=site)
    found = list(changes(rows.order_by("pk"), program=program, parameters=parameters_for(program, site=site), on=on))
    if request.method == "POST":
        return _store(request, place, site, found, on)
    shown = found[:MOST_SHOWN]
    people = rows.in_bulk([one.pk for one in shown])
    trail.opened(request.user, site, what="screenings of the site", site=site)
    context = {
        "places": [{**one, "is_chosen": one is place} for one in places],
        "place": place,
        "site": site,
        "on": on,
        "looked_at": rows.count(),
        "count": len(found),
        "shown": _lines(shown, people),
        "is_cut": len(found) > len(shown),
    }
    return render(request, "programs/casework/referrals/screenings/again.html", context)


def _lines(found, rows):
    from participants.models import Person

    people = Person.objects.in_bulk([row.person_id for row in rows.values()])
    labels = dict(Outcome.choices)
    words = {True: _("priority"), False: _("no priority"), None: ""}
    return [
        {
            "screening": rows[one.pk],
            "person": people[rows[one.pk].person_id],
            "before": labels[one.before],
            "before_kind": rows[one.pk].outcome_kind,
            "before_priority": words[one.priority_before],
            "after": labels[one.after],
            "after_kind": Screening(outcome=one.after).outcome_kind,
            "after_priority": words[one.priority_after],
        }
        for one in found
    ]


def _store(request, place, site, found, on):
    """Store those that were ticked; with none ticked the look alone is noted."""
    program = place["program"].code
    ticked = {int(key) for key in request.POST.getlist("screening") if key.isdecimal() and len(key) < 16}
    chosen = [one for one in found if one.pk in ticked]
    stored = workflow.store_again(
        screenings=chosen, site=site, program=program, on=on, by=request.user, changed=len(found)
    )
    if stored:
        sentence = ngettext(
            "%(count)d family was screened again.", "%(count)d families were screened again.", len(stored)
        )
        messages.success(request, sentence % {"count": len(stored)})
    else:
        messages.success(request, _("Noted that you looked. Nothing was stored anew."))
    return redirect(f"{reverse('screenings:again')}?program={program}&site={site.pk}")
