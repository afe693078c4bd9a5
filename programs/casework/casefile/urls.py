from django.urls import path

from programs.casework.casefile import views

app_name = "casefile"

urlpatterns = [
    path("participants/", views.people, name="people"),
    path("participants/<int:pk>/", views.person, name="person"),
    path("cases/open/", views.break_glass_by_number, name="break_glass_by_number"),
    path("cases/<int:pk>/", views.story, name="story"),
    path("cases/<int:pk>/restricted/", views.restricted, name="restricted"),
    path("cases/<int:pk>/history/", views.history, name="history"),
    path("cases/<int:pk>/open/", views.break_glass, name="break_glass"),
]
