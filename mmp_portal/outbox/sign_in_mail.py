"""Mail about signing in goes through the outbox like all other mail."""

from allauth.account.adapter import DefaultAccountAdapter
from axes.models import AccessAttempt

from mmp_portal.accounts.models import User
from mmp_portal.outbox.queue import queue


class Adapter(DefaultAccountAdapter):
    """Accounts come by invitation; codes and links are queued and wiped once they are sent."""

    def is_open_for_signup(self, request):
        return False

    def set_password(self, user, password):
        """A new password also opens the door that wrong ones had locked: whoever chose it proved who they are."""
        super().set_password(user, password)
        AccessAttempt.objects.filter(username__iexact=user.email).delete()

    def send_mail(self, template_prefix, email, context):
        mail = self.render_mail(template_prefix, email, context)
        queue(
            rule=template_prefix.rsplit("/", 1)[-1],
            subject=mail.subject,
            body=mail.body,
            to=User.objects.filter(email__iexact=email).first(),
            address=email,
            is_secret=True,
        )
