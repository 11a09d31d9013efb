"""The public ledger: a page for people, and files for whoever checks it with a program.

The files' addresses are the same in every language and never change.
"""

from collections.abc import Iterator

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rapporteur.base.ledger import queries
from rapporteur.base.ledger.keys import public_key
from rapporteur.base.ledger.models import Checkpoint
from rapporteur.base.refusals import Refused
from rapporteur.core.ledger.checkpoints import verifier_key
from rapporteur.core.ledger.keys import public_pem
from rapporteur.site import verifier

PER_PAGE = 50
TEXT = "text/plain; charset=utf-8"


@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    """What the ledger is for, the key, and everything that was signed."""
    key, origin = public_key(), queries.origin()
    context = {
        "origin": origin,
        "pem": public_pem(key),
        "needs": f"pip install {' '.join(verifier.NEEDS)}",
        "command": f"python3 {verifier.NAME} verify RECEIPT.json --key {_name(origin)}.pem",
        "verifier_key": verifier_key(origin, key),
        "latest": queries.latest(),
        "page": Paginator(queries.checkpoints(), PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "ledger.html", context)


@require_safe
def key(request: HttpRequest) -> HttpResponse:
    """The public key, as PEM."""
    return _file(
        public_pem(public_key()), "application/x-pem-file", f"{_name(queries.origin())}.pem"
    )


@require_safe
def program(request: HttpRequest) -> HttpResponse:
    """The program that checks receipts and checkpoints, as one file."""
    return _file(verifier.program(), "application/zip", verifier.NAME)


@require_safe
def latest(request: HttpRequest) -> HttpResponse:
    """The checkpoint that was signed last, as text."""
    found = queries.latest()
    if found is None:
        raise Http404
    return HttpResponse(found.text, content_type=TEXT)


@require_safe
def checkpoint(request: HttpRequest, size: int) -> HttpResponse:
    """A checkpoint's text, byte for byte as it was signed."""
    found = get_object_or_404(Checkpoint, size=size)
    return _file(found.text, TEXT, f"{_name(queries.origin())}-{size}.txt")


@require_safe
def leaves(request: HttpRequest, size: int) -> StreamingHttpResponse:
    """The leaves under a checkpoint, one a line in their order: the root can be worked out."""
    get_object_or_404(Checkpoint, size=size)
    return StreamingHttpResponse(_lines(size), content_type=TEXT)


@require_safe
def consistency(request: HttpRequest, old: int, new: int) -> JsonResponse:
    """The proof that nothing was changed from one checkpoint to a later one."""
    before = get_object_or_404(Checkpoint, size=old)
    after = get_object_or_404(Checkpoint, size=new)
    if old > new:
        raise Http404
    path = [each.hex() for each in queries.consistency(before, after)]
    return JsonResponse(
        {
            "old": old,
            "new": new,
            "old_root": before.root,
            "new_root": after.root,
            "path": path,
        }
    )


@require_safe
def between(request: HttpRequest) -> HttpResponse:
    """From the form on the page, in whichever order the two were given, to the proof."""
    sizes = [request.GET.get("one", ""), request.GET.get("other", "")]
    known = {str(size): size for size in _known(sizes)}
    unknown = [size for size in sizes if size not in known]
    if unknown:
        raise Refused(
            _("There is no such proof."),
            _("No checkpoint of “%(size)s” leaves was signed.") % {"size": unknown[0][:20]},
            _("Choose two sizes from the list of checkpoints."),
        )
    old, new = sorted(known[size] for size in sizes)
    return redirect("ledger_consistency", old, new)


def _known(sizes: list[str]) -> list[int]:
    numbers = [int(size) for size in sizes if size.isdecimal() and len(size) < 19]
    return list(Checkpoint.objects.filter(size__in=numbers).values_list("size", flat=True))


def _lines(size: int) -> Iterator[str]:
    for commitment in queries.commitments(size):
        yield f"{commitment}\n"


def _file(content: str | bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _name(origin: str) -> str:
    """The ledger's name as part of a file's."""
    plain = "".join(each if each.isalnum() or each == "." else "-" for each in origin)
    return f"ledger-{plain}"
