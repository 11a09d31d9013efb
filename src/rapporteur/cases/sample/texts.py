"""What the contributors of the sample say: every word and every name is invented."""

from dataclasses import dataclass

from rapporteur.stages.contributions.choices import Consent, ItemChannel
from rapporteur.stages.stakeholders.choices import UsualGroup

GOVERNMENTS = UsualGroup.GOVERNMENTS
INTERNATIONAL = UsualGroup.INTERNATIONAL
CIVIL = UsualGroup.CIVIL_SOCIETY
PRIVATE = UsualGroup.PRIVATE_SECTOR
FORM, EMAIL = ItemChannel.FORM, ItemChannel.EMAIL
FAX, POST = ItemChannel.FAX, ItemChannel.POST


@dataclass(frozen=True)
class Sent:
    """One contribution as it was sent. days: from the day of loading, negative before it.

    answers: to the two guiding questions, by form; elsewhere the words are `text` alone. entity:
    the key of the one that it is, where it is one of the lists. signatories: the lead first.
    """

    key: str
    channel: ItemChannel
    days: float
    group: UsualGroup
    language: str
    name: str
    title: str
    text: str = ""
    answers: tuple[str, ...] = ()
    organization: str = ""
    entity: str = ""
    email: str = ""
    consent: Consent = Consent.NAMED
    signatories: tuple[str, ...] = ()
    attachment: tuple[str, str] | None = None  # of an e-mail: its name, its words


