"""Slips of typing: a word typed twice, and in English letters turned round, doubled or left out.

For English a list of slips that are no words, with the word that was meant; so a name, an
abbreviation or a word that a dictionary lacks is never taken for one.
"""

import re
from collections.abc import Iterator

from rapporteur.core.editorial import rules
from rapporteur.core.editorial.finding import Finding
from rapporteur.core.editorial.reading import OWN, Reading

# The word that is meant, then its slips.
_SLIPS = """
absence: absense abscence
accept: acept
access: acess
accessible: accessable acessible
accommodate: accomodate acommodate
accommodation: accomodation acommodation
accompanied: accompannied acompanied
according: acording accoding accroding
achieve: acheive achive
achieved: acheived achived
achievement: acheivement achivement
acknowledge: aknowledge acknowlege
acquire: aquire
across: accross
activities: activites activties acitivities
additional: aditional additonal
address: adress addres
addressed: adressed addresed
adequate: adequat
administration: adminstration administation
agencies: agancies agenices
agreement: agreeement agrement
among: amoung
annual: anual
apparent: apparant aparent
appropriate: appropiate approriate apropriate
approximately: approximatly aproximately
argument: arguement
assembly: assemby asembly
assistance: assistence assistanse asistance
available: availible avaliable availabe
because: becuase becasue beacuse
beginning: begining
behalf: behalve
believe: beleive belive
between: beetween betwen
business: buisness bussiness busines
calendar: calender
challenges: challanges
colleague: collegue
coming: comming
commission: comission commision
commitment: committment comitment commitement
committed: commited
committee: comittee commitee committe comitee commitie
communication: comunication communcation
communities: comunities communites
completely: completly
concerned: concernd
conference: conferance conferrence
consensus: concensus consensous
consistent: consistant
consultation: consulation consultaion
contribution: contribtion contribuition contributon
contributions: contribtions contribuitions contributons
contributors: contributers
council: councel coucil
countries: countires contries
criteria: critera
decision: desicion decison descision
definitely: definately definitly
delegation: delagation deligation
democracy: democrasy
describe: discribe
developed: developped
developing: developping
development: developement devlopment develpment
difference: diference
different: diferent diffrent
disappointed: dissapointed disapointed
discussed: discused
discussion: discusion
document: documnet docment
economic: ecomonic econmic
effective: efective
eligible: elegible
embarrass: embarass
emphasis: emphesis
environment: enviroment enviorment environement
environmental: enviromental
equipment: equiptment
especially: especialy expecially
essential: essental
established: estabilished establised
existence: existance
expenses: expences
experience: experiance expirience
familiar: familar
february: febuary
finally: finaly
financial: finacial finantial
following: folowing
foreign: foriegn
forty: fourty
framework: framwork framewrok
fulfilled: fullfilled
further: furthur
general: genral
governance: governence govenance
government: goverment govermnent govenment governement
governments: goverments govenments governements
guarantee: garantee guarentee gaurantee
guidance: guidence
guidelines: guidlines
harass: harrass
height: heigth
hierarchy: heirarchy
identified: identifed
immediate: imediate
immediately: immediatly
implement: impliment
implementation: implemenation implementaion implimentation
important: importent
inclusive: inclussive
independent: independant
information: infomation informaton imformation
infrastructure: infastructure
initiative: iniative initative
institutions: instituitions institutons
intergovernmental: intergovermental
interested: intrested
international: internatinal intenational
knowledge: knowlege
language: langauge languege
legislation: legistlation
liaison: liason
library: libary
license: lisence
maintain: mantain
maintenance: maintainance maintenence
management: managment
mechanism: mechanisim
mechanisms: mechanisims
meeting: meetting
member: memeber
members: memebers
millennium: millenium milennium
national: natinal
necessary: neccessary necessery neccesary
negotiations: negotations
noticeable: noticable
number: nubmer
occasion: ocassion occassion
occurred: occured
occurrence: occurence occurance
official: offical
opinion: opinon
opportunity: oportunity opportunty
organization: orginization organizaton
organizations: orginizations organizatons
original: orignal
paragraph: paragaph paragrpah
parallel: paralell parralel
parliament: parliment
participants: participents particpants partcipants
participate: partcipate
participation: participaton particpation
particular: particlar
particularly: particulary
permanent: permanant
personnel: personel personell
perspective: perpective
possession: posession
possible: posible
practice: pratice
preceding: preceeding
preliminary: prelimenary preliminery
presence: presense
priorities: priorites
privilege: privelege priviledge
procedure: proceedure procedeure
procedures: proceedures
process: proccess
programme: programe
proposal: propsal
proposed: propsed
provided: providied
public: pubilc
publicly: publically
questionnaire: questionaire questionnair
received: recieved receieved recived
receive: recieve
receiving: recieving
recommend: recomend reccommend
recommendation: recomendation recommendaton reccommendation
recommendations: recomendations recommendatons reccommendations
recommended: recomended
reference: referance refrence
referred: refered
relevant: relevent
representative: represenative representitive
representatives: represenatives representitives
required: requried
resolution: resoultion resoluton
resources: resourses
response: responce
responses: responces
responsibility: responsability responsiblity
responsible: responsable
secretariat: secretriat secratariat
secretary: secratary secretery
sector: secotr
security: securty
separate: seperate
separately: seperately
several: severel
similar: similiar
sincerely: sincerly
society: socitey soceity
stakeholder: stakehoder
stakeholders: stakehoders stakeholers
statement: statment
statements: statments
submission: submision
submissions: submisions
submitted: submited
substantive: substantitive
succeed: succed
successful: succesful successfull
sufficient: sufficent
summary: sumary
support: suport
surprise: suprise
sustainable: sustainible
technical: techincal
technology: tecnology technolgy
technologies: tecnologies
that: taht thta
the: teh hte
their: thier
there: theer
together: togther
transparency: transperancy transparancy
transparent: transparant
truly: truely
twelfth: twelvth
unanimous: unanimus
underlying: underlaying
until: untill
usually: usualy
various: varoius
vulnerable: vunerable
wednesday: wensday
whether: wheather wether
which: whcih
with: wiht
withheld: witheld
within: withing
working: wokring
writing: writting
written: writen
"""
_MEANT = {
    slip: word
    for word, slips in (line.split(": ") for line in _SLIPS.strip().splitlines())
    for slip in slips.split()
}
_SLIP = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(_MEANT))})(?![\w-])", re.IGNORECASE)

