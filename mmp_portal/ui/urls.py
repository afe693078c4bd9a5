from django.urls import path

from mmp_portal.ui import views

app_name = "ui"
urlpatterns = [
    path("site/", views.choose_site, name="choose_site"),
    path("gallery/", views.gallery, name="gallery"),
    path("gallery/phone/", views.phone_gallery, name="phone_gallery"),
]