SENT: tuple[Sent, ...] = (
    Sent(
        "communications", FORM, -60, GOVERNMENTS, "en", "Ruth Tavola",
        "A cable first, and prices by rule",
        answers=(
            ("The satellite link. Internet access on the outer islands costs ten times what it "
            "costs in Port Meridian, and quality of service is poor in every storm."),
            ("The Ministry will open a tender for a cable to three islands. Until then the "
            "regulator should make prices affordable by rule, and report every quarter."),
        ),
        organization="Ministry of Communications", entity="communications",
        email="communications@example.org",
    ),
    Sent(
        "education", EMAIL, -58, GOVERNMENTS, "fr", "Luc Temaru",
        "L’école d’abord",
        text="Dans sept écoles sur dix, la liaison ne suffit pas pour l’enseignement à distance. "
        "Le renforcement des capacités des enseignants est déjà en cours et doit continuer.\n\n"
        "Nous proposons que chaque école reçoive un accès à l’internet gratuit, payé par un fonds "
        "alimenté par les opérateurs.",
        organization="Ministère de l’éducation", entity="education",
        email="education@example.org",
    ),
    Sent(
        "north-atoll", POST, -52, GOVERNMENTS, "es", "Inés Rapu",
        "Lo que falta en el Atolón Norte",
        text="En el Atolón Norte hay una sola antena para cuatrocientas personas. El acceso a "
        "Internet se corta cada vez que llueve. Pedimos una conexión asequible y un programa de "
        "capacitación para quienes mantienen la antena. La administración puede ceder el terreno.",
        organization="Administración del Atolón Norte", entity="north-atoll",
    ),
    Sent(
        "east-reef", FORM, -49, GOVERNMENTS, "ar", "سالم الراوي",
        "الوصول قبل كل شيء",
        answers=(
            ("الوصول إلى الإنترنت في الشعاب الشرقية مقصور على مبنى الإدارة. والأسعار ليست أسعارا "
            "معقولة لأي أسرة من أسر الصيادين."),
            ("ينبغي للحكومة المركزية أن تمول برامج تدريبية في بناء القدرات، وأن تعقد مزيدا من "
            "المشاورات مع الجزر قبل نهاية السنة."),
        ),
        organization="إدارة الشعاب الشرقية", entity="east-reef", email="east-reef@example.org",
    ),
    Sent(
        "south-bank", EMAIL, -33, GOVERNMENTS, "ru", "Вера Ильина",
        "Услуги без поездки на пароме",
        text="Жители Южной отмели плывут три часа, чтобы получить справку. Электронное "
        "правительство сэкономило бы эти часы, но доступ в Интернет есть только у почты.\n\n"
        "Предлагаем начать с двух услуг и проверить через год. Нужна и подготовка кадров на месте.",
        organization="Администрация Южной отмели", email="south-bank@example.org",
    ),
    Sent(
        "regulator", FORM, -24, GOVERNMENTS, "en", "Joseph Kalo",
        "What a regulator can do now",
        answers=(
            ("There is one seller of transit. Interconnection is settled by private contract, and "
            "nobody outside can see the cost."),
            ("An Internet exchange in Port Meridian would lower transit cost within months. The "
            "regulator asks the Assembly for the power to publish prices, as consumer protection."),
        ),
        organization="Office of the Regulator", email="regulator@example.org",
    ),
    Sent(
        "cable-agency", EMAIL, -57, INTERNATIONAL, "en", "Sam Okoro",
        "What a cable costs, and who has shared one",
        text="The Agency has helped four groups of islands to share a cable. In each the "
        "investment came back within twelve years where every operator had access on equal terms.\n"
        "\nWe offer technical assistance for the tender, and ask that open access be written into "
        "the contract before it is signed.",
        organization="Ocean Cable Agency", entity="cable-agency",
        email="cable-agency@example.org",
        attachment=(
            "open-access-clause.txt",
            ("Every licensed operator shall have access to the landing station at one price, "
            "published, and reviewed by the regulator once a year.\n"),
        ),
    ),
    Sent(
        "island-bank", FORM, -45, INTERNATIONAL, "fr", "Claire Ndiaye",
        "Un prêt, à trois conditions",
        answers=(
            "Le coût de l’investissement, et l’absence de recettes sûres pour le rembourser.",
            ("La Banque peut financer la moitié d’un câble dans un partenariat public-privé, à "
            "trois conditions : un prix abordable, des comptes publics et la fiabilité."),
        ),
        organization="Banque de développement des îles", entity="island-bank",
        email="island-bank@example.org",
    ),
    Sent(
        "weather-union", FORM, -41, INTERNATIONAL, "ru", "Олег Марин",
        "Связь во время шторма",
        answers=(
            ("Надежность важнее скорости: предупреждение о шторме должно дойти и тогда, когда "
            "спутниковый канал перегружен."),
            ("Операторам следует оставлять место для предупреждений. Союз готов оказать "
            "техническую помощь и провести обучение."),
        ),
        organization="Союз метеорологических служб", entity="weather-union",
        email="weather-union@example.org",
    ),
    Sent(
        "health-network", EMAIL, -22, INTERNATIONAL, "zh", "林秀兰",
        "远程医疗需要稳定的线路",
        text="外岛的诊所依靠远程医疗，但服务质量不足以看清一张片子。\n\n"
        "我们建议为诊所保留带宽，并为护士举办能力建设培训。病人的个人数据必须得到保护。",
        organization="太平洋诊所网络", email="health-network@example.org",
    ),
    Sent(
        "libraries", FORM, -59, CIVIL, "en", "Mere Waqa",
        "A library in every village",
        answers=(
            ("People share one telephone. The village library is the only place with a table, a "
            "lamp and somebody who helps; digital literacy begins there."),
            ("Give each of the forty libraries Internet access and a training programme for one "
            "person. It is the cheapest step of all and can be taken this year."),
        ),
        organization="Federation of Village Libraries", entity="libraries",
        email="libraries@example.org",
    ),
    Sent(
        "parents", EMAIL, -56, CIVIL, "en", "Tomasi Lal",
        "Our children, online and safe",
        text="We want our children to have what children in the capital have. We are afraid too: "
        "nobody here can tell us about child protection online.\n\n"
        "Access and child protection belong together. Let the schools teach both, to parents as "
        "well, before the first mast is built.",
        organization="Outer Islands Parents’ League", entity="parents",
        email="parents@example.org",
    ),
    Sent(
        "fishers", POST, -50, CIVIL, "es", "Mateo Huki",
        "El precio del pescado, antes de salir",
        text="Con un teléfono conectado sabemos el precio del pescado antes de salir al mar. Sin "
        "conectividad vendemos a ciegas. Que la conexión sea asequible para quien gana poco, y que "
        "nadie venda nuestros datos personales.",
        organization="Asociación de Pescadores Artesanales", entity="fishers",
    ),
    Sent(
        "languages", FORM, -47, CIVIL, "fr", "Moana Teriitahi",
        "Un réseau dans nos langues",
        answers=(
            ("Rien n’existe dans nos langues. La diversité linguistique des îles est absente de "
            "l’écran, et l’on croit que l’internet n’est pas pour nous."),
            ("Que les services publics paraissent d’abord dans les langues des îles. Le "
            "multilinguisme coûte peu quand on y pense dès le début."),
        ),
        organization="Société pour les langues des îles", entity="languages",
        email="languages@example.org",
    ),
    Sent(
        "rights", EMAIL, -44, CIVIL, "en", "Hana Sasaki",
        "No cheap link at the price of privacy",
        text="Two operators offer free access in exchange for what people read. That is not "
        "access; it is the sale of privacy by those who can least afford it.\n\n"
        "We oppose any subsidy for services that break network neutrality. Data protection should "
        "be law before the cable is. Freedom of expression does not depend on bandwidth.",
        organization="Meridian Digital Rights", entity="rights", email="rights@example.org",
    ),
    Sent(
        "teachers", FORM, -40, CIVIL, "es", "Rosa Paoa",
        "Una maestra, treinta alumnos, un enlace",
        answers=(
            "La educación a distancia no funciona con un enlace que comparte todo el pueblo.",
            ("Pedimos un programa de formación para maestras y una línea para cada escuela, con "
            "calidad de servicio medida y publicada."),
        ),
        organization="Sindicato de Maestros Rurales", email="teachers@example.org",
    ),
    Sent(
        "women", FORM, -36, CIVIL, "ar", "ليلى حمدان",
        "صوت النساء في الجزر",
        answers=(
            "الهاتف في البيت لرب الأسرة. وتخشى النساء على الخصوصية حين يقرأ غيرهن رسائلهن.",
            ("نقترح مراكز للنساء في القرى مع برامج تدريبية في محو الأمية الرقمية، وأن تراعى "
            "حقوق الإنسان في كل عقد."),
        ),
        organization="جمعية نساء الجزر", email="women@example.org",
    ),
    Sent(
        "elders", POST, -31, CIVIL, "en", "Nana Vesi",
        "A letter from the elders of Long Island",
        text="We are old and we write letters. We do not need the Internet for ourselves. But the "
        "young go away because it is not here, and then the island is quiet. Bring it, make it "
        "affordable, and leave the reef alone when you lay your cable.",
    ),
    Sent(
        "seamen", EMAIL, -29, CIVIL, "ru", "Павел Громов",
        "Моряки тоже дома на островах",
        text="Экипажи паромов проводят в море двести дней в году. Доступ к Интернету на борту "
        "стоит дороже, чем билет.\n\nПросим, чтобы доступная цена касалась и судов, и чтобы была "
        "обеспечена защита прав потребителей.",
        organization="Профсоюз моряков", email="seamen@example.org",
    ),
    Sent(
        "unnamed", FORM, -27, CIVIL, "en", "Kalesi Bulu",
        "Please do not print my name",
        answers=(
            ("My employer owns the only shop with a link and reads what we write. I am afraid for "
            "my privacy."),
            "A public place where nobody looks over my shoulder.",
        ),
        email="kalesi@example.org", consent=Consent.UNNAMED,
    ),
    Sent(
        "youth", FORM, -25, CIVIL, "zh", "陈海",
        "年轻人想留下来",
        answers=(
            "没有互联网接入，年轻人只能离开。价格不是我们负担得起的。",
            "请在每个村设一个学习点，开展数字素养培训，让年轻人自己管理。",
        ),
        organization="外岛青年会", email="youth@example.org",
    ),
    Sent(
        "joint", EMAIL, -23, CIVIL, "en", "Mere Waqa",
        "Joint statement of three associations",
        text="We three speak together. Digital literacy, the island languages and child protection "
        "are one task, and no cable does it.\n\n"
        "Of every ten coins for cable, one should go to training programmes in the villages.",
        organization="Federation of Village Libraries", entity="libraries",
        email="libraries@example.org",
        signatories=(
            "Federation of Village Libraries",
            "Society for the Island Languages",
            "Outer Islands Parents’ League",
        ),
    ),
    Sent(
        "chamber", FORM, -55, PRIVATE, "en", "Peter Vance",
        "Let companies build, and let rules be few",
        answers=(
            ("Uncertainty. No company makes an investment of this size while the licence may "
            "change every year."),
            ("A public-private partnership with a licence of fifteen years. We oppose prices set "
            "by rule: they have ended investment wherever they were tried."),
        ),
        organization="Meridian Chamber of Commerce", entity="chamber",
        email="chamber@example.org",
    ),
    Sent(
        "lagoon", EMAIL, -46, PRIVATE, "en", "Ana Rigby",
        "What an operator needs",
        text="Lagoon Telecom serves six of the nine islands at a loss. Interconnection with the "
        "capital is our largest cost; innovation in small masts our best hope.\n\n"
        "We support an Internet exchange, and shared masts. E-commerce would follow within a year.",
        organization="Lagoon Telecom", entity="lagoon", email="lagoon@example.org",
    ),
    Sent(
        "sky", FORM, -39, PRIVATE, "zh", "王立",
        "新一代卫星",
        answers=(
            "旧卫星容量有限，可靠性差。",
            "新卫星明年投入使用，价格可降低一半。我们愿意投资，并采用开放标准和技术标准。",
        ),
        organization="天达卫星公司", entity="sky", email="sky@example.org",
    ),
    Sent(
        "ferry", EMAIL, -34, PRIVATE, "ru", "Анна Белова",
        "Мачта на каждом причале",
        text="У компании девять причалов и девять дизельных станций. На каждом может стоять мачта. "
        "Мы готовы к государственно-частному партнерству и не просим за место ничего, кроме "
        "бесплатной связи для билетных касс. Инвестиции окупятся.",
        organization="Межостровная паромная компания", entity="ferry", email="tickets@example.org",
    ),
    Sent(
        "hotel", FORM, -21, PRIVATE, "es", "Lucía Araki",
        "Sin red no hay reservas",
        answers=(
            "El comercio electrónico es imposible: la página no termina de cargar.",
            ("Que la inversión empiece por las islas con turismo; lo que se gane allí pagará las "
            "demás."),
        ),
        organization="Hoteles de Laguna", email="hotel@example.org",
    ),
    Sent(
        "withheld", EMAIL, -19, PRIVATE, "fr", "Paul Oriori",
        "Observations confidentielles",
        text="Nous vous écrivons avant la fin d’un appel d’offres et demandons que ceci ne soit "
        "pas publié. L’interconnexion peut être doublée sans nouveau câble.",
        organization="Réseaux du Récif", email="recif@example.org", consent=Consent.WITHHELD,
    ),
)  # fmt: skip

