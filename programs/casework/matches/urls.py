from django.urls import path

from programs.casework.matches import views

app_name = "matches"

urlpatterns = [
    path("mentors/", views.mentors, name="mentors"),
    path("mentors/<int:pk>/", views.mentor, name="mentor"),
    path("mentors/<int:pk>/sign-in/", views.let_sign_in, name="let_sign_in"),
    path("cases/<int:pk>/match/", views.start, name="start"),
    path("matches/<int:pk>/", views.match, name="match"),
    path("matches/<int:pk>/renew/", views.renew, name="renew"),
    path("matches/<int:pk>/end/", views.end, name="end"),
]
