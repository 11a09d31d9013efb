"""Sentences and whole campaigns that are made up, where no real ones are at hand.

Each topic has words of its own beside those that every petition uses, so that two campaigns on the
same topic share their vocabulary and yet are two. Nothing here is English that anyone would send;
it has the statistics that matter: phrases of one word to ten, slots side by side, phrases that may
be left out, punctuation that varies.
"""

import numpy as np

from benchmarks.dockets.grammar import Grammar, Slot

TOPICS = {
    "water": """
        river lake aquifer wetland well stream reservoir watershed fishery tap pipe sewage
        mercury nitrate runoff drought flood salmon dam utility /
        clean polluted drinkable coastal shallow municipal toxic upstream seasonal navigable /
        drain filter dredge irrigate contaminate meter restore discharge pump treat
    """,
    "health": """
        clinic nurse patient insurer premium hospital medicine surgery vaccine pharmacy ward
        deductible coverage diagnosis therapy doctor disability maternity subsidy copay /
        uninsured chronic rural mental affordable preventive elderly clinical generic
        private /
        insure treat heal diagnose reimburse prescribe cover enrol admit vaccinate
    """,
    "parks": """
        park trail ranger monument forest canyon wildlife bison visitor campground meadow
        refuge timber grazing fossil cliff heritage wilderness permit boundary /
        ancient scenic federal protected remote tribal pristine endangered public alpine /
        hike camp preserve log mine graze visit shrink conserve patrol
    """,
    "schools": """
        school teacher pupil classroom lunch textbook curriculum tuition bus principal exam
        loan college library playground charter grade scholarship homework literacy /
        crowded gifted bilingual primary underpaid vocational rural failing inclusive early /
        teach enrol tutor grade graduate expel fund mentor read suspend
    """,
    "roads": """
        road bridge bicycle lane tram crossing pavement junction speed parking commuter bus
        toll footpath signal accident freight tunnel pothole pedestrian /
        narrow congested arterial unsafe electric regional noisy elevated rural dedicated /
        drive cycle pave widen cross park reroute commute slow toll
    """,
}  # nouns / adjectives / verbs
NOUNS = """
    people family community rule law decision proposal plan government agency neighbour child worker
    business future right voice country state policy cost benefit standard budget hearing record
    promise year generation resident farmer veteran owner council official study evidence limit
    change process question concern protection loophole deadline taxpayer lobby minister chairman
    committee department commission regulator scientist engineer expert mother father grandfather
    student immigrant tenant landlord market company shareholder profit salary pension job town
    village city county region nation border street house kitchen garden winter summer morning
    weekend decade century moment beginning end reason excuse mistake error risk danger threat harm
    damage injury loss price burden debt grant fee tax fine penalty permission licence contract
    agreement treaty amendment article clause paragraph report letter petition signature vote ballot
    election majority minority opposition campaign movement headline newspaper story history memory
    truth doubt trust faith duty service favour effort progress success failure crisis emergency
    accountability transparency fairness justice freedom safety dignity prosperity competition
"""
ADJECTIVES = """
    strong weak fair simple honest reckless local national small large new old serious common real
    public final hidden costly careful sensible urgent misguided lasting basic arbitrary balanced
    binding bold broken cautious cheap complete cruel decent detailed dishonest distant dreadful
    effective entire expensive familiar foolish fragile generous gradual hasty historic hollow
    humane important independent innocent irreversible legal legitimate minor modest moral narrow
    necessary noble obvious open ordinary outdated overdue peaceful permanent plain practical
    premature proper proven quiet radical rapid reasonable responsible ruthless secret shameful
    short steady stubborn sudden temporary terrible thorough tough transparent unfair unjust
    unnecessary useful vague valuable voluntary vulnerable wasteful wise workable
"""
VERBS = """
    support oppose protect weaken strengthen repeal enforce delay reject adopt respect ignore keep
    remove improve study defend explain reconsider withdraw approve finish fund publish abandon
    abolish accept address amend announce answer applaud assess attack avoid betray block bury
    cancel challenge clarify complete condemn consider correct cripple debate deny describe destroy
    disclose dismantle dismiss embrace endanger endorse examine expand expose extend fix follow
    forget gut halt harm help honour hurt implement limit loosen maintain measure mention modernise
    monitor narrow neglect notice overturn postpone praise preserve prevent question reform refuse
    regret relax repair replace rescind review revise rewrite sabotage safeguard scrap secure share
    shelve simplify speed subsidise threaten tighten undermine undo uphold welcome
"""
LINKS = "and but because although while since so unless where if"
PREPOSITIONS = "for of with in near without against beyond across under"
ADVERBS = """
    clearly deeply strongly always never simply finally already carefully truly quickly openly
    honestly firmly gladly rarely hardly fully wholly plainly fairly quietly slowly swiftly bravely
"""
DETERMINERS = "the a our this that every any your no their"
MODALS = "must will should can may"


