"""The text in a file, page by page, or the reason why there is none; and pictures of its pages.

Files come from strangers. All but plain text is read in a process of its own with limits of time
and memory, so that one that hangs or crashes its reader takes nothing with it.
"""

from rapporteur.core.text.extraction.extracted import READER, Extracted, Page, Problem
from rapporteur.core.text.extraction.extractor import Extractor, extract, shared
from rapporteur.core.text.extraction.recognition import Recognised

__all__ = ["READER", "Extracted", "Extractor", "Page", "Problem", "Recognised", "extract", "shared"]
