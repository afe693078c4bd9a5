"""Every address of the portal."""

from django.urls import include, path

from mmp_portal import doors

handler400 = "mmp_portal.ui.views.bad_request"
handler403 = "mmp_portal.ui.views.permission_denied"
handler404 = "mmp_portal.ui.views.page_not_found"
handler500 = "mmp_portal.ui.views.server_error"

urlpatterns = [
    path("", doors.home, name="home"),
    path("healthz", doors.healthz, name="healthz"),
    path("readyz", doors.readyz, name="readyz"),
    path("accounts/", include("allauth.account.urls")),
    path("", include("mmp_portal.ui.urls")),
    path("audit/", include("mmp_portal.ui.trail.urls")),
    path("files/", include("mmp_portal.files.urls")),
    path("links/", include("mmp_portal.links.urls")),
    path("drafts/", include("mmp_portal.drafts.urls")),
    path("", include("participants.urls")),
    path("", include("participants.consents.urls")),
    path("", include("participants.documents.urls")),
    path("", include("participants.health.urls")),
    path("", include("participants.immunizations.urls")),
    path("", include("participants.income.urls")),
    path("", include("participants.schooling.urls")),
    path("", include("mentors.urls")),
    path("", include("mentors.partners.urls")),
    path("", include("programs.urls")),
    path("reports/", include("reports.urls")),
]
