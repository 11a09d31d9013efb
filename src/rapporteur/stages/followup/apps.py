from django.apps import AppConfig


class FollowupConfig(AppConfig):
    name = "rapporteur.stages.followup"
    label = "followup"
