"""How a model treats personal data. Every model says so in its attribute `personal`."""

from enum import StrEnum


class Personal(StrEnum):
    """The treatment that the rows of a model get when they are shown, exported or erased."""

    NONE = "holds nothing about a person"
    OFFICE = "names officials in what they did in office; kept with the record"
    CONTACT = "holds addresses and telephone numbers; seen by officers alone, never published"
    CLAIMED = "holds what a contributor said of themselves; published only as they consented"
