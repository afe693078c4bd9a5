from django.apps import AppConfig, apps
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "mmp_portal.audit"
    verbose_name = _("Who did what")

    def ready(self):
        """Follow every change to every classified model; restricted words are masked in the trail."""
        from auditlog.registry import auditlog

        from mmp_portal.audit.privacy import classified, is_ours

        untracked = {"audit", "outbox", "drafts"}  # trails of their own, and what is no record yet
        for model in apps.get_models():
            is_worked_out = getattr(model, "is_worked_out", False)  # from records that are followed themselves
            if is_ours(model) and model._meta.app_label not in untracked and not is_worked_out:
                masked = [name for name, level in classified(model).items() if level == "restricted"]
                auditlog.register(model, mask_fields=masked, exclude_fields=["last_login"])
