from django.urls import path, re_path

from rapporteur.stages.record import feeds, views

app_name = "record"
_here = "consultations/<slug:slug>/"
_number = r"^consultations/(?P<slug>[-\w]+)/contributions/(?P<letter>[A-Z])-(?P<number>\d{1,9})/"
urlpatterns = [
    path(_here, views.overview, name="overview"),
    path(f"{_here}contributions/", views.register, name="register"),
    path(f"{_here}contributions.csv", views.register_csv, name="register_csv"),
    path(f"{_here}contributions.json", views.register_json, name="register_json"),
    path(f"{_here}contributions.atom", feeds.latest, name="feed"),
    re_path(_number + "$", views.contribution, name="contribution"),
    re_path(_number + r"files/(?P<pk>\d{1,15})/$", views.document, name="document"),
    path(f"{_here}statistics/", views.statistics, name="statistics"),
    path(f"{_here}tally.csv", views.tally_csv, name="tally_csv"),
    path(f"{_here}tally.json", views.tally_json, name="tally_json"),
    path(f"{_here}compliance/", views.compliance, name="compliance"),
    path(f"{_here}account/", views.account, name="account"),
    path(f"{_here}data/", views.open_data, name="data"),
    path("desk/<slug:slug>/record/", views.desk_front, name="desk"),
]
