from django.urls import path

from mentors.partners import views

app_name = "partners"

urlpatterns = [
    path("partners/new/", views.create, name="create"),
    path("partners/<int:pk>/edit/", views.edit, name="edit"),
    path("partners/<int:pk>/status/", views.move, name="move"),
    path("partners/<int:pk>/talks/new/", views.talk, name="talk"),
    path("partners/<int:pk>/places/new/", views.add_workplace, name="add_workplace"),
    path("partners/places/<int:pk>/edit/", views.edit_workplace, name="edit_workplace"),
    path("partners/<int:pk>/people/new/", views.add_person, name="add_person"),
    path("partners/people/<int:pk>/edit/", views.edit_person, name="edit_person"),
]
