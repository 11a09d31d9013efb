"""The addresses of the representation."""

from django.urls import path

from rapporteur.stages.representation.views import contributor, coordinator, desk, public

app_name = "representation"
DESK = "desk/<slug:slug>/representation/"
PUBLIC = "consultations/<slug:slug>/"
LINK = f"{PUBLIC}designation/<str:token>/"
urlpatterns = [
    path(DESK, desk.front, name="desk"),
    path(f"{DESK}nominate/", desk.nominate, name="nominate"),
    path(f"{DESK}<int:pk>/", desk.designation, name="designation"),
    path(f"{DESK}<int:pk>/alternate/", desk.nominate, name="alternate"),
    path(f"{DESK}<int:pk>/answer/", desk.record_answer, name="record_answer"),
    path(f"{DESK}objections/<int:pk>/show/", desk.show_objection, name="show_objection"),
    path(
        f"{DESK}objections/<int:pk>/set-aside/",
        desk.set_objection_aside,
        name="set_objection_aside",
    ),
    path(f"{DESK}objections/<int:pk>/answer/", desk.answer_objection, name="answer_objection"),
    path(f"{DESK}inquiries/<int:pk>/answer/", desk.answer_inquiry, name="desk_answer_inquiry"),
    path(f"{PUBLIC}representation/", public.public, name="public"),
    path(f"{PUBLIC}representation/<int:pk>/object/", public.object_to, name="object"),
    path(LINK, coordinator.workplace, name="workplace"),
    path(f"{LINK}answer/", coordinator.answer, name="answer"),
    path(f"{LINK}outreach/", coordinator.log_outreach, name="log_outreach"),
    path(f"{LINK}inquiries/<int:pk>/", coordinator.answer_inquiry, name="answer_inquiry"),
    path(f"{LINK}summary/", coordinator.summary, name="summary"),
    path(f"{LINK}summary/begin/", coordinator.begin_version, name="begin_version"),
    path(f"{LINK}summary/circulate/", coordinator.circulate, name="circulate"),
    path(f"{LINK}summary/<int:order>/", coordinator.summary, name="statement"),
    path(
        f"{LINK}summary/<int:order>/remove/",
        coordinator.remove_statement,
        name="remove_statement",
    ),
    path(f"{PUBLIC}summary/<str:token>/", contributor.respond, name="respond"),
    path(
        f"{PUBLIC}summary/<str:token>/<int:pk>/response/",
        contributor.take_response,
        name="take_response",
    ),
    path(
        f"{PUBLIC}summary/<str:token>/<int:pk>/inquiry/",
        contributor.take_inquiry,
        name="take_inquiry",
    ),
]
