from django.urls import path

from mentors import views

app_name = "mentors"

urlpatterns = [
    path("mentors/new/", views.create, name="create"),
    path("mentors/<int:pk>/edit/", views.edit, name="edit"),
    path("mentors/<int:pk>/profile/", views.profile, name="profile"),
    path("mentors/<int:pk>/status/", views.status, name="status"),
    path("mentors/<int:pk>/qualifications/new/", views.qualification, name="qualification"),
]
