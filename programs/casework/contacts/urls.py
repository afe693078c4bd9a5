from django.urls import path

from programs.casework.contacts import views

app_name = "contacts"

urlpatterns = [
    path("contacts/", views.contact_list, name="list"),
    path("contacts/new/", views.choose, name="choose"),
    path("contacts/<int:pk>/", views.contact, name="contact"),
    path("contacts/<int:pk>/edit/", views.edit, name="edit"),
    path("contacts/<int:pk>/void/", views.void, name="void"),
    path("contacts/<int:pk>/seen/", views.seen, name="seen"),
    path("cases/<int:pk>/contacts/new/", views.record, name="record"),
]
