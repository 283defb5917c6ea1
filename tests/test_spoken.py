"""Sentences of our own, and what a newsreader would say for them."""

import pytest

from narrate.spoken import verbalize


def said(text: str, language: str = "en-US") -> str:
    return " ".join(word.spoken for word in verbalize(text, language))


NUMBERS = [
    ("In 2023, 412 people fled.", "In twenty twenty-three, four hundred twelve people fled."),
    (
        "The city has 1,250,300 residents.",
        "The city has one million two hundred fifty thousand three hundred residents.",
    ),
    ("They lost 12 000 homes.", "They lost twelve thousand homes."),
    ("Turnout fell 3.05 points.", "Turnout fell three point zero five points."),
    ("Over 1500 soldiers marched.", "Over one thousand five hundred soldiers marched."),
    ("The 22nd round was the 101st win.", "The twenty-second round was the one hundred first win."),
    ("Wait 3-5 days.", "Wait three to five days."),
    ("They won 4-2.", "They won four to two."),
    ("From 40% to 52.5%.", "From forty percent to fifty-two point five percent."),
    ("Some 7–9% left.", "Some seven to nine percent left."),
    ("Two-thirds, 3/4 and 2 1/2 cups.", "Two-thirds, three quarters and two and a half cups."),
    ("Add ½ cup.", "Add one half cup."),
    ("Open 24/7 since 9/11.", "Open twenty-four seven since nine eleven."),
    ("A 12-year-old and 18- to 20-year-olds.", "A twelve-year-old and eighteen to twenty-year-olds."),
    ("The vote was 14-0-1.", "The vote was fourteen, zero, one."),
    ("They dialed 911 twice.", "They dialed nine one one twice."),
    ("From the 16th-18th centuries.", "From the sixteenth to eighteenth centuries."),
    ("Agent 007.", "Agent zero zero seven."),
    ("Call 212-555-0187.", "Call two one two, five five five, zero one eight seven."),
    (
        "Dial 555-0187 or 1-800-555-0187.",
        "Dial five five five, zero one eight seven or one, eight hundred, five five five, zero one eight seven.",
    ),
    ("ISBN 0-306-40615-2.", "I.S.B.N oh three oh six four oh six one five two."),
    ("An area of r^2 or 10^6.", "An area of r squared or ten to the power of six."),
    ("Part 7-3-X and 235212-b.", "Part seven-three-X and two three five two one two-b."),
]
DATES = [
    ("On July 24, 2024, it rained.", "On July twenty-fourth, twenty twenty-four, it rained."),
    ("On 24 July 2024 it rained.", "On the twenty-fourth of July twenty twenty-four it rained."),
    ("On Nov. 3rd.", "On November third."),
    ("It began 2022-02-24.", "It began February twenty-fourth twenty twenty-two."),
    ("Due 10/31/2025.", "Due October thirty-first twenty twenty-five."),
    ("In 1900, 1905, 2000 and 2008.", "In nineteen hundred, nineteen oh five, two thousand and two thousand eight."),
    ("In 'the 1980s' and the 1990s' end.", "In the nineteen eighties and the nineteen nineties end."),
    ("The 1990s and the '80s.", "The nineteen nineties and the eighties."),
    ("From 2014–2022.", "From twenty fourteen to twenty twenty-two."),
    ("The 2023-24 season.", "The twenty twenty-three twenty-four season."),
    ("At 6:05 a.m. they left.", "At six oh five A.M they left."),
    ("From 9 a.m. to 5 p.m. EST.", "From nine A.M to five P.M E.S.T."),
    ("At 15:30 GMT.", "At fifteen thirty G.M.T."),
    ("In Q3 2024.", "In Q three twenty twenty-four."),
    ("Sales in 2Q24 rose.", "Sales in the second quarter of twenty-four rose."),
    ("Orders for 2027–28 and on.", "Orders for twenty twenty-seven to twenty-eight and on."),
    ("In March of 1865.", "In March of eighteen sixty-five."),
    ("In A.D. 1066.", "In A.D ten sixty-six."),
    ("On 2/22, or Tue (3/4).", "On February twenty-second, or Tue, March fourth."),
    ("Open Monday–Friday and Sat.-Sun.", "Open Monday to Friday and Saturday to Sunday."),
    ("From Jan.–March 2024.", "From January to March twenty twenty-four."),
    ("At 0600 GMT and 1330 hours.", "At oh six hundred G.M.T and thirteen thirty hours."),
    ("They left at 0430Z.", "They left at oh four thirty Zulu."),
    ("It took 01:30:05.5.", "It took one hour thirty minutes and five point five seconds."),
]
MONEY = [
    ("It costs $1.2 billion.", "It costs one point two billion dollars."),
    ("They paid €5.5bn and £3m.", "They paid five point five billion euros and three million pounds."),
    ("He owes $100k.", "He owes one hundred thousand dollars."),
    ("A $61 billion package.", "A sixty-one-billion-dollar package."),
    ("Senate passes $9 billion aid package.", "Senate passes nine-billion-dollar aid package."),
    ("It rose to $2.50.", "It rose to two dollars fifty cents."),
    ("Only $1 and £0.01.", "Only one dollar and one penny."),
    ("Some 300 UAH or ₴300.", "Some three hundred hryvnias or three hundred hryvnias."),
    ("The $1.5-billion deal.", "The one-point-five-billion-dollar deal."),
    ("A ₹2.5 crore fine.", "A two-point-five-crore-rupee fine."),
    ("From $3-5 million.", "From three to five million dollars."),
    ("It is $20/mo.", "It is twenty dollars per month."),
    ("A $1 billion-dollar plan.", "A one-billion-dollar plan."),
    ("It cost £780,000–£1.2m.", "It cost seven hundred eighty thousand pounds to one point two million pounds."),
    (
        "The $2.5bn-a-year plan and a 100m-euro fund.",
        "The two-point-five-billion-dollar-a-year plan and a one hundred million-euro fund.",
    ),
    ("A fine of Rs. 500.", "A fine of five hundred rupees."),
]
MEASURES = [
    ("They fired 155mm shells.", "They fired one hundred fifty-five millimeter shells."),
    ("At 20 km/h and -20°C.", "At twenty kilometers per hour and minus twenty degrees Celsius."),
    ("It weighs 1 kg, not 2 kg.", "It weighs one kilogram, not two kilograms."),
    ("A 5-km run over 30 sq km.", "A five-kilometer run over thirty square kilometers."),
    ("Some 12m people at 44°N.", "Some twelve million people at forty-four degrees north."),
    ("He ran it in 9.58s.", "He ran it in nine point five eight seconds."),
    ("About 40 km² burned.", "About forty square kilometers burned."),
    ('A 7" blade, "some 9" nails".', "A seven inch blade, some nine inches nails."),
    ("34 IN THE ROOM", "thirty-four In the Room"),
    (
        "Some 12-18 in. of snow, 10 km NW of Oakton.",
        "Some twelve to eighteen inches of snow, ten kilometers northwest of Oakton.",
    ),
    ("A 3/4-inch bolt of 5 µm.", "A three-quarter-inch bolt of five micrometers."),
    ("In Apt. 5B with 5B dollars.", "In Apartment five B with five billion dollars."),
]
POWERS = [
    ("10⁶ bees", "ten to the power of six bees"),
    ("2³ is 8, x² + y⁴ is not.", "two cubed is eight, x squared plus y to the power of four is not."),
    ("Light makes 3 × 10⁸ m/s.", "Light makes three times ten to the power of eight meters per second."),
    (
        "Some 1.5 × 10⁻⁷ kg, or 2ⁿ.",
        "Some one point five times ten to the power of minus seven kilograms, or two to the power of N.",
    ),
    ("Traces of ¹³⁷Cs and U²³⁸.", "Traces of one hundred thirty-seven Cs and U two hundred thirty-eight."),
    ("In 2020² the study³ of 12%¹ cost $5².", "In twenty twenty the study of twelve percent cost five dollars."),
]
SECTIONS = [("I.", "one."), ("I", "one"), ("V.", "five."), ("IX", "nine"), ("It was I.", "It was I.")]
NAMES = [
    ("The F-16s met S-300 and Su-34.", "The F-sixteens met S-three hundred and Su-thirty-four."),
    ("The A320neo and AA1234 at COP28.", "The A-three twenty neo and A.A-twelve thirty-four at COP-twenty-eight."),
    ("Two Ph.D.s and M.B.A.s w/o work.", "Two P.H.D's and M.B.A's without work."),
    ("COVID-19 on 5G.", "COVID-nineteen on five G."),
    ("Henry VIII and Pope Leo XIV.", "Henry the eighth and Pope Leo the fourteenth."),
    ("World War II, Chapter IV.", "World War two, Chapter four."),
    ("You and I know Type II.", "You and I know Type two."),
    ("Gen. Lee met Lt. Col. Orr.", "General Lee met Lieutenant Colonel Orr."),
    ("Oak St. near Dr. Lane Dr.", "Oak Street near Doctor Lane Drive."),
    ("St. Anne's in St. Paul.", "Saint Anne's in Saint Paul."),
    ("No. 7 vs. Acme Inc. in Austin, TX.", "number seven versus Acme Inc in Austin, Texas."),
    ("The U.S. and the U.N. agreed.", "The U.S and the U.N agreed."),
    ("The F.B.I.'s and U.S.-led plans.", "The F.B.I's and U.S-led plans."),
    ("NATO, the EU's MPs and POWs.", "NATO, the E-U's M-P's and P.O.W's."),
    ("The UAE sold UAVs.", "The U.A.E sold U.A.V's."),
    ("Twelve T-90Ms in WWII.", "Twelve T-ninety M's in World War two."),
    ("The tail no. is on p. 3, vol. II.", "The tail number is on page three, volume two."),
    ("Acme Inc.'s 1st Sgt. left Orr v. Lane.", "Acme Inc's first Sergeant left Orr v Lane."),
    ("R&D at M&S.", "R and D at M and S."),
    ("Sen. Orr, D-W.Va., near Exit 12B.", "Senator Orr, Democrat of West Virginia, near Exit twelve B."),
    (
        "The 2nd Armored Div. left Washington, D.C. 20500.",
        "The second Armored Division left Washington, D.C two zero five zero zero.",
    ),
    ("J. K. Rowling and Jonas E. Smith.", "J.K Rowling and Jonas E Smith."),
    ("Jonas A. Smith had plan A. Then B.", "Jonas A-Smith had plan A. Then B."),
    ("Orr, K.; Lane, M. (2003).", "Orr, K; Lane, M, two thousand three."),
    ('Louis XII.\'s reign and "Richard III".', "Louis the twelfth's reign and Richard the third."),
    ("World War I uniforms in Lecture II.", "World War one uniforms in Lecture two."),
    ("Appendix I, by Jonas I, and I.", "Appendix I, by Jonas the first, and I."),
    (
        "In 1987 Dr. Orr lived on 42nd St. in Newark, N.J., then.",
        "In nineteen eighty-seven Doctor Orr lived on forty-second Street in Newark, New Jersey, then.",
    ),
    ("Oak Motor Co. sued Orr & Co. in Co. Cork.", "Oak Motor Company sued Orr and Co in County Cork."),
    ("The 9-to-5 vote: No 10.", "The nine-to-five vote: number ten."),
    ("He was named Sen.", "He was named Sen."),
]
SIGNS = [
    ('"Go," he said. "Now."', "Go, he said. Now."),
    ("It is – as ever — late.", "It is, as ever, late."),
    ("He stopped .. that (Lviv) is safe.", "He stopped, that Lviv is safe."),
    ("They left (after two days) for home.", "They left, after two days, for home."),
    ("As shown [1] and noted[23].", "As shown and noted."),
    (
        "One (20%) met Xi (71) on May 31–June 4.",
        "One, twenty percent, met Xi, seventy-one, on May thirty-first to June fourth.",
    ),
    ("He left–whether he knew or not.", "He left, whether he knew or not."),
    ("Russia–Ukraine talks.", "Russia-Ukraine talks."),
    ("What?! No!!", "What? No!"),
    ("And so...", "And so."),
    ("Great 🎉 news 🚀!", "Great news!"),
    ("Read example.com or a.b@news.org.", "Read example dot com or a dot B at news dot org."),
    ("#StandTogether with @some_one.", "hashtag Stand Together with at some one."),
    ("#Oak2024 and C# by @orr12.", "hashtag Oak twenty twenty-four and C sharp by at orr twelve."),
    ("Read https://www.example.com/about today.", "Read example dot com slash about today."),
    ("At https://example.com/2024/07/24/a-long-title-of-it?x=1 now.", "At example dot com now."),
    ("https://example.com/a", "H.T.T.P.S colon slash slash example dot com slash A"),
    ("In Beijing (北京) and 서울.", "In Beijing beijing and seoul."),
    ("The letter Ж, an α particle.", "The letter Ж, an alpha particle."),
    ("Salt & pepper, § 5, №7, ~30.", "Salt and pepper, section five, number seven, about thirty."),
    ("Київ і Харків.", "Kyiv i Kharkiv."),
    ("Москва and Αθήνα.", "Moskva and Athina."),
    ("TALKS IN GENEVA END WITHOUT A DEAL", "Talks in Geneva end Without A Deal"),
    ("The soldier(s) and/or their kin.", "The soldiers and slash or their kin."),
]


