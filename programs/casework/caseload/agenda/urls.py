from django.urls import path

from programs.casework.caseload.agenda import feed, views

app_name = "agenda"

urlpatterns = [
    path("agenda/", views.agenda, name="agenda"),
    path("agenda/link/", views.links, name="links"),
    path("agenda/link/new/", views.make_link, name="make_link"),
    path("agenda/link/end/", views.end_link, name="end_link"),
    path("calendar/<str:token>.ics", feed.calendar_file, name="calendar_file"),
]
