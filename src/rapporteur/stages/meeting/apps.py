from django.apps import AppConfig


class MeetingConfig(AppConfig):
    name = "rapporteur.stages.meeting"
    label = "meeting"
