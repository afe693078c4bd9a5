from django.urls import path

from programs.casework.casefile import views
from programs.casework.casefile.hand_off import views as hand_off
from programs.casework.casefile.prints import views as prints
from programs.casework.casefile.records import views as records

app_name = "casefile"

urlpatterns = [
    path("participants/", views.people, name="people"),
    path("participants/<int:pk>/", views.person, name="person"),
    path("cases/open/", views.break_glass_by_number, name="break_glass_by_number"),
    path("cases/<int:pk>/", views.story, name="story"),
    path("cases/<int:pk>/restricted/", views.restricted, name="restricted"),
    path("cases/<int:pk>/history/", views.history, name="history"),
    path("cases/<int:pk>/open/", views.break_glass, name="break_glass"),
    path("cases/<int:pk>/hand-off/", hand_off.hand_off, name="hand_off"),
    path("cases/<int:pk>/print/", prints.choose, name="print"),
    path("cases/<int:pk>/print/page/", prints.page, name="print_page"),
    path("cases/<int:pk>/print/pdf/", prints.pdf, name="print_pdf"),
    path("history/<slug:kind>/<int:pk>/", records.history, name="record_history"),
    path("history/<slug:kind>/<int:pk>/void/", records.void, name="record_void"),
    path("history/<slug:kind>/<int:pk>/restore/", records.restore, name="record_restore"),
]