_TWICE = re.compile(r"(?<![\w-])([a-z]{2,})[ \u00a0]\1(?![\w-])", re.IGNORECASE)
_MAY_FOLLOW_ITSELF = frozenset(("had", "that", "do", "did", "is", "in", "on", "bye", "so", "very"))

# The words of the other languages that never follow themselves ("nous nous", "que que" may).
_NEVER_TWICE = {
    "fr": "de des du le les et à au aux un une dans par pour sur avec dont sont ces cette",
    "es": "de del el las los y en con por para un una al sobre entre como más",
    "ru": "и в на с по для от из к о при до за об их или",
    "ar": "في على إلى عن هذا هذه ذلك الذي التي كما بين",
}
_TWICE_IN = {
    language: re.compile(rf"(?<![\w’'-])({'|'.join(words.split())})[ \u00a0]\1(?![\w’'-])")
    for language, words in _NEVER_TWICE.items()
}


def twice(reading: Reading) -> Iterator[Finding]:
    """Words typed twice, in French, Spanish, Russian and Arabic."""
    if reading.kind in OWN:
        pattern = _TWICE_IN[reading.stretch.language]
        yield from reading.findings(rules.TYPING, pattern, lambda found: found[1])


def english(reading: Reading) -> Iterator[Finding]:
    """Slips of the list, and words typed twice, in the drafter's own words."""
    if reading.kind not in OWN:
        return
    yield from reading.findings(rules.TYPING, _SLIP, _meant)
    yield from reading.findings(rules.TYPING, _TWICE, _once)


def _meant(found: re.Match[str]) -> str:
    word, slip = _MEANT[found.group().lower()], found.group()
    if slip.isupper():
        return word.upper()
    return word.capitalize() if slip[0].isupper() else word


def _once(found: re.Match[str]) -> str:
    """The word once; as it stands where English has it twice, or the second one begins a sentence
    or a name ("of all users Users shall …", two headings that ran together)."""
    word, second = found[1], found.group()[-len(found[1]) :]
    return found.group() if word.lower() in _MAY_FOLLOW_ITSELF or second[0].isupper() else word
