from django.urls import path

from programs.casework.imports import views

app_name = "imports"

urlpatterns = [
    path("", views.imports, name="list"),
    path("new/", views.send, name="send"),
    path("template/<slug:subject>/", views.template, name="template"),
    path("<int:pk>/", views.sheet, name="import"),
    path("<int:pk>/columns/", views.columns, name="columns"),
    path("<int:pk>/take/", views.take, name="take"),
    path("<int:pk>/give-up/", views.give_up, name="give_up"),
    path("<int:pk>/refused/", views.refused, name="refused"),
]
