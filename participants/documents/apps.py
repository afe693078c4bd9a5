from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "participants.documents"
    verbose_name = _("Documents")

    def ready(self):
        from mmp_portal.audit import kinds
        from mmp_portal.files.owners import register_owner
        from participants.documents import workflow
        from participants.documents.models import Document, RestrictedDocument
        from participants.documents.restoring import KINDS

        register_owner(
            workflow.OWNER, lambda user: Document.objects.not_voided().for_user(user).order_by().values("file")
        )
        register_owner(
            workflow.RESTRICTED_OWNER,
            lambda user: RestrictedDocument.objects.opened_by(user).order_by().values("file"),
            workflow.note_opening,
        )
        kinds.register(*KINDS)
