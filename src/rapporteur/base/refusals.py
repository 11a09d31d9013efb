"""The one family of errors that a person can cause."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.forms import BaseForm
from django.utils.functional import Promise


class Refused(Exception):
    """Something a person asked for is not done, and nothing is lost by it.

    what: what happened, as a sentence. why: the reason. then: what to do next.
    All three may be lazy translations; `str()` gives them as one paragraph in the active language.
    """

    def __init__(
        self, what: str | Promise, why: str | Promise = "", then: str | Promise = ""
    ) -> None:
        super().__init__(what, why, then)
        self.what, self.why, self.then = what, why, then

    def __str__(self) -> str:
        return " ".join(str(part) for part in (self.what, self.why, self.then) if part)


@contextmanager
def refusals_on(form: BaseForm) -> Iterator[None]:
    """What is refused inside is said at the top of the form, beside what was typed.

    `with refusals_on(form): act(…); return redirect(…)`, then show the form again with 422.
    """
    try:
        yield
    except Refused as refusal:
        form.add_error(None, str(refusal))
