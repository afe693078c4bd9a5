"""People who sign in: who they are, what they may do, inviting them and ending it; and one's own settings."""

from django.conf import settings as portal_settings
from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mmp_portal.accounts import workflow as accounts
from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.models import RoleGrant, User
from mmp_portal.accounts.permissions import Permission, Role
from mmp_portal.ui.lists.listing import listed
from programs import registry
from programs.casework.parameters.access import workflow
from programs.casework.parameters.access.filters import UserFilter
from programs.casework.parameters.access.forms import EndForm, InviteForm, SettingsForm
from programs.casework.parameters.access.tables import UserTable


def where(grant):
    """The place of a role in words."""
    place = grant.site or grant.agency or _("the whole installation")
    return f"{place}, {registry.get(grant.program).short_name}" if grant.program else str(place)


def managed(by):
    """People whose access `by` may manage, each with the roles that `by` may know of."""
    known = RoleGrant.objects.filter(by.manages_q()).select_related("site", "agency").order_by("-starts_on", "-pk")
    return User.objects.for_user(by).prefetch_related(Prefetch("role_grants", queryset=known, to_attr="known_grants"))


def describe(users, today):
    """Put each person's roles of today and state into words."""
    for user in users:
        held = [g for g in user.known_grants if g.starts_on <= today and (g.ends_on is None or g.ends_on >= today)]
        user.roles_in_words = "; ".join(f"{grant.get_role_display()}, {where(grant)}" for grant in held) or _(
            "None now"
        )
        if not user.is_active or not held:
            user.access_label, user.access_kind = _("Ended"), "closed"
        elif user.last_login is None:
            user.access_label, user.access_kind = _("Invited"), "waiting"
        else:
            user.access_label, user.access_kind = _("May sign in"), "active"


@requires(Permission.USER_VIEW)
def users(request):
    """Everybody whose access one may manage."""
    everyone = managed(request.user)
    filterset = UserFilter(request.GET, queryset=everyone, request=request)
    listing = listed(
        request,
        UserTable,
        filterset,
        name="users",
        total=everyone.count(),
        prepare=lambda table, records: describe(records, timezone.localdate()),
    )
    return listing.file or render(request, "programs/casework/parameters/access/users.html", {"listing": listing})


@requires(Permission.USER_VIEW)
def user(request, pk):
    """One person who signs in, and the roles one may know of, from when to when."""
    person = get_object_or_404(managed(request.user), pk=pk)
    today = timezone.localdate()
    describe([person], today)
    for grant in person.known_grants:
        grant.where = where(grant)
        grant.is_over = grant.ends_on is not None and grant.ends_on < today
    may_end = person != request.user and accounts.grants_to_end(request.user).filter(user=person).exists()
    return render(
        request,
        "programs/casework/parameters/access/user.html",
        {
            "person": person,
            "may_end": may_end and person.is_active,
            "may_resend": person.is_active and not person.has_usable_password(),
            "language_name": dict(portal_settings.LANGUAGES).get(person.language, person.language),
        },
    )


@requires(Permission.USER_INVITE)
def invite(request):
    """Let somebody sign in, by a letter with a link."""
    known = request.GET.get("person", "")
    initial = {}
    if known.isascii() and known.isdigit():
        person = User.objects.for_user(request.user).filter(pk=int(known[:18])).first()
        initial = {"name": person.name, "email": person.email, "language": person.language} if person else {}
    form = InviteForm(request.POST or None, by=request.user, initial=initial, cancel_url="/access/")
    if request.method == "POST" and form.is_valid():
        try:
            grant = workflow.invite(by=request.user, **form.cleaned_data)
        except workflow.CannotGrant as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("A letter is on its way to %(email)s.") % {"email": grant.user.email})
            return redirect(grant.user)
    return render(request, "programs/casework/parameters/access/invite.html", {"form": form})


@requires(Permission.USER_INVITE)
@require_POST
def resend(request, pk):
    """Send the invitation again."""
    person = get_object_or_404(User.objects.for_user(request.user), pk=pk)
    try:
        workflow.resend(user=person, by=request.user)
    except workflow.CannotInvite as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("A new letter is on its way to %(email)s.") % {"email": person.email})
    return redirect(person)


@requires(Permission.USER_INVITE)
def end(request, pk):
    """End somebody's access, at once or on a day."""
    person = get_object_or_404(User.objects.for_user(request.user), pk=pk)
    form = EndForm(request.POST or None, cancel_url=person.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        try:
            workflow.end(user=person, by=request.user, **form.cleaned_data)
        except workflow.CannotEnd as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The access ends. It is on record with your reason."))
            return redirect(person)
    grants = accounts.grants_to_end(request.user).filter(user=person).select_related("site", "agency")
    for grant in grants:
        grant.where = where(grant)
    return render(
        request,
        "programs/casework/parameters/access/end.html",
        {"form": form, "person": person, "grants": grants},
    )


@requires(Permission.HOME)
def settings(request):
    """One's own name, language and password."""
    person = User.objects.get(pk=request.user.pk)
    form = SettingsForm(request.POST or None, instance=person, cancel_url="/")
    if request.method == "POST" and form.is_valid():
        form.save()
        translation.activate(person.language)
        messages.success(request, _("Your settings are saved."))
        answer = redirect("access:settings")
        answer.set_cookie(
            portal_settings.LANGUAGE_COOKIE_NAME,
            person.language,
            max_age=60 * 60 * 24 * 365,
            samesite="Lax",
            secure=portal_settings.SESSION_COOKIE_SECURE,
            httponly=True,
        )
        return answer
    layout = "phone.html" if request.user.is_only(Role.MENTOR) else "base.html"
    return render(
        request,
        "programs/casework/parameters/access/settings.html",
        {"form": form, "layout": layout, "person": person},
    )
