"""The words of a page: whether they tell of something, or ask the reader to come, call and buy."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from narrate.clean.lines import Line
from narrate.clean.words import count_commas, count_stops, count_words, ends_sentence, find_words
from narrate.model import Kind

_MOST_LABEL = 8  # words; a longer line is no button
_PROSE = 12  # words
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_PER = 1000  # words
_MOST_ADDRESS = 30  # words of a line that holds an address, hours or stars
_MOST_TEXTS = 60  # lines; they show how the rest speaks
_FEWEST_WORDS = 50  # rates over fewer say little
_SHORTEST_PAST = 4  # letters: "need" and "feed" are none
_FEWEST_HEADINGS, _FEWEST_STARTS = 3, 5
_DIGIT = re.compile(r"\d|[★⭐]")


def _any(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives))  # of lower case: to ignore case takes three times as long


_CALL = _any(  # what a button or a link of a firm's page asks for
    r"(?:get|request|book|schedule|claim|start|try|see|watch|view|arrange|find|reserve)\b"
    r"(?: (?:a|an|your|my|our|it|the|free|live|now|for|no-obligation|instant|in))* "
    r"(?:started|quotes?|demo|consultations?|estimates?|trial|appointments?|call|free|pricing|proposal|touch|"
    r"tour|today|now|online|session|visit|meeting|inspection|service|offer|deal|location|store|plans?)\b.*",
    r"(?:contact|call|email|message|text|visit|join|hire|ask|reach|talk to|speak (?:to|with)|chat with|work with)"
    r" (?:us|sales|support|an expert|our (?:team|experts)|an? (?:advisor|specialist|agent)|now|today)\b.*",
    r"(?:view|see|our|compare)(?: all)? (?:pricing|plans|packages)|apply(?: online)?(?: now| today)?|enroll?(?: now)?",
    r"(?:buy|order|shop|book|register|donate|subscribe|download|quote|sign ?up|log ?in)(?: now| today| online| free)",
    r"(?:start|sign up|try|join)(?: it)?(?: now)?(?: for)? free(?: .*)?|free (?:trial|quote|consultation|estimate|"
    r"demo).*",
    r"(?:add to|view) (?:cart|bag|basket)|learn more|explore (?:our )?\w+|discover more|read our .*|let['’]s (?:talk|"
    r"chat).*",
    r"(?:jetzt|kostenlos|unverbindlich)\b.*(?:buchen|anfragen|testen|bestellen|kaufen|anrufen|starten|bewerben)",
    r"kontakt(?:ieren sie uns| aufnehmen|formular)?|angebot anfordern|termin (?:vereinbaren|buchen)|mehr erfahren",
    r"(?:contactez|appelez)[ -]nous.*|demander un (?:devis|rendez-vous).*|prendre rendez-vous|réserve[rz].*|"
    r"en savoir plus|essa(?:i|yer) gratuit.*|acheter(?: maintenant)?|commander.*",
    r"cont[aá]ct[ae](?:nos|te)|contacta con nosotros|ll[aá]manos.*|solicit[ae]r? .*|pide .*(?:cita|presupuesto)|"
    r"reserv[ae]r?(?: .*)?|comprar?(?: ahora)?|m[aá]s informaci[oó]n|prueba gratis.*",
    r"contattaci|chiamaci.*|richiedi .*|prenota.*|acquista.*|scopri (?:di )?più|prova gratis.*",
    r"fale conosco|contacte-nos|entre em contato|solicite .*|agende .*|compre .*|saiba mais|teste gr[aá]tis.*",
    r"neem contact op.*|vraag .* aan|maak .*afspraak|bestel .*|boek .*|meer (?:informatie|weten)|probeer gratis.*",
    r"skontaktuj się.*|zadzwoń.*|umów .*|zamów.*|kup teraz|dowiedz się więcej|wypróbuj.*",
)
_FIRM = _any(  # headings and entries of a firm's page about itself
    r"(?:why (?:choose|work with|hire|use|partner with|trust) .*|what (?:we (?:do|offer)|our \w+ (?:say|"
    r"are saying).*)|who we (?:are|serve))",
    r"(?:our|meet (?:the|our)) (?:services?|team|work|clients?|customers|process|products?|solutions|approach|story|"
    r"mission|"
    r"values|experts|partners|locations?|guarantee|portfolio|experience|promise|attorneys|programs?)\b.*",
    r"(?:client |customer )?(?:testimonials|success stories|case studies|reviews)|trusted by .*|how (?:it|we|"
    r"our .*) works?|"
    r"(?:service|coverage) areas?.*|areas (?:we serve|served)|areas of .*|industries(?: we serve)?|practice areas|"
    r"pricing(?: .*)?|plans (?:&|and) pricing|key (?:features|benefits)|features|benefits(?: of .*)?|integrations|"
    r"solutions|services|careers|frequently asked questions|faqs?|warranty|financing|licensed.*insured.*|get in touch|"
    r"product (?:details|description|information)|specifications?|technical .*|what['’]s in(?:cluded| the box).*|"
    r"admissions?|tuition.*|curriculum|syllabus|prerequisites|course (?:outline|content|overview|description)",
    r"über uns|unsere (?:leistungen|produkte|kunden|partner)|leistungen|kundenstimmen|häufige fragen|warum wir|preise",
    r"nos (?:services|clients|produits|réalisations)|notre équipe|témoignages|qui sommes[- ]nous.*|tarifs|"
    r"pourquoi nous.*",
    r"nuestros? (?:servicios|clientes|equipo)|testimonios|quiénes somos|precios|preguntas frecuentes|"
    r"por qué elegirnos.*",
    r"i nostri (?:servizi|clienti)|chi siamo|testimonianze|prezzi|domande frequenti|perché sceglierci.*",
    r"nossos (?:serviços|clientes)|quem somos|depoimentos|preços|perguntas frequentes|onze (?:diensten|klanten)|"
    r"over ons|"
    r"ervaringen|tarieven|veelgestelde vragen|nasze usługi|o nas|opinie|cennik|najczęściej zadawane pytania",
)
_SHOP = _any(
    r"add to (?:cart|bag|basket|wish ?list)|buy now|shop now|(?:out of|in) stock.*|free shipping.*|quick (?:view|shop|"
    r"buy)|checkout|"
    r"sort by.*|filters?|filter by.*|add to compare|sold out|pre-?order|(?:ships|delivery) .*|returns?(?: policy)?|"
    r"shipping.*|"
    r"quantity|qty|size|colou?rs?|price|sale|save \d+.*|regular price|sale price|you may also like|best ?sellers?|"
    r"new arrivals|gift cards?|in den warenkorb|ajouter au panier|añadir al carrito|aggiungi al carrello|в кошик|"
    r"adicionar ao carrinho|in winkelwagen|dodaj do koszyka|lieferzeit.*|versand.*|livraison.*|env[ií]o.*|"
    r"(?:\d[\d,]* )?(?:customer |product )?reviews?(?: ?\(\d[\d,]*\))?|(?:sku|upc|model|mpn|item)\b ?[#:].*|(?:show|"
    r"view|load) (?:more|all).*|"
    r"\d+ (?:items?|products?|results?)|(?:showing|page) \d+.*|\d+ ?[-–] ?\d+ of \d+.*",
)
_ARTICLE = _any(  # what stands around an article only
    r"(?:by|von|par|por|di|door) [a-zà-ž][\w.'’-]+ [a-zà-ž][\w.'’-]+.*|\d+ min(?:ute)?s?(?:\.| to)? ?read.*|"
    r"reading time.*",
    r"(?:written|reviewed|edited|posted|published|updated|last (?:updated|reviewed|modified)|fact[- ]checked|"
    r"medically reviewed)\b.*",
    r"share (?:this|on|via).*|(?:in this (?:article|guide|post)|table of contents|key takeaways|the bottom line|"
    r"conclusion|"
    r"final thoughts|summary|introduction|references|sources|bibliography|footnotes)\W*|about the author|"
    r"(?:leave a (?:comment|reply)|\d* ?comments?)\W*|(?:next|previous) (?:post|article|story)|related (?:posts|"
    r"articles|stories)|"
    r"fazit|inhaltsverzeichnis|sommaire|conclusión|conclusioni|conclusão|conclusie|podsumowanie",
)
_PHONE = re.compile(
    r"(?<![\d/.-])(?:\+\d{1,3}[ .-]?)?\(?\d{3,4}\)?[ .-]\d{3}[ .-]\d{3,4}(?![\d/-])|\+\d{2}[\d ()-]{8,14}\d"
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
_STREET = re.compile(
    r"\b\d{1,5} (?:\w+\.? ){1,3}(?:street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|drive|dr|suite|ste|floor|way|"
    r"highway|hwy)\b"
    r"|\b\w+(?:stra(?:ß|ss)e|str\.|weg|platz|straat|laan) \d{1,4}\b|\b\d{1,4},? (?:rue|avenue|boulevard) \w+|"
    r"\b(?:calle|via|viale|rua|ul\.) [A-Z][\w ]+,? \d{1,4}\b|\b[A-Z]{2} \d{5}\b",
    re.IGNORECASE,
)
_HOURS = re.compile(
    r"\b(?:mon|tue|wed|thu|fri|sat|sun|mo|di|lun|mar)\w*\.?:? ?(?:[-–&]|to|"
    r"bis)? ?\w*:? \d{1,2}(?::\d\d)? ?(?:[ap]\.?m|uhr|[-–])|"
    r"\b24/7\b|\bopening hours\b|\böffnungszeiten\b|\bhoraires\b|\bhorario\b",
    re.IGNORECASE,
)
_STARS = re.compile(
    r"[★⭐]|\b[1-5](?:\.\d)? ?(?:out of|/) ?5\b|\b\d[\d.,]*[+k]? (?:ratings?|reviews|customers|clients)\b",
    re.IGNORECASE,
)
_WE = frozenset(
    "we our us ours we're we've we'll we’re we’ve we’ll wir uns unser unsere unseren unserer unserem nous notre nos "
    "nosotros nuestro "
    "nuestra nuestros nuestras noi nostro nostra nostri nostre nós nosso nossa nossos nossas wij ons onze nasz nasza "
    "nasze "
    "naszych naszej nas".split()
)
_YOU = frozenset(
    "you your yours you're you’re you'll you’ll you've you’ve du dein deine deinen dir dich euch vous votre vos usted "
    "ustedes te "
    "voi vostro vostra tuo tua tuoi você vocês u uw jouw twój twoje twoja cię państwa".split()
)
_YOU_POLITE = frozenset("Ihre Ihren Ihrem Ihrer Ihnen".split())
_TOLD = frozenset(
    "he she his her him they them their said says told i my me was were had did went came wrote became began made "
    "took er ihm "
    "sagte war waren hatte wurde wurden il elle était avait dit fut étaient dijo era fue había estaba disse aveva fu "
    "foi tinha hij "
    "zei werd waren hadden był była było powiedział powiedziała miał".split()
)
_REASONED = frozenset(
    "but because however although though while since yet perhaps if why whether therefore instead aber weil jedoch "
    "obwohl während "
    "mais parce cependant pourtant pero porque aunque mientras però perché mentre embora porém maar omdat hoewel ale "
    "ponieważ jednak".split()
)
_SUPER = frozenset(
    "best leading trusted professional expert experts quality premium affordable reliable seamless powerful solutions "
    "solution "
    "services service customers clients team business businesses needs ensure provide offer offers help simple easy "
    "easily fast "
    "free guarantee guaranteed experienced certified award-winning customized tailored comprehensive innovative "
    "partner lösungen leistungen "
    "kunden qualität solutions clients qualité soluciones clientes calidad servicios soluzioni clienti qualità "
    "servizi soluções "
    "qualidade oplossingen klanten kwaliteit rozwiązania klientów jakość usługi".split()
)
_ASKS = frozenset(
    "get find discover explore shop buy book call contact choose browse join learn start try create manage build save "
    "enjoy experience "
    "protect improve boost schedule request order view see use download sign let make keep take add select".split()
)
_TITLE_TOLD = _any(
    r"^(?:how|what|why|when|where|who|which|is|are|can|does|do|should|wie|was|warum|comment|pourquoi|cómo|qué|come|"
    r"perché|como|hoe|waarom|jak|dlaczego)\b",
    r"^(?:the )?\d+ \w+|^(?:the )?(?:best|top \d*)\b.*|\bguide\b|\btips\b|\bvs\.?\b|\bversus\b|\bexplained\b|"
    r"\bideas\b|\bmistakes\b|"
    r"\breview(?:ed)?\b|\bways to\b|\?$|\bexamples\b|\bhistory of\b|\blessons\b|\bchecklist\b|\bthings\b|"
    r"\bbeginners?\b|\bmeaning\b",
)
_TITLE_SOLD = _any(
    r"\b(?:services?|software|solutions?|platform|company|companies|agency|consult(?:ing|ant|ants)|lawyers?|"
    r"attorneys?|rentals?|repairs?|"
    r"products?|shop|store|collections?|packages?|plans|pricing|programs?|courses?|training|certification|tools?|"
    r"calculator|"
    r"generator|insurance|near me|for sale|buy|shop|men['’]?s|women['’]?s|clinic|installation|contractors?|experts?|"
    r"specialists?|"
    r"electricians?|plumb\w+|cleaning|catalogs?|news|recipes|articles|blog|archives?|category|home|official site|all|"
    r"degree|"
    r"master|bachelor|mba|membership|subscription|leistungen|dienstleistungen|agentur|beratung|devis|servicios|"
    r"servizi|serviços|diensten|usługi)\b",
)
_PLACE = re.compile(r"\b(?:in|near) [A-Z][a-z]+|, [A-Z]{2}\b")


def survey_wording(lines: Sequence[Line], kept: Sequence[bool], title: str) -> dict[str, float]:
    """What the words ask for, and how they speak."""
    labels = {line.text.lower() for line in lines if count_words(line.text) <= _MOST_LABEL}
    own = [line.text for line, keep in zip(lines, kept, strict=True) if keep]
    prose = [line.text for line in lines if count_words(line.text) >= _PROSE and ends_sentence(line.text)]
    numbered = [
        text for text in {line.text for line in lines} if _DIGIT.search(text) and count_words(text) <= _MOST_ADDRESS
    ]
    marked = "\n".join(numbered)
    count = max(1, sum(count_words(line.text) for line in lines))
    sums = {
        "calls": float(sum(_CALL.fullmatch(text) is not None for text in labels)),
        "firm": float(sum(_FIRM.fullmatch(text.rstrip(":?")) is not None for text in labels)),
        "shop": float(sum(_SHOP.fullmatch(text) is not None for text in labels)),
        "told lines": float(sum(_ARTICLE.fullmatch(text) is not None for text in labels)),
        "phones": float(len(set(_PHONE.findall(marked)))),
        "mails": float(len({line.text for line in lines if "@" in line.text and _MAIL.search(line.text)})),
        "streets": float(sum(_STREET.search(text) is not None for text in numbered)),
        "hours": float(len(_HOURS.findall(marked))),
        "stars": float(len(_STARS.findall(marked))),
    }
    rates = {f"{name} rate": _PER * sums[name] / count for name in ("calls", "firm", "shop", "told lines", "stars")}
    return (
        sums
        | rates
        | {f"kept {name}": value for name, value in _voice(own).items()}
        | {f"all {name}": value for name, value in _voice(prose).items()}
        | _rhythm(lines, kept)
        | {
            "title told": float(_TITLE_TOLD.search(title.lower()) is not None),
            "title sold": float(len(_TITLE_SOLD.findall(title.lower()))),
            "title place": float(_PLACE.search(title) is not None),
            "title parts": float(sum(mark in title for mark in ("|", " - ", " – ", "&", ":"))),
        }
    )


def _voice(texts: Sequence[str]) -> dict[str, float]:
    """How often, of a thousand words, the words of telling, of offering and of asking come."""
    texts = texts[:_MOST_TEXTS]
    words = [word for text in texts for word in find_words(text)]
    seen = Counter(words)
    low = Counter(word.lower() for word in words)
    per = _PER / max(_FEWEST_WORDS, len(words))
    firsts = [found[0].lower() for text in texts if (found := _WORD.search(text))]
    return {
        "we": per * _of(_WE, low),
        "you": per * (_of(_YOU, low) + _of(_YOU_POLITE, seen)),
        "told": per * _of(_TOLD, low),
        "reasons": per * _of(_REASONED, low),
        "past": per * sum(times for word, times in low.items() if word.endswith("ed") and len(word) > _SHORTEST_PAST),
        "praise": per * _of(_SUPER, low),
        "asks": sum(word in _ASKS for word in firsts) / max(_FEWEST_STARTS, len(firsts)),
        "capitals": per * sum(times for word, times in seen.items() if word[0].isupper()),
        "quotes": per * sum(text.count("“") + text.count('"') / 2 for text in texts),
        "commas": per * sum(map(count_commas, texts)),
        "sentences": sum(count_stops(text) + 1 for text in texts) / max(1, len(texts)),
        "exclaims": per * sum(text.count("!") + text.count("！") for text in texts),
    }


def _of(words: frozenset[str], seen: Counter[str]) -> int:
    return sum(times for word, times in seen.items() if word in words)


def _rhythm(lines: Sequence[Line], kept: Sequence[bool]) -> dict[str, float]:
    """How the kept text is cut into sections and paragraphs."""
    own = [line for line, keep in zip(lines, kept, strict=True) if keep]
    words = [count_words(line.text) for line in own]
    total = max(1, sum(words))
    heads = [i for i, line in enumerate(own) if line.kind is Kind.HEADING]
    sections = sorted(sum(words[one + 1 : other]) for one, other in pairwise([*heads, len(own)]))
    paragraphs = sorted(words)
    return {
        "section words": float(sections[len(sections) // 2]) if sections else float(total),
        "heading rate": _PER * len(heads) / max(_FEWEST_WORDS, total),
        "kept paragraph": float(paragraphs[len(paragraphs) // 2]) if paragraphs else 0.0,
        "kept mean": total / max(1, len(own)),
        "kept ended": sum(w for w, line in zip(words, own, strict=True) if ends_sentence(line.text)) / total,
        "kept items": sum(line.kind is Kind.LIST_ITEM for line in own) / max(1, len(own)),
        "heading asks": sum(own[i].text.endswith("?") for i in heads) / max(_FEWEST_HEADINGS, len(heads)),
        "kept repeats": 1 - len({line.text for line in own}) / max(1, len(own)),
        "repeats": 1 - len({line.text for line in lines}) / max(1, len(lines)),
    }
