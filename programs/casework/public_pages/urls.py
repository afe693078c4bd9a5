from django.urls import path

from programs.casework.public_pages import public, views

app_name = "public_pages"

urlpatterns = [
    # For those who look after the pages
    path("public-pages/", views.pages, name="pages"),
    path("public-pages/review/<slug:code>/", views.review, name="review"),
    path("public-pages/words/<int:pk>/take-back/", views.take_back, name="take_back"),
    path("public-pages/<int:pk>/<slug:program>/", views.words, name="words"),
    path("public-pages/<int:pk>/<slug:program>/edit/", views.edit, name="edit"),
    path("public-pages/<int:pk>/<slug:program>/review/", views.review_site, name="review_site"),
    # For everybody
    path("programs/", public.programs, name="programs"),
    path("programs/find/", public.find, name="find"),
    path("programs/<slug:program>/", public.program_page, name="program"),
    path("programs/<slug:program>/<str:site>/", public.page, name="page"),
]
