"""What a sentence looks like around a quantifier, as far as it must be known: a file a language.

In `en.toml` and its five neighbours each line is a field of `Grammar`, its words parted by `|`
as in the policy (see `phrases` for `*` and `…`), with accents and capitals as they are written.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from rapporteur.core.evidence.quantifiers.phrases import Phrases, phrase
from rapporteur.core.evidence.quantifiers.tokens import tokens
from rapporteur.core.text.languages import LANGUAGES

Words = frozenset[str]
NO_WORDS: Words = frozenset()
NO_PHRASES: Phrases[str] = Phrases(())


@dataclass(frozen=True)
class Grammar:
    """What stands between a quantifier and those it is about:

    partitives: "of the"; restricting: what takes back ("few, if any,"), taking_back: the same
    before another quantifier ("but not", "if not"), conceding: words that may do so ("or"). reach:
    how many words the look for people goes; stops, measures ("several years of talks") and a plural
    of something else (plural_s), end it. relative: what follows a verb that is theirs though it
    stands before them (发言的与会者). attached: prepositions that begin a word; adjectives:
    quantifiers that follow their noun. origins: what names a group behind people ("contributions
    from"), representing: those that a comma may stand before, arrived: what may stand before them
    ("received from"); among: what names those behind whom a quantifier may stand alone ("among
    speakers, many …"); joints: what joins two; articles: skipped before a group. determiners: what
    makes of a word in `determined` no quantifier ("the most", "le nombre"). graded: of these those
    that an adjective behind them takes away ("most active"); plain: adjectives that do not ("most
    developing States").

    Whether they say something:

    said: verbs of saying in forms that are nothing else; says: in forms that are also nouns, which
    count right behind their subject alone. before: whether a verb may precede its subject;
    verb_reach: in how many words behind it one may be. auxiliaries: verbs behind a quantifier that
    speaks of those before ("but few had applied it"), subordinate: what before it says that it is
    another's words, reporting: verbs behind which nothing has to say so ("the Chair said most
    delegations agreed"). asides: words between a quantifier that stands alone and its verb.
    connectives: of the stops those that may stand before a subject. viewpoints: "for many, …".
    infinitive, passive: what before a verb (passive also: within it) makes of it none of theirs
    ("to say", "were urged"); modals: what they should do, which nobody said. agents: what names who
    acted, in a passive or with a noun ("by", "the support of"); backing: the same behind them;
    instrumental: endings that do. passive_unmarked: whether a passive is written as its active, so
    that people before it are who acted. addressing: what makes people those to whom something was
    said ("it was suggested to participants"), addressed: endings that do, addressees: pronouns that
    do. negations: behind all people these say that it is not all, excepting: that it is all but so
    many. barely: before a few these say that it is few ("only a handful").

    Figures:

    per_cent, per_cent_first: behind a number, before it. comparing, comparing_behind: the same,
    each with what it means ("at_least" for "or more"). ranges: what joins two numbers ("one or
    two"); between: what stands before two that "and" joins. one_is_article: whether "one" is also
    "a". pairs: nouns that are two by their ending. definite: what before a number makes it refer
    back ("the 10 organizations"), whole: what does so behind its people (32个国家中). sole: what
    may stand before a number that stands alone ("of the 32, only 5 agreed"). others: what makes of
    a number one of others ("two others"), of_them: of those before ("two of them"), among_them: the
    same before the number.
    """

    partitives: Words
    stops: Words
    joints: Words
    said: Phrases[str]
    origins: Words = NO_WORDS
    articles: Words = NO_WORDS
    restricting: Phrases[str] = NO_PHRASES
    taking_back: Phrases[str] = NO_PHRASES
    conceding: Phrases[str] = NO_PHRASES
    representing: Words = NO_WORDS
    arrived: Words = NO_WORDS
    among: Words = NO_WORDS
    measures: Words = NO_WORDS
    attached: tuple[str, ...] = ()
    adjectives: Words = NO_WORDS
    reach: int = 5
    relative: Words = NO_WORDS
    says: Phrases[str] = NO_PHRASES
    modals: Phrases[str] = NO_PHRASES
    auxiliaries: Words = NO_WORDS
    subordinate: Words = NO_WORDS
    reporting: Words = NO_WORDS
    asides: Words = NO_WORDS
    before: bool = False
    verb_reach: int = 12
    infinitive: str = ""
    agents: Phrases[str] = NO_PHRASES
    instrumental: tuple[str, ...] = ()
    passive_unmarked: bool = False
    addressing: Words = NO_WORDS
    addressed: tuple[str, ...] = ()
    addressees: Words = NO_WORDS
    backing: Phrases[str] = NO_PHRASES
    connectives: Words = NO_WORDS
    viewpoints: Phrases[str] = NO_PHRASES
    negations: Words = NO_WORDS
    barely: Phrases[str] = NO_PHRASES
    excepting: Phrases[str] = NO_PHRASES
    passive: Words = NO_WORDS
    definite: Phrases[str] = NO_PHRASES
    whole: Words = NO_WORDS
    sole: Words = NO_WORDS
    others: Words = NO_WORDS
    of_them: Phrases[str] = NO_PHRASES
    among_them: Phrases[str] = NO_PHRASES
    pairs: Words = NO_WORDS
    determiners: Words = NO_WORDS
    determined: Words = NO_WORDS
    graded: Words = NO_WORDS
    plain: Words = NO_WORDS
    plural_s: bool = False
    per_cent: Phrases[str] = NO_PHRASES
    per_cent_first: Phrases[str] = NO_PHRASES
    one_is_article: bool = False
    ranges: Words = NO_WORDS
    between: Phrases[str] = NO_PHRASES
    comparing: Phrases[str] = NO_PHRASES
    comparing_behind: Phrases[str] = NO_PHRASES


@cache
def grammar(language: str) -> Grammar | None:
    """The grammar of one of the six languages; None of any other."""
    if language not in LANGUAGES:
        return None
    file = resources.files(__package__) / f"{language}.toml"
    fields: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    return Grammar(**{name: _field(name, held) for name, held in fields.items()})


def _field(name: str, held: Any) -> Any:
    kind = Grammar.__annotations__[name]
    if isinstance(held, Mapping):
        return Phrases(
            [(phrase(each), meaning) for meaning, words in held.items() for each in _parted(words)]
        )
    if not isinstance(held, str) or kind is str:
        return held
    words = _parted(held)
    if kind == tuple[str, ...]:
        return tuple(words)
    if kind is Words:
        return frozenset(map(_folded, words))
    return Phrases([(phrase(each), each) for each in words])


def _parted(words: str) -> list[str]:
    return [" ".join(each.split()) for each in words.split("|")]


def _folded(word: str) -> str:
    """A word as tokens have it; an elision (d') as it is, since nothing follows it here."""
    line = tokens(word)
    return line[0].form if len(line) == 1 else word
