"""Codings proposed by a language model that whoever runs this hands in. Off unless handed in."""

from rapporteur.core.coding.language_model.proposer import Ask, LanguageModelProposer, NoAnswer
from rapporteur.core.coding.language_model.transcript import Transcript

__all__ = ["Ask", "LanguageModelProposer", "NoAnswer", "Transcript"]
