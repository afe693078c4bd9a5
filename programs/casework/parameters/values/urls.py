from django.urls import path

from programs.casework.parameters.guidelines import views as guidelines
from programs.casework.parameters.values import views

app_name = "values"

urlpatterns = [
    path("", views.values, name="values"),
    path("poverty-guidelines/", guidelines.guidelines, name="guidelines"),
    path("poverty-guidelines/new/", guidelines.enter, name="enter_guideline"),
    path("poverty-guidelines/<int:pk>/take-back/", guidelines.take_back, name="take_back_guideline"),
    path("<int:pk>/take-back/", views.take_back, name="take_back"),
    path("<slug:program>/<slug:parameter>/", views.value, name="value"),
]
