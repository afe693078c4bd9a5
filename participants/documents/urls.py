from django.urls import path

from participants.documents import views

app_name = "documents"

urlpatterns = [
    path("participants/<int:pk>/documents/", views.documents, name="documents"),
    path("participants/<int:pk>/documents/new/", views.add, name="add"),
    path("participants/<int:pk>/documents/restricted/", views.restricted, name="restricted"),
    path("participants/<int:pk>/documents/restricted/new/", views.add_restricted, name="add_restricted"),
    path("documents/<int:pk>/edit/", views.edit, name="edit"),
    path("documents/<int:pk>/void/", views.void, name="void"),
    path("documents/restricted/<int:pk>/void/", views.void_restricted, name="void_restricted"),
]