# After the final date as it was first announced; the first of them was admitted.
LATE: tuple[Sent, ...] = (
    Sent(
        "late-admitted",
        FAX,
        -6,
        GOVERNMENTS,
        "en",
        "Elias Moto",
        "From Far Island, after the storm",
        text="The storm took our mast on the day before your last day. This comes by the fax of "
        "the weather station. We ask for a second path beside the satellite: reliability first, "
        "then price.",
        organization="Administration of Far Island",
    ),
    Sent(
        "late",
        FORM,
        -5,
        PRIVATE,
        "en",
        "Grace Tui",
        "Solar power for masts",
        answers=(
            "Diesel. Half the price of a link is the fuel of its mast.",
            "Let the tender ask for solar masts. Innovation is cheaper than fuel.",
        ),
        organization="Reef Solar",
        email="solar@example.org",
    ),
)

CORRECTED = (
    "We want our children to have what children in the capital have. We are afraid too: nobody "
    "here can tell us about child protection online.\n\n"
    "Access and child protection belong together. Let the schools teach both, to parents as well, "
    "at the same time as the masts are built. (Our first letter said “before”; our members do not "
    "want to wait.)"
)

SPAM = "Dear Sir, you have WON. Send your account number to collect five million at once."
QUESTION = (
    "Good morning, is there a boat back to North Atoll on the evening of the meeting? Thank you."
)
UNDECIDED = (
    "This is Sela from Long Island. My grandmother Nana Vesi wrote to you by post. She asks me to "
    "add that the cable should come ashore at the old jetty and nowhere else."
)
