"""What a sentence of each language looks like around a quantifier, as far as it must be known."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from rapporteur.core.evidence.quantifiers.phrases import Phrases, phrase


def _phrases(words: str) -> Phrases[str]:
    return Phrases([(phrase(each.strip()), each.strip()) for each in words.split("|")])


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


@dataclass(frozen=True)
class Grammar:
    """partitives: what may stand between a quantifier and those it is about ("of the"). stops:
    what ends the look for them. origins: what names a group behind them ("contributions from").
    joints: what joins two groups. articles: skipped before a group.

    said: verbs of saying in forms that are nothing else; says: in forms that are also nouns, which
    count right behind their subject alone. asides: words between a quantifier that stands alone
    and its verb. before: whether such a verb may precede its subject. agents: what names who
    acted, in a passive. viewpoints: "for many, …". definite: articles that make a number refer
    back ("the 10 organizations"). possessives: what makes of "most" a superlative.
    at_least to about: what stands before a number; or_more, or_less: what stands behind it.
    """

    partitives: frozenset[str]
    stops: frozenset[str]
    origins: frozenset[str]
    joints: frozenset[str]
    articles: frozenset[str]
    said_words: str
    says_words: str = ""
    asides: frozenset[str] = frozenset()
    reach: int = 5
    verb_reach: int = 12
    before: bool = False
    agents: frozenset[str] = frozenset()
    viewpoints: str = ""
    definite: frozenset[str] = frozenset()
    possessives: frozenset[str] = frozenset()
    superlatives: frozenset[str] = frozenset()
    infinitive: str = ""
    plain_modifiers: frozenset[str] = frozenset()
    plural_s: bool = False
    connectives: frozenset[str] = frozenset()
    per_cent_words: str = "%"
    per_cent_first: str = ""
    at_least: str = ""
    more_than: str = ""
    at_most: str = ""
    less_than: str = ""
    about: str = ""
    or_more: str = ""
    or_less: str = ""

    @property
    def subject_follows(self) -> frozenset[str]:
        """Which of the stops may stand before the subject of a verb of saying."""
        return self.agents | self.connectives

    @cached_property
    def said(self) -> Phrases[str]:
        return _phrases(self.said_words)

    @cached_property
    def viewing(self) -> Phrases[str]:
        return _phrases(self.viewpoints) if self.viewpoints else Phrases(())

    @cached_property
    def says(self) -> Phrases[str]:
        return _phrases(self.says_words) if self.says_words else Phrases(())

    @cached_property
    def per_cent(self) -> Phrases[str]:
        return _phrases(self.per_cent_words)

    @cached_property
    def per_cent_prefix(self) -> Phrases[str]:
        return _phrases(self.per_cent_first) if self.per_cent_first else Phrases(())

    @cached_property
    def comparing_behind(self) -> Phrases[str]:
        """The same behind a number ("five or more", 60%以上)."""
        kinds = {"at_least": self.or_more, "at_most": self.or_less}
        return Phrases(
            [
                (phrase(each.strip()), kind)
                for kind, words in kinds.items()
                if words
                for each in words.split("|")
            ]
        )

    @cached_property
    def comparing(self) -> Phrases[str]:
        """What may stand before a number, each with the name of the field that it is from."""
        kinds = ("at_least", "more_than", "at_most", "less_than", "about")
        return Phrases(
            [
                (phrase(each.strip()), kind)
                for kind in kinds
                if getattr(self, kind)
                for each in getattr(self, kind).split("|")
            ]
        )


GRAMMARS: Mapping[str, Grammar] = {
    "en": Grammar(
        partitives=_set("of the these those all out"),
        stops=_set(
            "of in on at to for with by from into about between among within across under over "
            "that which who whose whom is are was were be been being has have had do does did "
            "will would should could may might can must not as than if whether because while "
            "where when but nor or so this"
        ),
        origins=_set("from of representing among in within"),
        joints=_set("and or , &"),
        articles=_set("the a an of"),
        said_words=(
            "said | stated | suggested | argued | noted | observed | pointed | stressed | "
            "emphasi* | underlined | underscored | highlighted | expressed | called | urged | "
            "proposed | supported | opposed | agreed | disagreed | welcomed | recogni* | "
            "acknowledged | believed | felt | held | thought | considered | viewed | maintained | "
            "claimed | insisted | recalled | referred | requested | recommended | endorsed | "
            "favoured | favored | preferred | rejected | objected | questioned | cautioned | "
            "warned | regretted | indicated | mentioned | affirmed | reaffirmed | declared | "
            "reported | described | advocated | contended | submitted | commented | evoked | "
            "raised | asked | wanted | wished | would like | took the | took part | demanded | "
            "concluded | criticized | criticised | remarked | explained | shared | reiterated | "
            "replied | responded | spoke | drew | were of the | was of the | sought | wrote | "
            "voted | answered | did not | addressed | contributed | doubted | complained | saw | "
            "broadly | called for | calling | urging | arguing | suggesting | noting | stressing | "
            "proposing | supporting | opposing | saying | stating | pointing | asking | "
            "welcoming | referring | advocating | favouring | expressing | were considered | "
            "conveyed | have said | subscribed | joined | contested | converged | advised"
        ),
        says_words=(
            "say | suggest | argue | note | observe | point | stress | express | call | urge | "
            "propose | support | oppose | agree | disagree | welcome | acknowledge | believe | "
            "feel | hold | think | consider | view | maintain | claim | insist | refer | request | "
            "recommend | endorse | favour | favor | prefer | reject | object | question | want | "
            "wish | see | ask | demand | doubt | fear"
        ),
        asides=_set(
            "also however too indeed therefore even still nonetheless further furthermore , "
            "moreover of them these those among strongly explicitly then in turn had have has "
            "clearly firmly openly itself likewise again"
        ),
        agents=_set("by"),
        viewpoints="for | in the view of | in the opinion of | according to",
        definite=_set("the these those its their our"),
        possessives=_set("the its their our his her my your whose at s"),
        superlatives=_set("most"),
        infinitive="to",
        plain_modifiers=_set(
            "other written oral developing developed national regional local remaining responding "
            "civil society private sector governmental non-governmental intergovernmental "
            "international business academic technical small large individual participating "
            "contributing european african asian arab least consultation workshop state states "
            "member and"
        ),
        plural_s=True,
        connectives=_set(
            "that with for among if whether because while where when but nor or so as"
        ),
        per_cent_words="per cent | percent | %",
        or_more="or more",
        or_less="or fewer | or less",
        at_least="at least | no fewer than | not fewer than | no less than | not less than",
        more_than="more than | over | upwards of | in excess of",
        at_most="at most | up to | no more than | not more than",
        less_than="fewer than | less than | under",
        about="some | about | around | approximately | roughly | nearly | almost | close to",
    ),
    "fr": Grammar(
        partitives=_set("de des du d' la le les l' ces parmi entre"),
        stops=_set(
            "dans sur a au aux pour avec par sous vers qui que qu' dont ou est sont etait etaient "
            "ete a ont avait avaient sera seront ne n' pas comme si mais car lorsque selon ce"
        ),
        origins=_set("de des du d' representant parmi issus issues emanant"),
        joints=_set("et ou ,"),
        articles=_set("la le les l' de des du d'"),
        said_words=(
            "ont … estime | ont … fait | ont … souligne | ont … indique | ont … declare | "
            "ont … note | ont … suggere | ont … propose | ont … exprime | ont … dit | "
            "ont … appele | ont … demande | ont … soutenu | ont … appuye | ont … considere | "
            "ont … rappele | ont … reconnu | ont … mentionne | ont … evoque | ont … insiste | "
            "ont … plaide | ont … juge | ont … preconise | ont … recommande | ont … salue | "
            "ont … rejete | ont … emis | ont … releve | ont … observe | ont … affirme | "
            "ont … pense | ont … convenu | ont … approuve | ont … mis | ont … avance | "
            "ont … participe | ont … repondu | ont … invite | ont … prie | ont … regrette | "
            "ont … craint | ont … oppose | a … estime | a … fait | a … souligne | a … indique | "
            "a … declare | a … note | a … suggere | a … propose | a … exprime | a … dit | "
            "a … appele | a … demande | a … soutenu | a … appuye | a … considere | a … rappele | "
            "s'est oppose* | se sont … oppose* | se sont … prononce* | se sont … declare* | "
            "se sont … dit* | etaient d'avis | etaient favorables | etaient oppose* | "
            "estimai* | soulignai* | considerai* | pensai* | n'ont pas | n'a | estime* | "
            "soulign* | considere* | souhait* | soutien* | appuie* | proposent | propose | "
            "sont … oppose* | sont … prononce* | sont … declare* | sont … felicite* | "
            "sont d'avis | sont favorables | sont convenu* | convien* | etaient convenu* | "
            "a … approuve | a … rejete | a … recommande | a … accepte | a … convenu | "
            "a … insiste | a … mentionne | a … reconnu | a … releve | a … salue | a … oppose | "
            "a … repondu | ont … accepte | est … oppose* | est … prononce* | est … declare* | "
            "favorable* a | etaient … favorables | sont … favorables | appuyai* | approuvai* | "
            "s'opposai*"
        ),
        asides=_set(
            "egalement aussi toutefois cependant , en outre d' entre eux elles parmi s' se y l' le"
        ),
        before=False,
        agents=_set("par"),
        connectives=_set("que qu' pour si mais car lorsque comme"),
        viewpoints="pour | selon | parmi | de l'avis de | aux yeux de",
        definite=_set("les ces ses leurs nos des"),
        per_cent_words="pour cent | %",
        or_more="ou plus | au moins",
        or_less="ou moins | au plus",
        at_least="au moins",
        more_than="plus de | plus d'",
        at_most="au plus | au maximum | jusqu'à",
        less_than="moins de | moins d'",
        about="environ | quelque | près de | à peu près | une",
    ),
    "es": Grammar(
        partitives=_set("de del los las la el estos esos entre"),
        stops=_set(
            "en a al para con por sobre que quien quienes cuyo es son era eran fue fueron ha han "
            "habia habian sera no como si pero porque cuando segun este"
        ),
        origins=_set("de del representantes procedentes entre"),
        joints=_set("y e o u ,"),
        articles=_set("la el los las de del"),
        said_words=(
            "señal* | observaro* | observó | suger* | sugirieron | sugirió | destac* | subray* | "
            "propus* | dijeron | dijo | indic* | record* | reconoc* | consider* | mencion* | "
            "afirm* | argument* | recalc* | pusieron | puso | hicieron | hizo | expres* | opin* | "
            "recomend* | pidi* | plante* | apoy* | respald* | rechaz* | instaron | instó | "
            "exhort* | acogieron | acordaron | convin* | coincid* | estim* | manifest* | "
            "estuvieron de acuerdo | estaban de acuerdo | se mostr* | se opus* | abog* | "
            "sostuv* | insist* | alud* | se refiri* | llam* | solicit* | declar* | creían | "
            "creyeron | piensan | pensaban | prefir* | lament* | advirt* | participaron | "
            "respondieron | no estuvieron | eran partidarios | son partidarios"
        ),
        asides=_set("también tambien asimismo sin embargo , de ellos ellas además ademas se"),
        before=True,
        agents=_set("por"),
        connectives=_set("que para si como pero porque cuando"),
        viewpoints="para | según | entre | en opinión de | a juicio de",
        definite=_set("los las esos estas sus"),
        per_cent_words="por ciento | %",
        or_more="o más | como mínimo",
        or_less="o menos | como máximo",
        at_least="al menos | por lo menos | como mínimo | al menos el | por lo menos el",
        more_than="más de | más del",
        at_most="como máximo | hasta | a lo sumo",
        less_than="menos de | menos del",
        about=(
            "unos | unas | alrededor de | alrededor del | aproximadamente | cerca de | cerca del | "
            "casi | casi el"
        ),
    ),
    "ru": Grammar(
        partitives=_set("из этих тех всех"),
        stops=_set(
            "в во на о об от к ко с со для по при за что который которые которых чтобы не был "
            "была было были будет будут как если но а или ни"
        ),
        origins=_set("от из"),
        joints=_set("и или ,"),
        articles=frozenset(),
        said_words=(
            "отмети* | отмеча* | указа* | указыва* | предложи* | предлага* | подчеркну* | "
            "подчеркива* | заяви* | заявля* | счита* | сочли | полага* | высказа* | высказыва* | "
            "выраз* | выража* | призва* | призыва* | поддержа* | поддержива* | выступи* | "
            "выступа* | сказа* | говорил* | признал* | признав* | напомни* | упомяну* | упомина* | "
            "рекомендова* | согласи* | соглаша* | были согласны | был согласен | возрази* | "
            "возража* | приветствова* | утвержда* | настаива* | просил* | сосла* | ссыла* | "
            "отверг* | предпоч* | выска* | обрати* | обраща* | предостерег* | сообщи* | "
            "сошлись во | пришли к | были за | придержива* | думал* | опаса* | принял* участие | "
            "ответил* | не был* | не согласи* | затрону*"
        ),
        asides=_set("также однако , же из них при этом тем не менее"),
        before=True,
        viewpoints="для | по мнению",
        connectives=_set("что для как если но а или и"),
        definite=_set("эти этих те тех"),
        per_cent_words="процент* | %",
        or_more="и более | или более | и больше",
        or_less="и менее | или менее",
        at_least="не менее | по меньшей мере | как минимум | по крайней мере",
        more_than="более | больше | свыше",
        at_most="не более | до | максимум",
        less_than="менее | меньше",
        about="около | примерно | приблизительно | порядка | почти",
    ),
    "ar": Grammar(
        partitives=_set("من هؤلاء هذه تلك"),
        stops=_set(
            "في الى الي على علي عن مع بين ان انه التي الذي الذين كان كانت لم لن لا قد ثم او هذا "
            "حول بشان بشأن"
        ),
        origins=_set("من عن"),
        joints=_set("و او ،"),
        articles=frozenset(),
        said_words=(
            "أشار | أشارت | أشاروا | رأى | رأت | رأوا | يرى | يرون | ذكر | ذكرت | ذكروا | اقترح | "
            "اقترحت | اقترحوا | يقترح* | أكد | أكدت | أكدوا | يؤكد* | شدد | شددت | شددوا | لاحظ | "
            "لاحظت | لاحظوا | أعرب | أعربت | أعربوا | دعا | دعت | دعوا | أيد | أيدت | أيدوا | "
            "يؤيد* | عارض | عارضت | عارضوا | يعارض* | قال | قالت | قالوا | اعتبر | اعتبرت | "
            "اعتبروا | طلب | طلبت | طالب | طالبت | طالبوا | رحب | رحبت | رحبوا | وافق | وافقت | "
            "وافقوا | اتفق | اتفقت | اتفقوا | أبدى | أبدت | أبدوا | أوصى | أوصت | أوصوا | نوه | "
            "نوهت | بين | أوضح | أوضحت | أوضحوا | حث | حثت | رفض | رفضت | رفضوا | اعترض | "
            "أبرز | أبرزت | تناول | شارك | شاركت | أثار | أثارت | حذر | حذرت | سلم | سلمت | "
            "يعترض* | تعترض* | يوافق* | توافق* | يرفض* | ترفض* | تؤيد* | تعارض* | "
            "أقر | أقرت | ذهب | ذهبت | ارتأى | ارتأت | يعتقد* | اعتقد* | فضل | فضلت | صرح"
        ),
        asides=_set("ايضا كذلك ، منهم غير"),
        before=True,
        viewpoints="بالنسبة إلى | في رأي | لدى",
        connectives=_set("ان انه ثم او"),
        per_cent_words="في المائة | في المئة | بالمائة | بالمئة | % | ٪",
        or_more="أو أكثر | على الأقل | فأكثر",
        or_less="أو أقل | على الأكثر",
        at_least="ما لا يقل عن | على الأقل",
        more_than="أكثر من | ما يزيد على | ما يزيد عن",
        at_most="ما لا يزيد على | ما لا يزيد عن",
        less_than="أقل من | ما يقل عن",
        about="نحو | حوالي | زهاء | قرابة | ما يقرب من | زهاء",
    ),
    "zh": Grammar(
        partitives=_set("的 名 位 个 份 家 项 这 些"),
        stops=_set("是 在 对 把 被 为 将 于 从 向 不 没 有 就"),
        origins=frozenset(),
        joints=_set("和 与 及 、 或"),
        articles=frozenset(),
        said_words=(
            "认为 | 指出 | 表示 | 建议 | 强调 | 支持 | 同意 | 主张 | 呼吁 | 提出 | 提到 | 反对 | "
            "赞成 | 希望 | 要求 | 说 | 称 | 担心 | 提议 | 欢迎 | 承认 | 注意到 | 重申 | 相信 | "
            "回顾 | 敦促 | 质疑 | 倾向 | 参加 | 答复 | 提及 | 觉得 | 赞同 | 拒绝 | 谈到 | 关切 | "
            "不同意 | 商定"
        ),
        asides=_set("则 也 还 都 ， 却 并 但"),
        reach=6,
        agents=frozenset(),
        viewpoints="对 | 对于 | 在",
        per_cent_words="%",
        per_cent_first="百分之",
        or_more="以上 | 名以上 | 位以上 | 个以上 | 或以上 | 及以上 | 或更多",
        or_less="以下 | 或以下 | 以内",
        at_least="至少 | 不少于",
        more_than="超过 | 多于",
        at_most="至多 | 不超过 | 最多",
        less_than="少于 | 不到 | 不足",
        about="约 | 大约 | 大概 | 将近 | 近",
    ),
}
