from django.urls import path

from programs.casework.parameters.access import views

app_name = "access"

urlpatterns = [
    path("", views.users, name="users"),
    path("invite/", views.invite, name="invite"),
    path("settings/", views.settings, name="settings"),
    path("<int:pk>/", views.user, name="user"),
    path("<int:pk>/resend/", views.resend, name="resend"),
    path("<int:pk>/end/", views.end, name="end"),
]
