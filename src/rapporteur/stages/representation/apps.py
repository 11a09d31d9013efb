from django.apps import AppConfig


class RepresentationConfig(AppConfig):
    name = "rapporteur.stages.representation"
    label = "representation"
