from django.urls import path

from mmp_portal.ui import views
from mmp_portal.ui.lists import views as lists

app_name = "ui"
urlpatterns = [
    path("site/", views.choose_site, name="choose_site"),
    path("language/", views.speak, name="speak"),
    path("gallery/", views.gallery, name="gallery"),
    path("gallery/phone/", views.phone_gallery, name="phone_gallery"),
    path("lists/", lists.lists, name="lists"),
    path("lists/<slug:which>/keep/", lists.keep, name="keep_list"),
    path("lists/<int:pk>/edit/", lists.edit, name="edit_list"),
    path("lists/<int:pk>/give-up/", lists.give_up, name="give_up_list"),
]
