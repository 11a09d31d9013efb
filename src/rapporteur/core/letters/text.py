"""The letter as plain text, for an e-mail."""

from rapporteur.core.letters.letter import LABELS, Letter, colon


def render(letter: Letter) -> str:
    """The letter from its letterhead to its enclosures, parts parted by an empty line."""
    labels, between = LABELS[letter.language], colon(letter.language)
    reference = f"{labels.reference}{between}{letter.reference}" if letter.reference else ""
    subject = f"{labels.subject}{between}{letter.subject}" if letter.subject else ""
    enclosures = [f"{labels.enclosures}{between.rstrip()}", *letter.enclosures]
    parts = [
        "\n".join(letter.letterhead),
        reference,
        letter.dateline,
        "\n".join(letter.addressee),
        subject,
        letter.salutation,
        *letter.paragraphs,
        letter.closing,
        "\n".join(part for part in (letter.signatory, letter.signatory_office) if part),
        "\n".join(f"{label}{between}{value}" for label, value in letter.contact),
        "\n".join(enclosures) if letter.enclosures else "",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"
