"""What of a text is not its substance: running heads, page numbers, the head and foot of letters.

`label` says where they are; nothing is taken away. Whoever counts or codes passages can leave the
labelled spans out, and whoever reads sees them still.
"""

from rapporteur.core.text.parts.labels import Part, PartKind, label, substance

__all__ = ["Part", "PartKind", "label", "substance"]
