from django.urls import path

from participants.schooling import views

app_name = "schooling"

urlpatterns = [
    path("participants/<int:pk>/school/", views.school, name="school"),
    path("participants/<int:pk>/school/new/", views.add, name="add"),
    path("participants/<int:pk>/credentials/new/", views.add_credential, name="add_credential"),
    path("schools/<int:pk>/edit/", views.edit, name="edit"),
    path("schools/<int:pk>/change/", views.move, name="move"),
    path("schools/<int:pk>/attendance/new/", views.note_attendance, name="note_attendance"),
    path("schools/attendance/<int:pk>/edit/", views.edit_attendance, name="edit_attendance"),
    path("credentials/<int:pk>/edit/", views.edit_credential, name="edit_credential"),
]
