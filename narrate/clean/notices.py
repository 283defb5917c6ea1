"""What stands in place of an article, in so many words: a request for consent, a check on visitors, a login, an error.

A notice is data: what its heading says, what its lines are about, and that they speak to the reader, as news of the
same things do not.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from narrate.clean.words import count_words

_MOST = 200  # words; the longest consent walls that publishers show are of 150
_MOST_LABEL = 12  # words; of headings and buttons
_OPENING = 3  # lines of a body that say that there is none
_MOSTLY = 0.4  # of its words; the others are buttons, addresses and the name of the site
_READER = re.compile(
    r"\b(?:you(?:r|rs|’re|'re)?|we|our|us|please|wir|uns(?:er\w*)?|bitte|du|dein\w*|vous|votre|vos|nous|notre|nos|veuillez|"
    r"tu|tus|usted|ustedes|nuestr[oa]s?|tuo|tuoi|nostr[oaie]|puoi|você|seus?|nós|noss[oa]s?|je|jouw|uw|wij|onze|"
    r"(?-i:Sie|Ihr(?:e[nmrs]?)?)|proszę|twoj\w+|twój|nasz\w*|państwa|вы|вас|ваш\w*|мы|наш\w*|ви|ваш\w*|ми)\b|"
    r"ください|お客様|当サイト|您|你|我们|我們|يرجى|نحن|لديك|กรุณา|โปรด|귀하|저희",
    re.IGNORECASE,
)


def _any(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Notice:
    """A kind of notice."""

    name: str
    asks: re.Pattern[str]
    """What it says once, in its heading or to the reader."""
    about: re.Pattern[str]
    """What most of its words are about."""


_CONSENT = _any(
    r"\b(?:cookies?|consent|privacy|gdpr|tracking|personal(?:i[sz]ed)? (?:data|ads|advertising|content)|our \d* ?partners|"
    r"legitimate interests?|business interests|datenschutz\w*|einwilligung|zustimm\w+|personenbezogen\w*|vie privée|"
    r"données (?:personnelles|à caractère personnel)|informations personnelles|consentement|confidentialité|privacidad|"
    r"datos personales|consentimiento|dati personali|consenso|dados pessoais|privacidade|toestemming|persoonsgegevens|"
    r"prywatnoś\w+|danych osobowych|файл\w* cookie|персональн\w+ дан\w+|конфиденциальн\w+|конфіденційн\w+)\b|"
    r"クッキー|プライバシー|同意|隐私|隱私|쿠키|개인정보|ملفات تعريف الارتباط|الخصوصية|คุกกี้|ความเป็นส่วนตัว"
)
NOTICES = (
    Notice(
        "a check on visitors",
        _any(
            r"\b(?:(?:are|that) you(?: are|’re|'re)? (?:not )?a (?:robot|human|bot)|you are (?:a )?human|not a robot|"
            r"(?:verify|confirm|check)(?:ing)? (?:that )?you(?: are|’re|'re)|unusual (?:traffic|activity|requests)|captcha|"
            r"checking your browser|(?:security|browser) (?:check|verification)|kein roboter|sind sie ein mensch|"
            r"ungewöhnliche (?:zugriffe|aktivität\w*)|pas un robot|activité inhabituelle|no (?:eres|soy) un robot|"
            r"actividad inusual|non sono un robot|não sou um robô|не робот)\b|ロボットでは|不是机器人|人机验证|安全验证"
        ),
        _any(
            r"\b(?:robots?|humans?|bots?|captcha|security|verif\w+|automated|unusual|suspicious|browser|the check|"
            r"mensch|roboter|prüfung|ungewöhnlich\w*|vérification|inhabituelle|humano|inusual|verifica\w*|робот\w*|провер\w+)\b|"
            r"ロボット|認証|验证|驗證|机器人"
        ),
    ),
    Notice(
        "a check of the reader's age",
        _any(
            r"\b(?:(?:legal|drinking|minimum|smoking) age|(?:over|at least) (?:18|21)\b|(?:18|21) (?:years )?(?:of age )?"
            r"(?:or|and) (?:over|older|above)|your (?:age|date of birth)|mindestens (?:16|18)|über (?:16|18)|volljährig|"
            r"plus de 18 ans|(?:être|êtes) majeur\w*|mayor(?:es)? de (?:edad|18)|maggiorenn\w+|maior de (?:idade|18)|18 лет)\b|"
            r"(?:18|20)歳以上|年满18"
        ),
        _any(
            r"\b(?:age|aged|birth|enter(?:ing)?|terms of (?:use|service)|alters?|jahre alt|betreten|ans|âge|edad|años|età|"
            r"idade|лет|возраст\w*)\b|歳|年满"
        ),
    ),
    Notice(
        "a login page",
        _any(
            r"^(?:please )?(?:log|sign) ?in\b.{0,40}$|^(?:anmelden|anmeldung|einloggen|login)$|^(?:connexion|connectez-vous.*|"
            r"se connecter|identifiez-vous.*)$|^(?:iniciar sesión|inicia sesión.*|accedi|accesso|entrar|inloggen|"
            r"zaloguj się.*|войти|вход)$|^(?:ログイン|登录|登入|로그인|تسجيل الدخول)$"
        ),
        _any(
            r"\b(?:(?:log|sign)(?:ged|ed)? ?-?(?:in|up)|accounts?|password|e-?mail|passwor[td]|konto|registrier\w*|anmeld\w*|"
            r"melden sie|mot de passe|compte|connect\w*|inscri\w+|contraseña|cuenta|sesión|senha|conta|wachtwoord|hasł\w+|"
            r"парол\w*|войти)\b|ログイン|パスワード|登录|登入|密码|密碼|로그인|كلمة المرور"
        ),
    ),
    Notice("a request for consent", _CONSENT, _CONSENT),  # last, since the others mention it
)
_SCRIPT = _any(
    r"\b(?:enable|requires?|turn(?:ed)? on|activate|need|without|disabled?)\b.{0,20}\bjava ?script\b",
    r"\bjava ?script\b.{0,30}\b(?:enabled?|required|disabled|turned (?:on|off)|not available|(?:de)?aktivier\w+|activ\w+|"
    r"désactiv\w+|desactiv\w+|attiv\w+|disattiv\w+|habilit\w+|ativ\w+|inschakelen|włącz\w*)\b",
    r"\b(?:activ\w+|habilit\w+|attiva\w*|включ\w+|увімкн\w+|włącz\w*)\b.{0,20}\bjava ?script\b",
    r"java ?script.{0,12}(?:有効|無効|启用|禁用|啟用)|(?:有効|启用|啟用).{0,6}java ?script",
)
NEEDS_SCRIPT = Notice(
    "a page that needs JavaScript", _SCRIPT, _any(r"\bjava ?script|\bscripts?\b|\bskripte\b|スクリプト|脚本")
)
_ERROR = _any(
    r"\b(?:(?:error |http )?(?:40[0-9]|410|429|50[0-4])(?: error| not found|:| -|$)|(?:page|file|article|content|site) "
    r"(?:(?:was|is|could|can) ?(?:not|n't|n’t) (?:be )?(?:found|available)|not found|no longer (?:exists|available))|"
    r"not found$|access (?:is )?denied|forbidden|bad gateway|service unavailable|too many requests|"
    r"(?:page|content) (?:can(?:'|’)t|cannot|isn(?:'|’)t|doesn(?:'|’)t).{0,30}|something went wrong|"
    r"(?:can(?:'|’)?t|cannot|could ?n(?:'|’|o)t) find (?:that|the|this|your|a) page|page (?:that )?you(?: are|’re|'re| were|r)? "
    r"(?:looking for|requested|trying)|no longer available)",
    r"\bseite (?:wurde )?(?:leider )?nicht gefunden|\bseite (?:existiert|gibt es) (?:leider )?nicht|"
    r"\bgewünschte seite|\bpage (?:est )?introuvable|\bpage (?:que vous (?:re)?cherchez|demandée)|"
    r"\bpage n(?:'|’)existe (?:pas|plus)|\bpágina no (?:encontrada|existe)|\bpágina que (?:busca|estás? buscando)|"
    r"\bpagina non (?:trovata|esiste)|\bpágina não (?:encontrada|existe)|\bpagina niet gevonden|"
    r"\bstrona nie (?:istnieje|została znaleziona)|\bсторінку не знайдено|\bстраница не найдена",
    r"ページ(?:が|は)見つかりません|お探しのページ|页面不存在|找不到(?:该)?[页頁]面|無法找到|페이지를 찾을 수 없|الصفحة غير موجودة|ไม่พบหน้า",
)


def find_notice(heads: Sequence[str], body: Sequence[str]) -> str:
    """Which notice stands where an article should, and the words that say so; empty where none does.

    ``heads`` are the lines that a page is known by, ``body`` what it shows.
    """
    words = sum(map(count_words, body))
    if words > _MOST:
        return ""
    error = next((line for line in (*heads, *body[:_OPENING]) if _is_said(_ERROR, line)), "")
    if error:
        return f"an error page: it says “{excerpt(error)}”"
    for notice in (NEEDS_SCRIPT, *NOTICES):
        asked = next((line for line in (*heads, *body) if _is_said(notice.asks, line)), "")
        about = sum(count_words(line) for line in body if _is_said(notice.about, line))
        if asked and about > _MOSTLY * words:
            return f"{notice.name}: it says “{excerpt(asked)}”"
    return ""


def find_script(text: str) -> str:
    """The words that ask for JavaScript; empty where none do."""
    found = _SCRIPT.search(text)
    return found[0] if found else ""


def _is_said(pattern: re.Pattern[str], line: str) -> bool:
    """Whether a label says so, or a line that speaks to the reader."""
    return pattern.search(line) is not None and (count_words(line) <= _MOST_LABEL or _READER.search(line) is not None)


def excerpt(text: str) -> str:
    """As much of a text as a line of an error message has room for."""
    return text if len(text) <= 80 else text[:77].rsplit(" ", 1)[0] + " …"  # noqa: PLR2004 – a line of an error message
