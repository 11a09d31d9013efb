from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    name = "rapporteur.stages.contributions"
    label = "contributions"
