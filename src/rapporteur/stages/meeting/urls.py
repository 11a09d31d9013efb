"""The addresses of the meeting."""

from django.urls import path, re_path

from rapporteur.stages.meeting.views import desk, floor, public, registrations

app_name = "meeting"
DESK = "desk/<slug:slug>/meeting/"
ONE = f"{DESK}<int:pk>/"
PUBLIC = "consultations/<slug:slug>/meeting/"
urlpatterns = [
    path(DESK, desk.front, name="desk"),
    path(f"{DESK}arrange/", desk.arrange, name="arrange"),
    path(ONE, desk.meeting, name="meeting"),
    path(f"{ONE}change/", desk.change, name="change"),
    path(f"{ONE}registrations/", registrations.registrations, name="registrations"),
    path(f"{ONE}registrations/new/", registrations.type_in, name="type_in"),
    path(
        f"{ONE}registrations/<int:registration>/cancel/",
        registrations.cancel_at_desk,
        name="cancel_at_desk",
    ),
    path(
        f"{ONE}registrations/<int:registration>/confirm/",
        registrations.confirm_at_desk,
        name="confirm_at_desk",
    ),
    path(
        f"{ONE}registrations/<int:registration>/form/",
        registrations.returned_form,
        name="returned_form",
    ),
    path(
        f"{ONE}registrations/<int:registration>/arrived/", registrations.check_in, name="check_in"
    ),
    path(
        f"{ONE}representatives/<int:designation>/offer/",
        registrations.offer_place,
        name="offer_place",
    ),
    path(f"{ONE}participants/", registrations.participants, name="participants"),
    path(f"{ONE}participants/arrived/", registrations.check_in_by_code, name="check_in_by_code"),
    re_path(
        r"^desk/(?P<slug>[-\w]+)/meeting/(?P<pk>[0-9]+)/"
        r"(?P<kind>badges|place-cards|attendance|speakers)\.pdf$",
        registrations.papers,
        name="papers",
    ),
    path(f"{ONE}speakers/", floor.speakers, name="speakers"),
    path(f"{ONE}speakers/follow/", floor.follow_proposal, name="follow_proposal"),
    path(f"{ONE}speakers/<int:speaker>/record/", floor.record, name="record_speaker"),
    re_path(
        r"^desk/(?P<slug>[-\w]+)/meeting/(?P<pk>[0-9]+)/speakers/(?P<speaker>[0-9]+)/"
        r"(?P<change>up|down|start|end|withdraw)/$",
        floor.change_speaker,
        name="change_speaker",
    ),
    path(f"{ONE}interventions/", floor.interventions, name="interventions"),
    path(f"{ONE}interventions/new/", floor.record, name="record"),
    path(PUBLIC, public.public, name="public"),
    path(f"{PUBLIC}<int:pk>/", public.show, name="show"),
    path(f"{PUBLIC}<int:pk>/calendar.ics", public.calendar, name="calendar"),
    path(f"{PUBLIC}<int:pk>/form/", public.blank_form, name="blank_form"),
    path(f"{PUBLIC}<int:pk>/form.pdf", public.form_pdf, name="form_pdf"),
    path(f"{PUBLIC}<int:pk>/register/", public.register, name="register"),
    path(f"{PUBLIC}<int:pk>/register/<str:token>/", public.register_held, name="register_held"),
    path(
        "consultations/<slug:slug>/registration/<str:token>/",
        public.registration,
        name="registration",
    ),
    path(
        "consultations/<slug:slug>/registration/<int:pk>/confirm/<str:code>/",
        public.confirm,
        name="confirm",
    ),
    path(
        "consultations/<slug:slug>/registration/<str:token>/cancel/", public.cancel, name="cancel"
    ),
]
