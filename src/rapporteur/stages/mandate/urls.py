from django.urls import path

from rapporteur.stages.mandate import views

app_name = "mandate"
urlpatterns = [
    path("desk/open/", views.open_consultation, name="open"),
    path("desk/<slug:slug>/mandate/", views.desk_front, name="desk"),
    path("desk/<slug:slug>/mandate/words/", views.describe, name="describe"),
    path("desk/<slug:slug>/mandate/announce/", views.announce, name="announce"),
    path("desk/<slug:slug>/mandate/deadlines/new/", views.new_deadline, name="new_deadline"),
    path("desk/<slug:slug>/mandate/channels/new/", views.new_channel, name="new_channel"),
    path("desk/<slug:slug>/mandate/questions/new/", views.new_question, name="new_question"),
    path(
        "desk/<slug:slug>/mandate/requirements/new/", views.new_requirement, name="new_requirement"
    ),
    path("desk/<slug:slug>/mandate/instruments/new/", views.new_instrument, name="new_instrument"),
    path("desk/<slug:slug>/mandate/relations/new/", views.new_relation, name="new_relation"),
    path("desk/<slug:slug>/mandate/officials/", views.officials, name="officials"),
    path(
        "desk/<slug:slug>/mandate/officials/<int:pk>/end/",
        views.end_appointment,
        name="end_appointment",
    ),
    path("desk/<slug:slug>/mandate/trail/", views.trail, name="trail"),
    path("consultations/<slug:slug>/mandate/", views.public, name="public"),
]
