"""Writes the parts of docs/reference/ that the code itself knows: commands, actions, permissions,
quantifiers, editorial rules.

    python -m tools.reference

A part stands between two comments, `<!-- begin: commands -->` and `<!-- end: commands -->`; what
is around it is written by people and stays. tests/house/test_docs.py fails when a part is stale.
"""

import inspect
import os
import re
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from inspect import Parameter
from pathlib import Path
from types import FunctionType, ModuleType

import click

ROOT = Path(__file__).parent.parent
REFERENCE = ROOT / "docs" / "reference"
PREFIXES: dict[object, str] = {Parameter.VAR_POSITIONAL: "*", Parameter.VAR_KEYWORD: "**"}
WIDTH = 96  # characters of a line of help


def commands() -> str:
    """Every command with its help, groups before what they hold."""
    from rapporteur.cli import rapporteur

    top = click.Context(
        rapporteur, info_name="rapporteur", terminal_width=WIDTH, **rapporteur.context_settings
    )
    return "\n\n".join(_help_of(context) for context in _contexts(top))


def _contexts(context: click.Context) -> Iterator[click.Context]:
    yield context
    group = context.command
    if isinstance(group, click.Group):
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            if command is not None:
                yield from _contexts(click.Context(command, info_name=name, parent=context))


def _help_of(context: click.Context) -> str:
    return f"## {context.command_path}\n\n```text\n{context.get_help()}\n```"


def actions() -> str:
    """Every public action, stage by stage: how it is called, and the first sentence about it."""
    from django.conf import settings

    parts = []
    for stage in settings.STAGES:
        found = list(_public_functions(f"rapporteur.stages.{stage}.actions"))
        rows = [
            f"### {function.__name__}\n\n{_signature(function)}\n\n{_first(function)}"
            for function in found
        ]
        parts.append("\n\n".join([f"## {stage}", *rows]) if rows else f"## {stage}\n\nNone.")
    return "\n\n".join(parts)


def _public_functions(module_name: str) -> Iterator[FunctionType]:
    module = import_module(module_name)
    names = getattr(module, "__all__", None) or _own_names(module)
    for name in names:
        thing = getattr(module, name)
        if inspect.isfunction(thing):
            yield thing


def _own_names(module: ModuleType) -> list[str]:
    return [
        name
        for name, thing in vars(module).items()
        if inspect.isfunction(thing)
        and not name.startswith("_")
        and thing.__module__ == module.__name__
    ]


def _signature(function: FunctionType) -> str:
    signature = inspect.signature(function)
    names, keyword_only = [], False
    for each in signature.parameters.values():
        if each.kind is each.KEYWORD_ONLY and not keyword_only:
            keyword_only = True
            names.append("*")
        prefix = PREFIXES.get(each.kind, "")
        optional = "" if each.default is each.empty else "=…"
        names.append(f"{prefix}{each.name}{optional}")
    returns = inspect.formatannotation(signature.return_annotation).rsplit(".", 1)[-1]
    return f"`{function.__name__}({', '.join(names)}) -> {returns}`"


def _first(thing: Callable[..., object]) -> str:
    """The first sentence of a docstring."""
    words = " ".join((inspect.getdoc(thing) or "").split("\n\n")[0].split())
    return re.split(r"(?<=[.])\s", words, maxsplit=1)[0].replace("<", "&lt;")


def permissions() -> str:
    """Every address, who may look at it, and who may send its forms."""
    lines = [
        "| address | name | who looks at it | who sends its forms |",
        "| --- | --- | --- | --- |",
    ]
    lines += [
        f"| `/{address}` | `{name}` | {reads} | {writes} |"
        for address, name, reads, writes in sorted(_pages())
    ]
    return "\n".join(lines)


def _pages() -> Iterator[tuple[str, str, str, str]]:
    from django.urls import get_resolver

    return _pages_of(get_resolver(), "", "")


def _pages_of(resolver, before: str, space: str) -> Iterator[tuple[str, str, str, str]]:  # type: ignore[no-untyped-def]
    for pattern in resolver.url_patterns:
        address = before + _plain(str(pattern.pattern))
        if hasattr(pattern, "url_patterns"):
            yield from _pages_of(pattern, address, pattern.namespace or space)
        elif space != "api":
            name = f"{space}:{pattern.name}" if space else pattern.name
            yield (address, name, *_may(pattern.callback, address))


def _plain(pattern: str) -> str:
    """A pattern as a person would write the address."""
    pattern = re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)", r"<\1>", pattern)
    pattern = re.sub(r"<\w+:(\w+)>", r"<\1>", pattern)
    return pattern.strip("^$").replace("\\", "")


