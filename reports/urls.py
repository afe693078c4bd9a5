from django.urls import path

from reports import views

app_name = "reports"

urlpatterns = [
    path("", views.report_catalog, name="catalog"),
    path("this-quarter/", views.this_quarter, name="this_quarter"),
    path("totals/", views.totals, name="totals"),
    path("definitions/", views.definitions, name="definitions"),
    path("<str:program>/<str:site>/<str:quarter>/", views.quarter_page, name="quarter"),
    path("<str:program>/<str:site>/<str:quarter>/report.pdf", views.pdf, name="pdf"),
    path("<str:program>/<str:site>/<str:quarter>/report.xlsx", views.xlsx, name="xlsx"),
    path("<str:program>/<str:site>/<str:quarter>/report.csv", views.csv, name="csv"),
    path("<str:program>/<str:site>/<str:quarter>/rows/<str:measure>/", views.rows, name="rows"),
]
