from django.urls import path

from programs.casework.referrals.screenings import again, views

app_name = "screenings"

urlpatterns = [
    path("participants/<int:pk>/screenings/", views.history, name="history"),
    path("participants/<int:pk>/screen/", views.begin, name="begin"),
    path("participants/<int:pk>/screen/<slug:program>/", views.screen, name="screen"),
    path("participants/<int:pk>/screen/<slug:program>/answer/", views.answer, name="answer"),
    path("screenings/again/", again.look_through, name="again"),
    path("screenings/<int:pk>/", views.screening, name="screening"),
    path("screenings/<int:pk>/factors/", views.factors, name="factors"),
    path("screenings/<int:pk>/pdf/", views.pdf, name="pdf"),
]