@pytest.mark.parametrize(("written", "spoken"), NUMBERS + DATES + MONEY + MEASURES + POWERS + SECTIONS + NAMES + SIGNS)
def test_english_is_said_as_a_newsreader_says_it(written, spoken):
    assert said(written) == spoken


@pytest.mark.parametrize(
    "written", [case[0] for case in NUMBERS + DATES + MONEY + MEASURES + POWERS + SECTIONS + NAMES + SIGNS]
)
def test_what_is_spoken_is_not_changed_when_it_is_read_again(written):
    once = said(written)

    twice = said(once)

    assert twice == once


@pytest.mark.parametrize(
    "plain",
    [
        "The minister said that talks would go on, but gave no date.",
        "Nobody knew why; everybody asked.",
        "I said it's theirs, isn't it?",
        "Their well-known, long-running dispute ended.",
    ],
)
def test_plain_sentences_stay_as_they_are(plain):
    assert said(plain) == plain


def test_a_word_points_at_the_written_characters_that_it_stands_for():
    text = "On July 24, 2024, it cost $1.2 billion."

    pointed = [(word.spoken, text[word.start : word.end]) for word in verbalize(text, "en")]

    assert pointed == [
        ("On", "On"),
        ("July twenty-fourth, twenty twenty-four,", "July 24, 2024,"),
        ("it", "it"),
        ("cost", "cost"),
        ("one point two billion dollars.", "$1.2 billion."),
    ]


@pytest.mark.parametrize("empty", ["", " ", "...", "—", "()", '"', "🎉", "[1]"])
def test_nothing_is_said_for_what_cannot_be_said(empty):
    assert verbalize(empty, "en") == ()


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Er sagte: «Ja» – dann ging er …", "Er sagte: Ja, dann ging er."),
        ("Le juillet, l'été (enfin) 🎉 !", "Le juillet, l'été enfin!"),
        ("Вона сказала: „Так“.", "Вона сказала: Так."),
    ],
)
def test_other_languages_keep_their_words_and_get_pauses(written, spoken):
    assert said(written, "de") == spoken
