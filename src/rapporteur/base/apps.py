from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "rapporteur.base"
    label = "base"
