from django.urls import path

from rapporteur.stages.followup import views

app_name = "followup"
urlpatterns = [
    path("desk/<slug:slug>/followup/", views.desk_front, name="desk"),
    path("desk/<slug:slug>/followup/transmission/", views.transmission, name="transmission"),
    path("desk/<slug:slug>/followup/action/", views.action, name="action"),
    path("consultations/<slug:slug>/followup/", views.public, name="public"),
]
