"""The two marks a view may carry: a permission, or public on purpose."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied


def requires(permission):
    """Let in only a signed-in person who holds `permission` at some site. Others get 403."""

    def mark(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.may(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.permission = permission
        return guarded

    return mark


def public(view):
    """A page for people without an account."""
    view = login_not_required(view)
    view.is_public = True
    return view
