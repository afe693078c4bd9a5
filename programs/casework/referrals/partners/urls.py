from django.urls import path

from programs.casework.referrals.partners import views

app_name = "community_partners"

urlpatterns = [
    path("", views.partners, name="partners"),
    path("new/", views.create, name="create"),
    path("<int:pk>/", views.partner, name="partner"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/contacts/new/", views.add_contact, name="add_contact"),
    path("<int:pk>/agreements/new/", views.add_agreement, name="add_agreement"),
    path("<int:pk>/talks/new/", views.add_talk, name="add_talk"),
    path("<int:pk>/referrals/new/", views.link, name="link"),
    path("contacts/<int:pk>/", views.edit_contact, name="edit_contact"),
    path("agreements/<int:pk>/", views.edit_agreement, name="edit_agreement"),
    path("talks/<int:pk>/", views.edit_talk, name="edit_talk"),
    path("talks/<int:pk>/done/", views.step_done, name="step_done"),
    path("referrals/<int:pk>/tell/", views.tell, name="tell"),
]
