"""The sign-in library's forms in the portal's words."""

from allauth.account import forms as library
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.forms import PortalFormMixin


class OurWords(PortalFormMixin):
    """Labels, hints and sentences; `words` is field name -> (label, hint)."""

    words = {}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for name, (label, hint) in self.words.items():
            if name in self.fields:
                self.fields[name].label = label
                self.fields[name].help_text = hint
        self.put_plainly()
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


NEW_PASSWORD = {
    "password1": (_("New password"), _("At least 10 characters. A short sentence is easy to remember.")),
    "password2": (_("New password, once more"), ""),
}
ADDRESS = {"email": (_("E-mail"), "")}


class LoginForm(OurWords, library.LoginForm):
    words = {"login": (_("E-mail"), ""), "password": (_("Password"), "")}


class RequestLoginCodeForm(OurWords, library.RequestLoginCodeForm):
    words = ADDRESS


class ConfirmLoginCodeForm(OurWords, library.ConfirmLoginCodeForm):
    words = {"code": (_("Code"), _("It stands in the message we sent and works for 10 minutes."))}


class ChangePasswordForm(OurWords, library.ChangePasswordForm):
    words = {"oldpassword": (_("Password you have now"), ""), **NEW_PASSWORD}


class SetPasswordForm(OurWords, library.SetPasswordForm):
    words = NEW_PASSWORD


class ResetPasswordForm(OurWords, library.ResetPasswordForm):
    words = ADDRESS


class ResetPasswordKeyForm(OurWords, library.ResetPasswordKeyForm):
    words = NEW_PASSWORD


class ReauthenticateForm(OurWords, library.ReauthenticateForm):
    words = {"password": (_("Password"), "")}


class AddEmailForm(OurWords, library.AddEmailForm):
    words = ADDRESS