class Speaker:
    """Makes phrases on a topic: nouns, verbs and adjectives of it, mixed with everybody's.

    A word comes again only when all of its kind have had their turn: the phrases of one campaign
    differ in what they say, as those of real ones do, and have the small words in common.
    """

    def __init__(self, topic: str, rng: np.random.Generator) -> None:
        nouns, adjectives, verbs = TOPICS[topic].split("/")
        self.rng = rng
        self.words = {
            "noun": nouns.split() + NOUNS.split(),
            "adjective": adjectives.split() + ADJECTIVES.split(),
            "verb": verbs.split() + VERBS.split(),
            "adverb": ADVERBS.split(),
        }
        self.left: dict[str, list[str]] = {kind: [] for kind in self.words}

    def next(self, kind: str) -> str:
        """A word of a kind that has not been used for long."""
        if not self.left[kind]:
            self.left[kind] = self.words[kind].copy()
            self.rng.shuffle(self.left[kind])
        return self.left[kind].pop()

    def one(self, words: list[str]) -> str:
        return words[int(self.rng.integers(len(words)))]

    def noun_phrase(self, longest: int) -> str:
        """Words for a thing: the noun alone, or with what goes before and after it."""
        length = int(self.rng.integers(1, max(longest, 1) + 1))
        words = [self.next("noun")]
        if length > 1:
            words.insert(0, self.one(DETERMINERS.split()))
        if length > 2:
            words.insert(1, self.next("adjective"))
        while len(words) + 3 <= length:
            words += [
                self.one(PREPOSITIONS.split()),
                self.one(DETERMINERS.split()),
                self.next("noun"),
            ]
        return " ".join(words)

    def verb_phrase(self, longest: int) -> str:
        """Words for what is done, as they stand after `to`."""
        words = [self.next("verb")]
        if longest > 1 and self.rng.random() < 0.4:
            words.insert(0, self.next("adverb"))
        if longest > 3 and self.rng.random() < 0.4:
            words += ["and", self.next("verb")]
        return " ".join(words)

    def clause(self, longest: int) -> str:
        """A subject, what it does and to what."""
        who = f"{self.one(DETERMINERS.split())} {self.next('noun')}"
        does = f"{self.one(MODALS.split())} {self.verb_phrase(longest)}"
        return f"{who} {does} {self.noun_phrase(longest)}"

    def sentence(self) -> str:
        """A whole sentence that nobody else is likely to write."""
        words = self.clause(int(self.rng.integers(1, 7)))
        while self.rng.random() < 0.5:
            words += f" {self.one(LINKS.split())} {self.clause(int(self.rng.integers(1, 7)))}"
        return words[0].upper() + words[1:] + self.one([".", ".", ".", "!", "?"])


def made_up_sentences(number: int, rng: np.random.Generator) -> list[str]:
    """Sentences on all the topics, for people who write themselves."""
    speakers = [Speaker(topic, rng) for topic in TOPICS]
    return [speakers[place % len(speakers)].sentence() for place in range(number)]


def made_up_grammar(name: str, topic: str, rng: np.random.Generator) -> Grammar:
    """A campaign of two to nine sentences on a topic, from few slots to little but slots."""
    speaker = Speaker(topic, rng)
    slot_share = float(rng.uniform(0.45, 0.9))
    longest = int(rng.integers(2, 8))  # words in a phrase
    most = int(rng.integers(4, 26))  # phrases in a slot
    number = int(rng.integers(2, 10))
    sentences = [_sentence(speaker, slot_share, longest, most) for _ in range(number)]
    while _letters(sentences) < 10**7:  # or letters would be copies of each other
        sentences[int(rng.integers(number))] = _sentence(speaker, 1.0, longest, most)
    return Grammar(name=name, sentences=tuple(sentences))


def _sentence(
    speaker: Speaker, slot_share: float, longest: int, most: int
) -> tuple[str | Slot, ...]:
    rng = speaker.rng
    shapes = {
        "clause": lambda: speaker.clause(longest),
        "noun": lambda: speaker.noun_phrase(longest),
        "verb": lambda: speaker.verb_phrase(longest),
        "adverb": lambda: speaker.next("adverb"),
    }
    order = ["noun", "verb", "noun", "adverb"] if rng.random() < 0.7 else ["clause", "verb", "noun"]
    for _ in range(int(rng.integers(0, 4))):
        order.insert(int(rng.integers(len(order) + 1)), speaker.one(list(shapes)))
    parts: list[str | Slot] = []
    for place, shape in enumerate(order):
        gap = (
            speaker.one(["", "", " to", " that", ",", f" {speaker.one(LINKS.split())}"])
            if place
            else ""
        )
        if gap:
            parts.append(gap)
        if place:
            parts.append(" ")
        if rng.random() < slot_share:
            wanted = int(rng.integers(2, most + 1))
            phrases = dict.fromkeys(shapes[shape]() for _ in range(wanted))
            if shape == "adverb" or rng.random() < 0.1:
                phrases[""] = None
            if len(phrases) > 1:
                parts.append(tuple(phrases))
                continue
        parts.append(shapes[shape]())
    parts.append((".", "!") if rng.random() < 0.2 else ".")
    return _capitalised(parts)


def _capitalised(parts: list[str | Slot]) -> tuple[str | Slot, ...]:
    """A sentence with a capital at its head, and neighbouring fixed words in one part."""
    first = parts[0]
    parts[0] = (
        first[:1].upper() + first[1:]
        if isinstance(first, str)
        else tuple(phrase[:1].upper() + phrase[1:] for phrase in first)
    )
    joined: list[str | Slot] = []
    for part in parts:
        if joined and isinstance(part, str) and isinstance(joined[-1], str):
            joined[-1] += part
        else:
            joined.append(part)
    return tuple(joined)


def _letters(sentences: list[tuple[str | Slot, ...]]) -> int:
    """How many different letters a grammar can write."""
    number = 1
    for sentence in sentences:
        for part in sentence:
            number *= len(part) if isinstance(part, tuple) else 1
    return number
