from django.urls import path

from programs.casework.contacts import appointment_views, views

app_name = "contacts"

urlpatterns = [
    path("contacts/", views.contact_list, name="list"),
    path("contacts/new/", views.choose, name="choose"),
    path("contacts/<int:pk>/", views.contact, name="contact"),
    path("contacts/<int:pk>/edit/", views.edit, name="edit"),
    path("contacts/<int:pk>/void/", views.void, name="void"),
    path("contacts/<int:pk>/seen/", views.seen, name="seen"),
    path("contacts/<int:pk>/followed-up/", views.followed_up, name="followed_up"),
    path("cases/<int:pk>/contacts/new/", views.record, name="record"),
    path("appointments/", appointment_views.appointment_list, name="appointments"),
    path("appointments/new/", appointment_views.choose, name="choose_appointment"),
    path("appointments/<int:pk>/", appointment_views.appointment, name="appointment"),
    path("appointments/<int:pk>/edit/", appointment_views.edit, name="edit_appointment"),
    path("appointments/<int:pk>/move/", appointment_views.move, name="move_appointment"),
    path("appointments/<int:pk>/missed/", appointment_views.miss, name="miss_appointment"),
    path("appointments/<int:pk>/plan-again/", appointment_views.take_back, name="take_back_appointment"),
    path("cases/<int:pk>/appointments/new/", appointment_views.plan, name="plan"),
]
