from django.urls import path

from programs.casework.caseload import views

app_name = "caseload"

urlpatterns = [
    path("day/", views.day, name="day"),
    path("caseloads/", views.caseloads, name="caseloads"),
    path("phone/", views.phone, name="phone"),
    path("phone/help/", views.phone_help, name="phone_help"),
]
