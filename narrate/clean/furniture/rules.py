"""The named rules: what a line of furniture says, on news sites and blogs in general.

A rule is data: its name stands on the receipt, and the pattern must match the whole line (a ``.*`` says where
it need not). ``most_words`` keeps a rule from eating a paragraph that happens to begin like a menu. What needs no
pattern, and what is said in other languages, is in ``furniture.toml``.
"""

import re
from dataclasses import dataclass

from narrate.clean.furniture.phrases import named
from narrate.clean.words import count_words

_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?"
)
CHANGED = (  # how pages say that they were changed
    r"(?:updated?|modified|reviewed|changed|edited|aktualisiert|actualizado|aggiornato|mise? à jour|оновлено|обновлено)"
)
_CLOCK = r"\d{1,2}(?:[:.]\d{2}){1,2}\s*(?:[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?"
_ZONE = r"(?:\s*\(?(?:[A-Z]{2,4}|gmt|utc)(?:[+-]\d+)?\)?)?"
_FOLLOWED = "twitter|x|facebook|instagram|linked ?in|threads|bluesky|mastodon|you ?tube|tik ?tok|google news"
# as they are written, since people are "on target"; after one comes a price and no full stop, which ends a sentence
_SHOPS = "Amazon|Walmart|eBay|Etsy|Target|Best Buy|Bookshop\\.org|Barnes & Noble|App Store|Google Play"
_ARROW = r"(?:[^\w\s\"“‘'(\[–—]{1,3}\s*)?"  # or a pictogram: what leads on points on; a dash opens what somebody says
_PRICE = r"(?: ?[(:–—-]? ?(?:for |from )?[$€£]\W?\d[\d.,]*\)?)?"
_AGO = r"(?:an?|\d+)\s*(?:s|sec|m|mins?|h|hrs?|d|w|mo|seconds?|minutes?|hours?|days?|weeks?|months?|years?)\.?\s*ago"
_NETWORKS = (
    "facebook|twitter|x|linked ?in|whats ?app|telegram|reddit|pinterest|e-?mail|pocket|flipboard|messenger|tumblr|"
    "instagram|you ?tube|tik ?tok|threads|bluesky|mastodon|copy(?: the)? link|link|copied!?|print|sms|viber|"
    "rss(?: feed)?|line|skype|vk|weibo|wechat|xing|snapchat|gmail|hacker news|google news|apple news|spotify"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of furniture, and how its lines look."""

    name: str
    pattern: re.Pattern[str]
    most_words: int = 12
    hard: bool = True
    """Whether such a line is dropped whatever stands around it; else the rule is only a witness."""
    ends: bool = False
    """Whether the article is over where such a line stands after its body."""

    def matches(self, text: str, words: int) -> bool:
        """Whether the line is of this kind."""
        return words <= self.most_words and self.pattern.fullmatch(text) is not None


def _rule(name: str, *patterns: str, most_words: int = 12, hard: bool = True, ends: bool = False) -> Rule:
    joined = re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
    return Rule(name, joined, most_words, hard=hard, ends=ends)


RULES: tuple[Rule, ...] = (
    _rule(
        "menu",
        r"(?:skip|jump|go|back|return) to (?:the )?(?:main |primary )?"
        r"(?:content|navigation|footer|search|menu|top|home ?page|main|results|article|sidebar|comments?|home)\W*",
        r"(?:edit|delete|view|preview) (?:this )?(?:post|page|article|entry)",
        r"(?:jump to|print|rate|pin|save)(?: this| the)? recipe\W*",
        r"(?:open|close|toggle|show|hide|expand|main|mobile|primary)? ?(?:the )?(?:site )?(?:navigation|menu|search|"
        r"nav)"
        r"(?: menu| bar| button)?",
        r"search(?: for| the site| this site)?:?|search \.\.\.",
        r"(?:sign|log) ?(?:in|out|up)(?: / .*| or .*| to .*)?|register|my account|create (?:an |a free )?account|"
        r"(?:you are here|browse|sections?|categories|tags?|topics?|filed under|posted in|tagged(?: with)?):?",
        r"home|homepage|about(?: us)?|contact(?: us)?|careers|jobs|help|faqs?|site ?map|advertise(?: with us)?|shop",
        r"zum inhalt springen|aller au contenu(?: principal)?|ir al contenido|vai al contenuto|пропустить",
        r"(?:previous|next|older|newer)(?: (?:post|article|story|page|entry|slide|image)s?)?:?|[<>«»‹›←→|•·/\\–—-]+|"
        r""
        r"previous (?:post|article).*|next (?:post|article).*|load more.*|show (?:more|less|all)|see (?:more|all)|"
        r"view all",
        r"(?:english|deutsch|français|español|italiano|português|polski|українська|русский|中文|日本語|العربية)",
    ),
    _rule(
        "share bar",
        rf"(?:(?:click to )?(?:share|tweet|post|pin|send|save|print|e-?mail|copy|follow|like|bookmark)"
        rf"(?: (?:this|us|on|via|with|to|by|it|a|the|in|article|story|post|page|link|friend|\d+|{_NETWORKS}))*"
        rf"(?: \(opens in (?:a )?new window\))?(?:[ ,|/•·]+(?:and |or )?)?)+:?",
        rf"(?:(?:{_NETWORKS})(?:[ ,|/•·]+|$))+",
        r"(?:teilen|drucken|partager|compartir|condividi|compartilhar|поділитися|поделиться|udostępnij)(?: .{1,20})?",
        r"(?:share|tweet|comment|like|view|reply|retweet|share this:?|\d+ ?[km]?)s?(?: \d+ ?[km]?)?|"
        r"\d[\d,.]* ?[km]? (?:shares?|views?|likes?|comments?|retweets?|claps?|reads?|followers?)",
        rf"follow (?!us\b).{{1,50}} on (?:{_FOLLOWED})\b.{{0,40}}",
        r"link copied.*|opens in (?:a )?new (?:window|tab)|add (?:us )?as a preferred source.*",
    ),
    _rule(
        "reading time",
        r"(?:reading time|time to read|estimated read(?:ing)? time|read time)?:? ?(?:about |approx\.? |"
        r"~ ?)?\d+(?:-\d+)? "
        r"?min(?:ute)?s?(?:,? \d+ sec(?:ond)?s?)?(?: ?-?read(?:ing)?(?: time)?)?",
        r"(?:lesezeit|temps de lecture|tiempo de lectura|tempo di lettura)\W.*",
    ),
    _rule(
        "audio player",
        r"this audio (?:is|was) .*|(?:listen|play|pause|mute|unmute)(?: (?:to|now|in|the|this|audio|video|article|"
        r"story|"
        r"button))*(?: \(?\d+ ?(?:min(?:ute)?s?|:\d\d)\)?)?|.*\b(?:auto-?generated|computer-generated|ai) (?:voice|"
        r"narration|"
        r"audio).*|(?:audio|video) (?:player|by|is) .*|your browser does not support.*|\d{1,2}:\d\d ?/ ?\d{1,2}:\d\d|"
        r"\d\.?\d?x|watch(?: now|:.*| the video.*)|(?:audio|video|podcast)|now playing.*",
        most_words=16,
    ),
    _rule(
        "newsletter form",
        r"\W*(?:indicates required|required field).*|(?:enter |your |please,? )+(?:(?:a |your |correct |"
        r"valid )*e-?mail).*|"
        r"e-?mail(?: address)?\W*|(?:first|last|full)? ?name ?\*?|successfull?y subscribed\W*|thank you for (?:signing|"
        r"subscribing).*|(?:check|confirm) your (?:inbox|e-?mail).*|we(?:'|’)?(?:ve|"
        r" have)? sent you .*",
        r"(?:subscribe|unsubscribe|join|sign me up|get started|submit|send|subscribed)(?: (?:now|here|today|"
        r"for free|us))?!?",
        r"(?:subscribe|sign up|join|get|register)\b.* (?:newsletters?|inbox|e-?mails?|updates|alerts|briefing|"
        r"digest)\b.*",
        r".{0,40}\bnewsletters?(?: sign-?up)?|.*\bdelivered (?:straight |right |directly )?to your (?:inbox|e-?mail).*|"
        r".*\byou can unsubscribe.*|you(?:.re| are) receiving this (?:e-?mail|message|newsletter)\b.*|"
        r"you received this (?:e-?mail|message|newsletter)\b.*|by (?:signing up|subscribing|clicking|submitting|"
        r"providing|registering|entering)\b.*",
        r"(?:subscribe|sign up|register|log in) to (?:continue|keep|read|unlock)\b.*",
        r"was this (?:e-?mail|message|newsletter) forwarded to you\?.*",
        r".{0,40}\bview (?:this |it )?(?:e-?mail |message |newsletter )?in (?:your|a|the) (?:web ?)?browser\W*",
        most_words=40,
    ),
    _rule(
        "advertisement",
        r"advertisement (?:continue|skip|close|learn).{0,40}",
        r"(?:advertisements?|ads?|sponsored(?: content| by.*)?|promoted|anzeige|werbung|publicité|publicidad|"
        r"pubblicità|"
        r"реклама)(?: ?[:.-] .{0,40})?|(?:story|article) continues (?:after|below).*|continue reading (?:below|"
        r"the main).*|"
        r"scroll (?:down )?to continue.*|(?:remove|hide|report this|close) ad.*|advertise(?:ment)? with us.*|"
        r"(?:this (?:post|article|page)|we) (?:may|might) (?:contain|earn|receive) .*(?:commission|affiliate).*|"
        r"as an amazon associate.*",
        rf"(?:view|see|shop|buy|get|order|check|find)(?! out)(?: [^\s,]+){{0,8}} (?:on|at|from) "
        rf"(?-i:{_SHOPS}|{_SHOPS.upper()})(?:\.\w+)*(?: now| today| here)?{_PRICE}[^\w.]*",
        most_words=40,
    ),
    _rule(
        "cookie notice",
        r".*\b(?:we|site|website|page)\b.* uses? cookies\b.*|.*\bcookies? (?:policy|settings|preferences|notice|"
        r"consent).{0,40}|"
        r"(?:accept|reject|allow|decline|manage)(?: (?:all|only|necessary|cookies|preferences|settings|choices|"
        r"essential))+|"
        r"(?:privacy|cookie) (?:policy|settings|preferences|notice|statement).{0,30}|terms (?:of|and|&) .{0,30}|"
        r"got it!?|"
        r"do not (?:sell|share) my .*|datenschutz.{0,30}|impressum|politique de confidentialité",
        most_words=60,
    ),
    _rule(
        "credit",
        r"(?:(?:feature[d]?|header|cover|main|lead|hero|top|file)? ?(?:photo|image|picture|photograph|illustration|"
        r"graphic|"
        r"video|artwork|credit|foto|bild|crédit|crédito)s?(?: (?:credit|by|from|via|source|courtesy|illustration))*)"
        r"(?:[:/(©].{0,80}| (?:by|courtesy|via|credit|of)\b.{0,60})",
        r"(?:©|\(c\)|copyright)? ?(?:getty(?: images)?|reuters|afp|shutterstock|unsplash|istock(?:photo)?|alamy|"
        r"ap photo|"
        r"associated press|wikimedia(?: commons)?|pexels|pixabay|flickr|adobe stock|epa|nurphoto)\b.{0,40}",
        r".{0,60}[/|] ?(?:getty(?: images)?|reuters|afp|shutterstock|unsplash|istock|alamy|ap(?: photo)?|epa|"
        r"nurphoto)\W*",
        r"(?:image|photo|picture|media) (?:source|credits?|caption)(?:[,:]| (?-i:(?=[A-Z]))).{1,80}|"
        r"credits?(?:\.\.\.|…)(?:\S.{0,80})?",
        r"(?:source|courtesy|via):? ?(?:getty|reuters|afp|shutterstock|unsplash|istock|wikimedia)\b.*",
    ),
    _rule(
        "caption",
        r".*\([A-Z][\w.'’-]*(?: [\w.'’-]+){0,4} ?/ ?[A-Z][\w.'’-]*(?: [\w.'’-]+){0,4}\)\.?",
        r".*\((?:[^()]{0,60}[/|] ?)?(?:getty(?: images)?|reuters|afp|shutterstock|unsplash|istock|alamy|"
        r"ap(?: photo)?|epa|"
        r"contributor|handout|file(?: photo)?|courtesy|photo|image|credit)\b[^()]{0,60}\)\.?",
        r".*\b(?:photo|image|picture|photograph|illustration|credit)s?(?: credit| by|"
        r" courtesy(?: of)?)?: ?[^.]{2,60}\.?",
        r".*[.] ?(?:photo(?:graph)?|image|picture) (?:by|courtesy(?: of)?|from|via) [^.]{2,60}\.?",
        r".*(?:© ?|via |[.] )(?:getty(?: images)?|reuters|afp|shutterstock|istock|alamy|ap photo)\b[^.]{0,40}\.?",
        r"(?:enlarge|view|click to enlarge|hide caption|toggle caption|enlarge this image|caption|"
        r"image caption).{0,20}",
        r".*\b(?-i:Credit)(?:\.\.\.|…)\S.{1,80}",
        r"(?:pictured|above|(?:above |far |top |bottom )?(?:left|right)(?!: \d)): .{1,300}",  # "Left: 31 seats"
        r"\((?:photo|image|picture|ap photo|file|illustration|credit)s?\b.{0,200}\)",
        most_words=70,
    ),
    _rule(
        "clock",
        rf"(?:(?:published|updated|posted|last (?:updated|modified)|modified|at|on)?:? ?(?:{_CLOCK}){_ZONE})",
        rf"(?:(?:{_CLOCK}){_ZONE}\W*)?(?:last )?{CHANGED}\W*(?:at|um|à|a las|alle)?:? ?(?:{_CLOCK}){_ZONE}",
        rf"(?:published|updated|posted|about|last (?:updated|modified))?:? ?{_AGO}",
    ),
    _rule(
        "date",
        rf"(?:.{{0,40}}[ ,|/•·-])?(?:(?:{_MONTHS})\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|"
        rf"\d{{1,2}}(?:st|nd|rd|th)?\.? (?:{_MONTHS})\.?,? \d{{4}}|\d{{4}}-\d\d-\d\d|"
        rf"\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}})"
        r"(?:\W.{0,50})?",
        most_words=14,
        hard=False,
    ),
    _rule(
        "byline",
        r"(?:written |posted |words |story |reported |reviewed |edited |medically reviewed )*(?:by|von|par|por|di|da|"
        r"автор)[: ]\s*\S.{0,80}|authors?:?(?: .{0,40})?",
        most_words=16,
        hard=False,
    ),
    _rule(
        "news feed",
        r"(?:latest|breaking|live|top|more|recent|other|trending|today(?:'|’)?s)? ?(?:news|stories|"
        r"headlines)"
        r"(?: (?:feed|ticker|updates|wire|stories|headlines|from .{0,40}|in .{0,30}))?:?|latest(?: updates| posts)?|"
        r"(?:neueste|aktuelle) (?:nachrichten|meldungen)|dernières (?:nouvelles|infos)|últimas noticias|ultime notizie|"
        r"останні новини|последние новости",
        ends=True,
    ),
    _rule(
        "related",
        r"(?:editor(?:'|’)?s?(?:'|’)? picks?|most (?:read|popular|viewed|shared|recent|commented)|popular|trending|"
        r""
        r"recommended|related|suggested|similar|featured|recent|further|more|latest|other|popular)(?: (?:now|posts?|"
        r"articles?|stories|reads?|reading|news|content|topics?|links?|videos?|on .{0,40}|from .{0,40}|in .{0,40}|"
        r"for you|"
        r"this week|by .{0,40}|like this|coverage|resources|items|products))*:?",
        r"(?:you (?:may|might|will|could|'ll)? ?(?:also )?(?:like|enjoy|be interested in|love|have missed)|"
        r"(?:read|see|learn|keep|explore|discover|continue) (?:more|next|also|on|reading)|up next|what to read next|"
        r"don(?:'|’)t"
        r" miss|in case you missed it|around the web|from around the web|from our partners|best of .{0,30}|"
        r"in other news|"
        r"recommended for you|we recommend|what(?:'|’)s (?:hot|new|next)|weiterlesen|lire aussi|lea también|"
        r"leggi anche|"
        r"mehr zum thema|à lire aussi|читайте також|читайте также)(?: [^.,!?]{0,20})?:?",
        ends=True,
    ),
    _rule(
        "teaser",
        rf"{_ARROW}(?:read more|read also|see also|lire aussi|leer más|mehr dazu)"
        r"(?: ?:| (?-i:(?=[^\W_a-z]))).{0,150}",
        rf"{_ARROW}(?:related(?: (?:reading|articles?|stor(?:y|ies)|posts?|guides?))?|check out|"
        r"(?:learn|find out) more|you (?:may|might) (?:also )?like|see our (?:full )?(?:guide|review)): .{1,150}",
        r"(?:read|see|learn|find out|click|continue|read the)\b ?(?:more|also|next|full|here|related|reading|on|"
        r"story|article|"
        r"rest)*(?: (?:about|at|on|in|here|by|of) .{0,60})?[.…:»>→]*|(?:read|see|watch|listen|related|more|"
        r"also read|also see|"
        r"don(?:'|’)t miss|must read|recommended|watch also|explainer)(?: (?:more|also|next|now|on this))?(?:: | ?[|"
        r"»] ?).{0,150}",
        most_words=26,
    ),
    _rule(
        "comments",
        r"(?:\d+ )?(?:comments?|responses?|repl(?:y|ies)|thoughts? on .{0,120}|discussion)(?: \(\d+\)|"
        r" \d+)?(?: (?:on|to) .{0,120})?|"
        r"(?:leave|post|add|write|cancel|view|show|join|read|see|hide)(?: (?:a|your|the|all|\d+))* (?:comments?|"
        r"repl(?:y|ies)|"
        r"conversation|discussion|response)\b.{0,60}|your e-?mail address will not be published.*|"
        r"be the first to comment.*|"
        r"comments? (?:are|is) (?:closed|off|disabled).*|no comments(?: yet)?|kommentare?|commentaires?|comentarios?",
        most_words=24,
        ends=True,
    ),
    _rule(
        "author",
        r"(?:about|more (?:about|from|by)|meet|written by|reviewed by)(?: the| our)? (?:authors?|writer|reviewer|"
        r"editor|"
        r"contributor|expert)s?:?|author bio|über den autor|à propos de l(?:'|’)auteur|sobre el autor",
        ends=True,
    ),
    _rule(
        "references",
        r"(?:selected |article |further |works )?(?:references?|sources?|citations?|footnotes?|endnotes?|"
        r"bibliography|notes|"
        r"works cited|cited|reading|external links|see also)(?: (?:and|&) .{0,30}| list)?:?",
        hard=False,
    ),
    _rule("copyright", r"(?:©|\(c\)|copyright)(?:\W|$).*|.*all rights reserved.*", most_words=60, ends=True),
    _rule(
        "footer",
        r".*©.{0,80}|powered by .{0,40}|"
        r".*\bregistered (?:company|charity|office|trademark).*|follow us.*|connect with us.*|download (?:our|"
        r"the) app.*|"
        r"(?:more )?about (?:this|our) (?:site|company|website|blog)|contact us.*|back to top|"
        r"(?-i:SOURCE(?::|(?= .*[a-z]))) .{2,80}",  # how press releases close; all in capitals it may be a heading
        most_words=60,
        ends=True,
    ),
    _rule("footnote", r".*↩[\ufe0e\ufe0f]?", most_words=200),  # notes lead back to their marks
)


_BY_NAME = {rule.name: rule for rule in RULES}


def rule_for(text: str) -> Rule | None:
    """The first rule whose furniture the line is."""
    words = count_words(text)
    return next((rule for rule in RULES if rule.matches(text, words)), None) or _BY_NAME.get(named(text))
