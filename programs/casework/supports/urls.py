from django.urls import path

from programs.casework.supports import views

app_name = "supports"

urlpatterns = [
    path("ledger/", views.ledger, name="ledger"),
    path("ledger/<int:pk>/take-back/", views.take_back, name="take_back"),
]
