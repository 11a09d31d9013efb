"""The words that a printed receipt and the stamp have of their own, in the six languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from rapporteur.core.text.dates import written_day


@dataclass(frozen=True)
class Words:
    """In the order in which they are read. channels: by the name of a channel."""

    receipt: str
    arrived: str
    consultation: str
    reference: str
    received: str
    by: str
    channels: Mapping[str, str]
    sender: str
    kept: str
    whole: str
    more: str
    ledger: str
    promised: str
    entered: str
    commitment: str
    signature: str
    follow_heading: str
    follow: str
    warning: str
    code: str
    stamp: str
    copy: str
    page: str


WORDS: Mapping[str, Words] = {
    "en": Words(
        receipt="Receipt",
        arrived="What you sent has arrived and is kept exactly as it came.",
        consultation="Consultation",
        reference="Reference",
        received="Received",
        by="Came by",
        channels={
            "form": "online form",
            "email": "e-mail",
            "fax": "fax",
            "post": "post",
            "meeting": "hand, at a meeting",
            "import": "a folder",
        },
        sender="From, as stated",
        kept="What is kept, with its fingerprint (SHA-256)",
        whole="As it arrived",
        more="Further files, listed at the address below: {count}.",
        ledger="In the public ledger",
        promised="We promise, signed below, that it is in the public ledger {origin} by {at}.",
        entered="It is mark number {number} of the {size} in the public ledger {origin}, in the "
        "checkpoint that was signed on {at}.",
        commitment="Its mark there",
        signature="Signature of our promise (Ed25519)",
        follow_heading="What becomes of it",
        follow="At this address you see what becomes of it, and get this receipt as a file, with "
        "the proof, that any program can check without trusting us:",
        warning="Whoever has the address can withdraw what you sent. Keep it to yourself.",
        code="Code to be scanned; it holds the address of this receipt",
        stamp="RECEIVED",
        copy="Copy of the first page, stamped on reception. What arrived is kept unaltered.",
        page="First page of {reference}, as it arrived",
    ),
    "fr": Words(
        receipt="Accusé de réception",
        arrived="Votre envoi est arrivé et est conservé exactement tel qu’il est venu.",
        consultation="Consultation",
        reference="Référence",
        received="Reçu",
        by="Par",
        channels={
            "form": "formulaire en ligne",
            "email": "courriel",
            "fax": "télécopie",
            "post": "voie postale",
            "meeting": "remise à une réunion",
            "import": "dossier de fichiers",
        },
        sender="De la part de, selon l’envoi",
        kept="Ce qui est conservé, avec son empreinte (SHA-256)",
        whole="Tel que reçu",
        more="Autres fichiers, énumérés à l’adresse ci-dessous : {count}.",
        ledger="Dans le registre public",
        promised="Nous promettons, par la signature ci-dessous, son inscription au registre public "
        "{origin} au plus tard le {at}.",
        entered="C’est la marque numéro {number} des {size} du registre public {origin}, au point "
        "de contrôle signé le {at}.",
        commitment="Sa marque dans ce registre",
        signature="Signature de notre promesse (Ed25519)",
        follow_heading="Suite donnée",
        follow="À cette adresse, vous voyez la suite donnée à votre envoi et obtenez cet accusé "
        "sous forme de fichier, avec la preuve, que tout programme peut vérifier sans nous faire "
        "confiance :",
        warning="Quiconque a cette adresse peut retirer votre envoi. Gardez-la pour vous.",
        code="Code à numériser ; il contient l’adresse de cet accusé de réception",
        stamp="REÇU",
        copy="Copie de la première page, timbrée à la réception. L’original est conservé intact.",
        page="Première page de {reference}, telle que reçue",
    ),
    "es": Words(
        receipt="Acuse de recibo",
        arrived="Lo que envió ha llegado y se conserva exactamente como llegó.",
        consultation="Consulta",
        reference="Referencia",
        received="Recibido",
        by="Por",
        channels={
            "form": "formulario en línea",
            "email": "correo electrónico",
            "fax": "fax",
            "post": "correo postal",
            "meeting": "entrega en una reunión",
            "import": "carpeta de archivos",
        },
        sender="De, según el envío",
        kept="Lo que se conserva, con su huella (SHA-256)",
        whole="Tal como llegó",
        more="Otros archivos, que figuran en la dirección indicada más abajo: {count}.",
        ledger="En el registro público",
        promised="Prometemos, con la firma que sigue, que constará en el registro público {origin} "
        "a más tardar el {at}.",
        entered="Es la marca número {number} de las {size} del registro público {origin}, en el "
        "punto de control firmado el {at}.",
        commitment="Su marca en ese registro",
        signature="Firma de nuestra promesa (Ed25519)",
        follow_heading="Qué ocurre después",
        follow="En esta dirección verá qué ocurre con su envío y obtendrá este acuse como archivo, "
        "con la prueba, que cualquier programa puede comprobar sin confiar en nosotros:",
        warning="Quien tenga la dirección puede retirar lo que usted envió. No la comparta.",
        code="Código para escanear; contiene la dirección de este acuse de recibo",
        stamp="RECIBIDO",
        copy="Copia de la primera página, sellada a su recepción. El original se conserva intacto.",
        page="Primera página de {reference}, tal como llegó",
    ),
    "ru": Words(
        receipt="Подтверждение получения",
        arrived="Ваше отправление получено и хранится в том виде, в каком поступило.",
        consultation="Консультация",
        reference="Номер",
        received="Получено",
        by="Способ доставки",
        channels={
            "form": "онлайн-форма",
            "email": "электронная почта",
            "fax": "факс",
            "post": "почта",
            "meeting": "передано на совещании",
            "import": "папка с файлами",
        },
        sender="Отправитель, как указано",
        kept="Что хранится, с цифровым отпечатком (SHA-256)",
        whole="В том виде, в каком поступило",
        more="Другие файлы, перечисленные по адресу ниже: {count}.",
        ledger="В открытом реестре",
        promised="Мы обещаем, за подписью ниже, что запись об этом будет внесена в открытый реестр "
        "{origin} не позднее {at}.",
        entered="Это отметка номер {number} из {size} в открытом реестре {origin}, в контрольной "
        "точке, подписанной {at}.",
        commitment="Отметка в реестре",
        signature="Подпись под нашим обещанием (Ed25519)",
        follow_heading="Дальнейшая судьба отправления",
        follow="По этому адресу видно, что происходит с Вашим отправлением; там же это "
        "подтверждение можно получить в виде файла с доказательством, которое любая программа "
        "проверит, не полагаясь на нас:",
        warning="Любой, у кого есть этот адрес, может отозвать отправленное. Не передавайте его.",
        code="Код для сканирования; содержит адрес этого подтверждения",
        stamp="ПОЛУЧЕНО",
        copy="Копия первой страницы со штампом о получении. Подлинник хранится без изменений.",
        page="Первая страница {reference} в том виде, в каком она поступила",
    ),
    "zh": Words(
        receipt="收件回执",
        arrived="您发送的材料已经收到，并按收到时的原样保存。",
        consultation="磋商",
        reference="编号",
        received="收到时间",
        by="送达方式",
        channels={
            "form": "在线表格",
            "email": "电子邮件",
            "fax": "传真",
            "post": "邮寄",
            "meeting": "会上递交",
            "import": "文件夹",
        },
        sender="发送者（据其所述）",
        kept="所保存的内容及其指纹（SHA-256）",
        whole="收到时的原件",
        more="另有文件{count}份，列于下列网址。",
        ledger="公开账本中的记录",
        promised="我们以下方签名承诺，最迟于{at}将其记入公开账本{origin}。",
        entered="它是公开账本{origin}在{at}签署的检查点所含{size}个标记中的第{number}号。",
        commitment="在账本中的标记",
        signature="承诺的签名（Ed25519）",
        follow_heading="后续处理",
        follow="在下列网址可以看到后续处理情况，并可取得附有证明的回执文件；"
        "任何程序都能核查，无须信任我们：",
        warning="任何持有此网址的人都能撤回您发送的材料，请勿转告他人。",
        code="可扫描的二维码，内含本回执的网址",
        stamp="收 讫",
        copy="首页副本，收到时加盖收文章。原件保持不变。",
        page="{reference}首页，收到时的原样",
    ),
    "ar": Words(
        receipt="إيصال استلام",
        arrived="وصل ما أرسلتموه، وهو محفوظ كما ورد تماما.",
        consultation="المشاورة",
        reference="المرجع",
        received="تاريخ الاستلام",
        by="وسيلة الورود",
        channels={
            "form": "استمارة إلكترونية",
            "email": "البريد الإلكتروني",
            "fax": "الفاكس",
            "post": "البريد",
            "meeting": "سُلّم في اجتماع",
            "import": "مجلد ملفات",
        },
        sender="المرسل، كما ذُكر",
        kept="ما هو محفوظ، مع بصمته (SHA-256)",
        whole="كما ورد",
        more="ملفات أخرى مدرجة في العنوان أدناه: {count}.",
        ledger="في السجل العام",
        promised="نتعهد، بالتوقيع أدناه، بقيده في السجل العام {origin} في موعد أقصاه {at}.",
        entered="هو العلامة رقم {number} من أصل {size} في السجل العام {origin}، في نقطة التحقق "
        "الموقعة في {at}.",
        commitment="علامته في السجل",
        signature="توقيع تعهدنا (Ed25519)",
        follow_heading="ما يؤول إليه",
        follow="في هذا العنوان ترون ما يؤول إليه ما أرسلتموه، وتحصلون على هذا الإيصال في شكل ملف "
        "مع البرهان، يمكن لأي برنامج أن يتحقق منه دون حاجة إلى الثقة بنا:",
        warning="كل من لديه هذا العنوان يستطيع سحب ما أرسلتموه، فلا تطلعوا عليه أحدا.",
        code="رمز للمسح الضوئي يتضمن عنوان هذا الإيصال",
        stamp="ورد",
        copy="نسخة من الصفحة الأولى مختومة عند الاستلام. أما الأصل فمحفوظ دون تغيير.",
        page="الصفحة الأولى من {reference} كما وردت",
    ),
}


def moment(at: datetime, zone: str, language: str) -> tuple[str, str]:
    """A moment as the language writes it, and its zone apart, which stays in Latin letters."""
    local = at.astimezone(ZoneInfo(zone))
    comma = {"ar": "، ", "zh": " "}.get(language, ", ")
    return f"{written_day(local.date(), language)}{comma}{local:%H:%M}", zone
