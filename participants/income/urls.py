from django.urls import path

from participants.income import views

app_name = "income"

urlpatterns = [
    path("participants/<int:pk>/income/", views.income, name="income"),
    path("participants/<int:pk>/income/new/", views.add, name="add"),
    path("income/<int:pk>/edit/", views.edit, name="edit"),
    path("income/<int:pk>/end/", views.end, name="end"),
]