def _may(view: Callable[..., object], address: str) -> tuple[str, str]:
    """Who reads and who writes a page, from what its decorators left on the view."""
    from rapporteur.stages.mandate.choices import Role

    entry = getattr(view, "entry", None)
    if entry is None and hasattr(view, "login_url"):
        return "whoever is signed in", "whoever is signed in"
    if "<token>" in address or "<code>" in address:
        return "whoever has the link", "whoever has the link"
    if entry is None or not entry.readers:
        public = "everybody" if entry is None else "everybody, once it is announced"
        return public, public
    readers = "every official" if set(entry.readers) == set(Role) else _named(entry.readers)
    return readers, _named(entry.writers)


def _named(roles) -> str:  # type: ignore[no-untyped-def]
    return ", ".join(dict.fromkeys(str(role.label).lower() for role in roles))


def quantifiers() -> str:
    """The quantifier policy, language by language, as the package has it."""
    from rapporteur.core.evidence.quantifiers.policy import default_policy
    from rapporteur.core.evidence.quantifiers.wording import promised
    from rapporteur.core.text.languages import LANGUAGES

    parts = []
    for code, language in LANGUAGES.items():
        rows = [
            f"| {_marked(each.words, code)} | `{each.key}` | {promised(each.range)} | "
            f"{each.sense} | {each.form} | {each.whom} |"
            for each in default_policy().quantifiers
            if each.language == code
        ]
        head = "| words | key | promises | sense | form | of whom |\n" + "| --- " * 6 + "|"
        parts.append("\n".join([f"## {language.english}\n", head, *rows]))
    return "\n\n".join(parts)


def _marked(words: tuple[str, ...], code: str) -> str:
    """Words as a table holds them, in their own direction."""
    joined = " · ".join(words).replace("*", "\\*")
    return f'<span lang="ar" dir="rtl">{joined}</span>' if code == "ar" else joined


def editorial() -> str:
    """Every rule of the editorial checks: in which languages, by what source, with an example as
    the checks mend it."""
    from rapporteur.core.editorial.examples import examples
    from rapporteur.core.editorial.rules import LANGUAGES, RULES
    from rapporteur.core.text.languages import LANGUAGES as NAMES

    names = [NAMES[code].english for code in LANGUAGES]
    rows = [
        f"| [`{rule.code}`](#{rule.code}) | "
        + " | ".join("yes" if code in rule.sources else "" for code in LANGUAGES)
        + " |"
        for rule in RULES
    ]
    parts = [
        "\n".join([f"| rule | {' | '.join(names)} |", "| --- " * (len(names) + 1) + "|", *rows])
    ]
    shown = {(each.rule.code, each.language): each for each in examples()}
    for rule in RULES:
        if rule.code == "length":  # of a document, not of words
            source = next(iter(rule.sources.values()))
            parts.append(f"## {rule.code}\n\n{rule.sentence} ({source})")
            continue
        lines = [
            f"| {NAMES[code].english} | {_in_direction(shown[rule.code, code].words, code)} | "
            f"{_in_direction(shown[rule.code, code].mended or '', code)} | {source} |"
            for code, source in rule.sources.items()
        ]
        head = "| language | as typed | as mended | source |\n| --- | --- | --- | --- |"
        parts.append("\n".join([f"## {rule.code}\n", f"{rule.sentence}\n", head, *lines]))
    return "\n\n".join(parts)


def _in_direction(words: str, code: str) -> str:
    """Words as a table holds them, in their own direction; a space that does not break is seen."""
    words = words.replace("|", "\\|").replace("*", "\\*").replace("\u00a0", "&nbsp;")
    return f'<span lang="ar" dir="rtl">{words}</span>' if code == "ar" and words else words


PARTS: dict[str, Callable[[], str]] = {
    "commands": commands,
    "actions": actions,
    "permissions": permissions,
    "quantifiers": quantifiers,
    "editorial": editorial,
}


def renewed(name: str) -> tuple[Path, str]:
    """The page that holds the part `name`, and what it would hold now."""
    page = REFERENCE / f"{name}.md"
    begin, end = f"<!-- begin: {name} -->\n", f"\n<!-- end: {name} -->"
    before, _, rest = page.read_text().partition(begin)
    _, _, after = rest.partition(end)
    return page, f"{before}{begin}\n{PARTS[name]()}\n{end}{after}"


def main() -> int:
    """Write every part anew."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rapporteur.site.settings")
    import django

    django.setup()
    for name in PARTS:
        page, text = renewed(name)
        if page.read_text() != text:
            page.write_text(text)
            print(f"Written anew: {page.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
