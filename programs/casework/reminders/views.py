"""What was sent and what comes, for those who look after it; and everybody's own notices."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission, Role
from mmp_portal.outbox import pulse, sending
from mmp_portal.outbox.models import Message, State
from mmp_portal.ui.lists.listing import listed
from mmp_portal.ui.sending import sent
from mmp_portal.ui.tables import paginated
from mmp_portal.ui.views import own_address
from programs import registry
from programs.casework.reminders import workflow
from programs.casework.reminders.filters import MessageFilter
from programs.casework.reminders.forms import ChoicesForm
from programs.casework.reminders.tables import ComingTable, MessageTable

PER_PAGE = 25
COMING = "coming"
TABS = (
    ("waiting", gettext_lazy("Waiting"), (State.PLANNED, State.SENDING), "due_at"),
    ("sent", gettext_lazy("Sent"), (State.SENT,), "-sent_at"),
    ("failed", gettext_lazy("Failed"), (State.FAILED,), "-due_at"),
    ("skipped", gettext_lazy("Skipped"), (State.SKIPPED,), "-due_at"),
)


@requires(Permission.REMINDER_VIEW)
def outbox(request):
    """Messages of one's sites by what became of them, and the reminders of the next seven days."""
    rows = Message.objects.for_user(request.user)
    if request.site:
        rows = rows.filter(site=request.site)
    counts = dict(rows.order_by().values_list("state").annotate(count=Count("pk")))
    shown = request.GET.get("show", "waiting")
    if shown not in {code for code, *_rest in TABS}:
        shown = COMING if shown == COMING else "waiting"
    tabs = [
        {"code": code, "label": label, "count": sum(counts.get(state, 0) for state in states)}
        for code, label, states, _order in TABS
    ]
    tabs.append({"code": COMING, "label": _("Coming"), "count": None})
    table = listing = None
    if shown == COMING:
        table = paginated(request, ComingTable, _coming_for(request), reasons=_reasons())
    else:
        states, order = next((states, order) for code, _label, states, order in TABS if code == shown)
        chosen = rows.filter(state__in=states).select_related("recipient").order_by(order, "-pk")
        total = sum(counts.get(state, 0) for state in states)
        left_out = ("trouble",) if shown == "sent" else ()
        filterset = MessageFilter(request.GET, queryset=chosen, request=request)
        listing = listed(request, MessageTable, filterset, name="messages", total=total, exclude=left_out)
    context = {
        "tabs": tabs,
        "shown": shown,
        "table": table,
        "listing": listing,
        "failed": counts.get(State.FAILED, 0),
        "troubles": pulse.troubles(timezone.now()),
    }
    return (listing and listing.file) or render(request, "programs/casework/reminders/outbox.html", context)


def _reasons():
    return {source.rule: source.describes for source in registry.due_sources()}


def _coming_for(request):
    """Reminders of the coming days for the sites whose messages this person may see."""
    grants = request.user.grants_with(Permission.REMINDER_VIEW)
    agencies = {grant.agency_id for grant in grants if grant.role == Role.ADMINISTRATOR}
    sites = {grant.site_id for grant in grants if grant.site_id}
    return [
        coming
        for coming in workflow.coming()
        if (None in agencies or coming.reminder.site.agency_id in agencies or coming.reminder.site.pk in sites)
        and (request.site is None or coming.reminder.site == request.site)
    ]


@requires(Permission.REMINDER_VIEW)
@require_POST
def retry(request):
    """Plan every failed message one may see anew."""
    rows = Message.objects.for_user(request.user)
    if request.site:
        rows = rows.filter(site=request.site)
    count = sending.try_again(rows, by=request.user)
    messages.success(
        request,
        ngettext("%(count)d message is tried again.", "%(count)d messages are tried again.", count) % {"count": count},
    )
    return redirect("reminders:outbox")


@requires(Permission.HOME)
def notices(request):
    """What the portal has to tell this person, newest first."""
    rows = Message.objects.bell_of(request.user)
    return render(
        request,
        "programs/casework/reminders/notices.html",
        {
            "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
            "unread": rows.unread().count(),
            "layout": "phone.html" if request.user.is_only(Role.MENTOR) else "base.html",
        },
    )


@requires(Permission.HOME)
def choices(request):
    """Which messages reach this person, how, and at which hours not."""
    has_day = request.user.may(Permission.DAY_VIEW)
    form = ChoicesForm(sent(request), user=request.user, has_day=has_day, cancel_url="/")
    if request.method == "POST" and form.is_valid():
        workflow.choose(user=request.user, **form.choices)
        messages.success(request, _("Your choices are saved."))
        return redirect("reminders:choices")
    layout = "phone.html" if request.user.is_only(Role.MENTOR) else "base.html"
    return render(request, "programs/casework/reminders/choices.html", {"form": form, "layout": layout})


@requires(Permission.HOME)
def notice(request, pk):
    """Open what a notice tells of, and remember that it was read."""
    row = get_object_or_404(Message.objects.bell_of(request.user), pk=pk)
    Message.objects.bell_of(request.user).unread().filter(pk=pk).update(read_at=timezone.now())
    return redirect(own_address(request, row.link) or "reminders:notices")


@requires(Permission.HOME)
@require_POST
def read_all(request):
    """Take the mark off every notice."""
    Message.objects.bell_of(request.user).unread().update(read_at=timezone.now())
    messages.success(request, _("All notices are marked as read."))
    return redirect("reminders:notices")
