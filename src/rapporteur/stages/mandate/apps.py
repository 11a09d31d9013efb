from django.apps import AppConfig


class MandateConfig(AppConfig):
    name = "rapporteur.stages.mandate"
    label = "mandate"
