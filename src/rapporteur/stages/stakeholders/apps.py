from django.apps import AppConfig


class StakeholdersConfig(AppConfig):
    name = "rapporteur.stages.stakeholders"
    label = "stakeholders"
