from django.urls import path

from mmp_portal.drafts import views

app_name = "drafts"

urlpatterns = [
    path("", views.drafts, name="drafts"),
    path("keep/", views.keep, name="keep"),
    path("give-up/", views.give_up, name="give_up"),
    path("here/", views.here, name="here"),
    path("<int:pk>/discard/", views.discard, name="discard"),
]
