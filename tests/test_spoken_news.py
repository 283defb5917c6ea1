"""News sentences of our own, and how a newsreader says them."""

import pytest

from narrate.spoken import verbalize

MONEY_AND_MARKETS = [
    (
        "The Pentagon announced a $275 million package, its 71st since August 2021.",
        (
            "The Pentagon announced a two-hundred-seventy-five-million-dollar package, its seventy-first since "
            "August twenty twenty-one."
        ),
    ),
    (
        "The Fed cut rates by 25 bps, to a range of 4.50%-4.75%.",
        (
            "The Fed cut rates by twenty-five basis points, to a range of four point five zero percent to four "
            "point seven five percent."
        ),
    ),
    (
        "Q3 revenue came in at $35.1bn, vs. $33.2bn expected.",
        (
            "Q three revenue came in at thirty-five point one billion dollars, versus thirty-three point two "
            "billion dollars expected."
        ),
    ),
    (
        "A US$50bn G7 loan and a $61 billion Ukraine bill.",
        "A fifty-billion-U.S-dollar G-seven loan and a sixty-one-billion-dollar Ukraine bill.",
    ),
    (
        "From $3 to $5 million; between $3m and $5m; from $500 to $1 million.",
        (
            "From three million dollars to five million dollars; between three million dollars and five million "
            "dollars; from five hundred dollars to one million dollars."
        ),
    ),
    (
        "He gave $5 and $10, S$9 and R$10, and £5.99/€6.99.",
        (
            "He gave five dollars and ten dollars, nine Singapore dollars and ten reais, and five pounds "
            "ninety-nine pence, six euros ninety-nine cents."
        ),
    ),
    (
        "Sub-$500 phones; $10 billion-plus; a $5-a-day cut; ₹1 lakh crore; 500 zł.",
        (
            "Sub five hundred dollars phones; ten billion dollars-plus; a five-dollar-a-day cut; one lakh crore "
            "rupees; five hundred zlotys."
        ),
    ),
    (
        "OPEC+ will cut 2.2 mb/d; gas traded at €47.50 per MWh, carbon at €70/t.",
        (
            "OPEC plus will cut two point two million barrels per day; gas traded at forty-seven euros fifty "
            "cents per megawatt hour, carbon at seventy euros per metric ton."
        ),
    ),
    (
        "Between 2m and 3m people; 1 million–1.5 million; Poland's 4.5 bn zloty; 3M's shares.",
        (
            "Between two million and three million people; one million to one point five million; Poland's four "
            "point five billion zloty; three M's shares."
        ),
    ),
    (
        "House prices fell 0.5pc, 2pp below forecasts; 1.000.000 or 12,34,567 of them.",
        (
            "House prices fell zero point five percent, two percentage points below forecasts; one million or "
            "one million two hundred thirty-four thousand five hundred sixty-seven of them."
        ),
    ),
]
WAR = [
    (
        "The A-10s, B-52Hs and F/A-18s left at 0630.",
        "The A-tens, B-fifty-two H's and F.A-eighteens left at oh six thirty.",
    ),
    (
        "The Kh-101s, Kh-59/69 missiles and Shahed-131/136 drones were shot down.",
        (
            "The Kh-one oh ones, Kh-fifty-nine slash sixty-nine missiles and Shahed-one thirty-one slash one "
            "thirty-six drones were shot down."
        ),
    ),
    (
        "The 72nd Mech. Bde. and the 810th Naval Inf. Bde.",
        "The seventy-second Mechanized Brigade and the eight hundred tenth Naval Infantry Brigade.",
    ),
    (
        "At least 3,500-4,000 N. Korean soldiers are there, S. Korea's NIS says.",
        (
            "At least three thousand five hundred to four thousand North Korean soldiers are there, South "
            "Korea's N.I.S says."
        ),
    ),
    (
        "A .45-caliber gun, a 9mm, 5.56x45mm rounds and a .308 rifle.",
        (
            "A forty-five-caliber gun, a nine millimeter, five point five six by forty-five millimeter rounds "
            "and a three oh eight rifle."
        ),
    ),
    (
        "The SBU, GUR, FSB, GRU, MI6 and the PLO, PA and IDF.",
        "The S.B.U, G.U.R, F.S.B, G.R.U, M.I-six and the P.L.O, P.A and I.D.F.",
    ),
    (
        "Lt. Gov. Dan Patrick and Col. (ret.) Jack Keane met Spc. Jones.",
        "Lieutenant Governor Dan Patrick and Colonel, retired, Jack Keane met Specialist Jones.",
    ),
    (
        "NASA's Artemis II; the Minuteman III; Elizabeth II; Chapter II; Gen X.",
        "NASA's Artemis two; the Minuteman three; Elizabeth the second; Chapter two; Gen X.",
    ),
    (
        "LVIV, Ukraine (Reuters) - The army said so.",
        "Lviv, Ukraine Reuters, The army said so.",
    ),
    (
        "NATO — The alliance said no.",
        "NATO, The alliance said no.",
    ),
]
POLITICS = [
    (
        "Sens. Chuck Schumer (D-NY) and Lindsey Graham (R-S.C.) spoke.",
        "Senators Chuck Schumer, Democrat of New York, and Lindsey Graham, Republican of South Carolina, spoke.",
    ),
    (
        "Gov. Tim Walz, D-Minn., and Rep. Mike Turner (R-Ohio) met.",
        "Governor Tim Walz, Democrat of Minnesota, and Representative Mike Turner, Republican of Ohio, met.",
    ),
    (
        "Ex-Gov. Cuomo, then-Sec. of State Rice and Vice-Pres. Harris.",
        "Ex-Governor Cuomo, then-Secretary of State Rice and Vice-President Harris.",
    ),
    (
        "The CDU/CSU, AC/DC, Getty Images/AFP and he/she.",
        "The C.D.U-C.S.U, A.C-D.C, Getty Images, A.F.P and he or she.",
    ),
    (
        "The AP's reporter at the UN's gate; the N.Y. Times; JPMorgan's chief.",
        "The A-P's reporter at the U-N's gate; the New York Times; J.P Morgan's chief.",
    ),
    (
        "They met in Oct. and in mid-Nov.; Jan.-Mar. 2024 was cold.",
        "They met in October and in mid-November; January to March twenty twenty-four was cold.",
    ),
]
SCIENCE_AND_PLACES = [
    (
        "It was 30C in the shade, with highs of 35C (95F).",
        (
            "It was thirty degrees Celsius in the shade, with highs of thirty-five degrees Celsius, ninety-five "
            "degrees Fahrenheit."
        ),
    ),
    (
        "The ISS orbits at 7.66 km/s; p < 0.05; +/- 3.5 points.",
        (
            "The I.S.S orbits at seven point six six kilometers per second; p less than zero point zero five; "
            "plus or minus three point five points."
        ),
    ),
    (
        'The box is 2.5 x 3 x 4 m; 8½" x 11" paper; 500 cu. ft. of it.',
        (
            "The box is two point five by three by four meters; eight and a half by eleven paper; five hundred "
            "cubic feet of it."
        ),
    ),
    (
        "It measures 5 ft 10 in and took 2h 16m; 2 t of it; 10 mcg.",
        ("It measures five feet ten inches and took two hours sixteen minutes; two metric tons of it; ten micrograms."),
    ),
    (
        "At 2022-02-24T05:00:00Z in 476 A.D.",
        "At February twenty-fourth twenty twenty-two, oh five hundred U.T.C in four seventy-six A.D.",
    ),
    (
        "Mr. Smith lives at 221B Baker St., in Rm. 12B, Bldg. 5, Fl. 3.",
        "Mister Smith lives at two twenty-one B Baker Street, in Room twelve B, Building five, Floor three.",
    ),
    (
        "Text 988 or dial 911.",
        "Text nine eight eight or dial nine one one.",
    ),
]
SHORT_FORMS = [
    (
        "No.5, no. 5, pp.5-6, vol.3, c.1900 and Nr. 7.",
        "number five, number five, pages five to six, volume three, circa nineteen hundred and number seven.",
    ),
    (
        "The gov't and the Int'l Fund; Msgr. Kelly; said Sr. Mary; b. 1950, d. 2001.",
        (
            "The government and the International Fund; Monsignor Kelly; said Sister Mary; born nineteen fifty, "
            "died two thousand one."
        ),
    ),
    (
        "Sat 10:00-14:00; Jan '24; 1H24 and 2Q23; MMXXIV; size XL; WrestleMania XL.",
        (
            "Saturday ten to fourteen o'clock; January twenty-four; the first half of twenty-four and the second "
            "quarter of twenty-three; twenty twenty-four; size X.L; WrestleMania forty."
        ),
    ),
    (
        "A 12' tall mast, a 60 W bulb, 220 V, 3,000 rpm, 5 Ω and 120/80 mmHg.",
        (
            "A twelve foot tall mast, a sixty watt bulb, two hundred twenty volts, three thousand revolutions "
            "per minute, five ohms and one hundred twenty over eighty millimeters of mercury."
        ),
    ),
    (
        "The organised centre promised stabilisation; Scalise compromised.",
        "The organized center promised stabilization; Scalise compromised.",
    ),
]
PLACES_AND_SCORES = [
    (
        "Nigeria's N1.5trn deal; the $1.3tn sought; a $5 million pledged loan; 80mph winds.",
        (
            "Nigeria's one-point-five-trillion-naira deal; the one point three trillion dollars sought; a "
            "five-million-dollar pledged loan; eighty mile per hour winds."
        ),
    ),
    (
        "Sri Lanka were 104/5 and lost by 8 wkts; Man Utd drew; Ohtani's 54 HR.",
        (
            "Sri Lanka were one hundred four for five and lost by eight wickets; Manchester United drew; "
            "Ohtani's fifty-four H.R."
        ),
    ),
    (
        "It lies at 50°27'N 30°31'E; diesel is $3.52 per gal and eggs $3.37/doz.",
        (
            "It lies at fifty degrees twenty-seven minutes north thirty degrees thirty-one minutes east; diesel "
            "is three dollars fifty-two cents per gallon and eggs three dollars thirty-seven cents per dozen."
        ),
    ),
    (
        "Open 09.30–17.30 on Tues and Weds 3 Dec.; Dep. Sec. Wood came.",
        (
            "Open nine thirty to seventeen thirty on Tuesday and Wednesday the third of December; Deputy "
            "Secretary Wood came."
        ),
    ),
]
SPORT_AND_LIFE = [
    (
        "She ran the 5K in 14:21.5 and the 4x100m relay.",
        (
            "She ran the five K in fourteen minutes twenty-one point five seconds and the four by one hundred "
            "meter relay."
        ),
    ),
    (
        "The 76ers beat the 49ers; Man. City drew; he had 40 HRs.",
        "The seventy-sixers beat the forty-niners; Manchester City drew; he had forty H-R's.",
    ),
    (
        "The odds are 9/2; 5/5 stars; 2x daily; 2/3rds; iPhone 16s.",
        "The odds are nine to two; five out of five stars; two times daily; two thirds; iPhone sixteens.",
    ),
    (
        "A 5-y.o. boy and a 30yo woman in the 1980 s.",
        "A five-year-old boy and a thirty-year-old woman in the nineteen eighties.",
    ),
    (
        "Read it at example.comNext comes fortune500.com.",
        "Read it at example dot com Next comes fortune five hundred dot com.",
    ),
]
NEWS = [*MONEY_AND_MARKETS, *WAR, *POLITICS, *SCIENCE_AND_PLACES, *SHORT_FORMS, *PLACES_AND_SCORES, *SPORT_AND_LIFE]


@pytest.mark.parametrize(("written", "spoken"), NEWS)
def test_news_is_said_as_a_newsreader_says_it(written, spoken):
    assert " ".join(word.spoken for word in verbalize(written, "en")) == spoken


@pytest.mark.parametrize("written", [written for written, _ in NEWS])
def test_no_letter_or_figure_of_the_news_is_lost(written):
    covered = {place for word in verbalize(written, "en") for place in range(word.start, word.end)}

    assert [char for place, char in enumerate(written) if char.isalnum() and place not in covered] == []
