"""Groups and cafés: each region's of the program year, what parents said of one, and the page they say it on."""

from collections import Counter

import segno
from django.conf import settings
from django.contrib import messages
from django.db.models import Avg, Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from eligibility.parameters import parameters_of
from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.links import workflow as links
from mmp_portal.links.doors import by_link, gone
from mmp_portal.links.purposes import path_of
from mmp_portal.ui.sending import sent
from mmp_portal.ui.tables import paginated
from programs.casework.meetings.models import Meeting
from programs.moppp.definition import PROGRAM
from programs.moppp.groups import workflow
from programs.moppp.groups.doors import FEEDBACK
from programs.moppp.groups.forms import RATED, FeedbackForm, PaperForm
from programs.moppp.groups.regions import KINDS, by_month, offers_of
from programs.moppp.groups.tables import Groups, Months
from programs.moppp.models import Again, GroupFeedback
from programs.moppp.visits.expected import Pace
from programs.moppp.visits.footing import paces_of

WORDS_SHOWN = 40


def group_at_hand(request, pk):
    """A Group Connection or Parent Café that the person may work on. 404 for any other meeting."""
    groups = Meeting.objects.not_voided().filter(program=PROGRAM.code, kind__in=KINDS).for_casework(request.user)
    return get_object_or_404(groups.select_related("site").with_counts(), pk=pk)


@requires(Permission.MEETING_VIEW)
def groups(request):
    """The groups of the program year at the person's sites: where a month has none, how many came, what they said."""
    today = timezone.localdate()
    offers = offers_of(request, today)
    since = next(iter(paces_of({offer.site for offer in offers}).values()), Pace(parameters_of(PROGRAM.code)))
    first = since.year(today)[0]
    rows = (
        Meeting.objects.not_voided()
        .for_casework(request.user)
        .filter(program=PROGRAM.code, kind__in=KINDS)
        .between(first, today, timezone.get_current_timezone())
    )
    if request.site:
        rows = rows.filter(site=request.site)
    pages = GroupFeedback.objects.not_voided().filter(meeting=OuterRef("pk")).order_by().values("meeting")
    table = paginated(
        request,
        Groups,
        rows.select_related("site")
        .annotate(
            people=Count("attendances", filter=Q(attendances__came=True)),
            pages=Coalesce(Subquery(pages.annotate(count=Count("pk")).values("count")), 0),
        )
        .order_by("-starts_at", "-pk"),
    )
    regions, months = by_month(offers, first, today)
    context = {
        "program": PROGRAM,
        "since": first,
        "table": table,
        "months": Months(months, regions=regions) if regions else None,
    }
    return render(request, "programs/moppp/groups/groups.html", context)


@requires(Permission.MEETING_EDIT)
def feedback(request, pk):
    """What parents said of one group, the link to say it by, and copying a page from paper."""
    group = group_at_hand(request, pk)
    timezone.activate(group.site.zone)
    form = PaperForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            workflow.keep_feedback(meeting=group, uid=form.page_id, said=form.said, by=request.user)
        except workflow.CannotAsk as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The page is kept. Copy the next one, if there is one."))
            return redirect("moppp:feedback", pk=pk)
    pages = GroupFeedback.objects.not_voided().filter(meeting=group)
    link = links.links_of(FEEDBACK, [group.pk]).get(group.pk)
    context = {
        "program": PROGRAM,
        "meeting": group,
        "form": form,
        "link": link,
        "summary": summary_of(pages),
        "words": [page for page in pages[:WORDS_SHOWN] if page.was_good or page.would_change],
        "pages": pages[:WORDS_SHOWN],
        **(_code(link) if link else {}),
    }
    return render(request, "programs/moppp/groups/feedback.html", context)


def _code(link):
    address = f"{settings.PORTAL_URL}{path_of(link)}"
    picture = segno.make(address, error="m", micro=False).svg_data_uri(scale=6, border=4, light="#fff", dark="#000")
    return {"address": address, "picture": picture}


def summary_of(pages):
    """How many pages there are, the mean of each line that was rated, and who would come again."""
    found = pages.order_by().aggregate(
        count=Count("pk"),
        paper=Count("pk", filter=Q(is_paper=True)),
        **{name: Avg(name) for name in RATED},
    )
    again = Counter(pages.order_by().exclude(comes_again="").values_list("comes_again", flat=True))
    labels = {name: GroupFeedback._meta.get_field(name).verbose_name for name in RATED}
    return {
        "count": found["count"],
        "paper": found["paper"],
        "rated": [(labels[name], round(found[name], 1)) for name in RATED if found[name] is not None],
        "again": [(label, again[code]) for code, label in Again.choices],
    }


@requires(Permission.MEETING_EDIT)
@require_POST
def ask(request, pk):
    """Make the link, or take it back."""
    group = group_at_hand(request, pk)
    if "withdraw" in request.POST:
        for link in links.links_of(FEEDBACK, [group.pk]).values():
            links.withdraw(link=link, subject=group, by=request.user)
        messages.success(request, _("The link opens nothing any more."))
    else:
        try:
            workflow.ask(meeting=group, by=request.user)
        except workflow.CannotAsk as refusal:
            messages.warning(request, str(refusal))
    return redirect("moppp:feedback", pk=pk)


@by_link(FEEDBACK)
def give(request, link):
    """Say what one thought of the group: no name is asked, and nothing about anybody is shown."""
    group = Meeting.objects.not_voided().filter(pk=link.subject_id).select_related("site").first()
    if group is None:
        return gone(request)
    timezone.activate(group.site.zone)
    form = FeedbackForm(sent(request), request=request, door=str(group.pk))
    if request.method == "POST" and form.is_valid():
        try:
            workflow.keep_feedback(meeting=group, uid=form.page_id, said=form.said)
        except workflow.CannotAsk as refusal:
            form.add_error(None, str(refusal))
        else:
            links.use(link)
            messages.success(request, _("Thank you. What you said helps us plan the next one."))
            return redirect(path_of(link))
    return render(
        request,
        "programs/moppp/groups/give.html",
        {"meeting": group, "form": form},
        status=form.status,
    )
