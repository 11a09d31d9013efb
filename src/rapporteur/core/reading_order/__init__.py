"""The words of right-to-left lines in their order, in the PDF files that Typst makes."""

from rapporteur.core.reading_order.mending import in_reading_order

__all__ = ["in_reading_order"]
