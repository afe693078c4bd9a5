from django.urls import path

from programs.casework.goals import views

app_name = "goals"

urlpatterns = [
    path("cases/<int:pk>/goals/", views.goals, name="goals"),
    path("cases/<int:pk>/goals/new/", views.set_goal, name="set"),
    path("goals/<int:pk>/", views.goal, name="goal"),
    path("goals/<int:pk>/edit/", views.edit, name="edit"),
    path("goals/<int:pk>/end/", views.end, name="end"),
    path("goals/<int:pk>/reopen/", views.reopen, name="reopen"),
    path("goals/<int:pk>/note/", views.note, name="note"),
    path("goals/<int:pk>/steps/new/", views.add_step, name="add_step"),
    path("goals/steps/<int:pk>/edit/", views.edit_step, name="edit_step"),
    path("goals/steps/<int:pk>/done/", views.done, name="done"),
    path("goals/steps/<int:pk>/not-done/", views.not_done, name="not_done"),
]
