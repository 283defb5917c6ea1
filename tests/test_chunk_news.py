"""Newswire of our own: where a reader takes breath."""

import pytest

from narrate.chunk import sentences

NEWSWIRE = [
    [
        "WASHINGTON (AP) — The U.S. said Monday it would send aid.",
        "The move, approved by Sen. Chuck Schumer, D-N.Y., came late.",
    ],
    ["Shares of Apple Inc. rose 2%.", "Alphabet Inc. fell.", "Amazon.com Inc. and Meta Platforms Inc. were flat."],
    ["He was born in Washington, D.C., in 1955.", "He moved to New York, N.Y., in 1980."],
    ["The meeting ended at 5 p.m.", "The vote followed at 6 p.m. EST on Friday."],
    ["She works for the U.N.", "Her husband works for the U.S. Treasury."],
    ["“It is over,” she said.", "“We lost.”", "Then she left."],
    ["Lt. Gen. H.R. McMaster and Gen. James N. Mattis spoke.", "They agreed."],
    ["The price rose to $3.50.", "That is up from $3.25."],
    ["Mr. Smith vs. Mrs. Jones was decided by Judge A. B. Lane Jr.", "He was appointed in 2010."],
    ["On Nov. 5, voters chose.", "On Jan. 20, the winner takes office."],
    ["He lives on Main St. in St. Louis.", "It is near Elm St.", "The house is old."],
    ["Is it true?", '"Yes!" he shouted.', "Nobody heard."],
    ["The company (NYSE: XYZ) said so.", "(It later denied it.)", "Analysts shrugged."],
    ["The E.U., the U.K. and the U.S. agreed.", "China did not."],
    ["It happened c. 300 B.C.", "The city fell later."],
    ["He has a Ph.D.", "She has an M.B.A. from Yale."],
    ["According to Fig. 3, sales rose.", "See p. 12 for more."],
    ["He said the war would end “soon.”", "Few believed him."],
    ["The prime minister, Mr. K. Starmer, said: “I will not resign.”", "He meant it."],
    ["Visit www.example.com for more.", "Or call 555-1234."],
    ["“What next?” asked one.", "“Who knows?” said another."],
    ["It cost approx. 5 million euros.", "Approx. half was lost."],
    ["The first, second, etc., were fine.", "Apples, pears, etc.", "All were gone."],
    ["He played for Man. United.", "He scored 3 goals vs. Arsenal."],
    ["It was 3 a.m.", "The city slept."],
    ["They arrived at 10 a.m. Monday.", "Police came at 11 a.m.", "Nobody was hurt."],
    ["Rep. Alexandria Ocasio-Cortez, D-N.Y., spoke.", "So did Gov. Kathy Hochul."],
    ["The No. 1 seed lost.", "No. 2 won."],
    ["We have no. of cases to report.", "It rose."],
    ["He works at Yahoo! Inc. in Calif.", "She does not."],
    ["The group, known as Jr. ROTC, met.", "It ended."],
    ["Prices rose 3.5 percent in Oct.", "They fell in Nov.", "They rose in Dec. 2023."],
    ["I saw Dr. Jones on Oct. 3.", "He was well."],
    ["“He’s gone.", "He’s really gone,” she said."],
    ["The ruling (5-4) came in U.S. v. Smith.", "It was close."],
    ["“This is a crime,” Zelensky said on Telegram.", "“Russia must answer.”", "He spoke at 9 p.m."],
    ["The plan failed...", "Nobody knew why."],
    ["He paused … then spoke.", "It was late."],
    ["Read: The Guide to St. Petersburg.", "Then go."],
    ["In 2022 he died.", "5,000 people came."],
    ["It is 10 km away.", "Or is it 12?"],
    ["Mayor Eric L. Adams said no.", "Eric L. was his nickname."],
    ["He is the author of “What Is to Be Done?” and other books.", "It sold well."],
    ["“Why?” she asked.", "“Because!”", "He smiled."],
    ["At Wal-Mart Stores Inc., sales rose.", "At Target Corp., they fell."],
    ["He met with the C.E.O. of Acme Corp. at 3 p.m. in Room No. 5.", "Nothing came of it."],
    ["Kyiv, Feb. 24.", "War began."],
    ["“I’m tired,” said J.K. Rowling.", "“So tired.”"],
    ["He was 45 yrs. old and 6 ft. tall.", "He weighed 200 lbs.", "That is a lot."],
    ["The bill (H.R. 1234) passed.", "The Senate version, S. 56, did not."],
    ["It reads: “Art. 5 applies.”", "It does."],
    ["Ukraine's General Staff reported 1,500 losses.[1]", "The figure could not be verified.[2]"],
    ["U.S. Steel rose.", "U.S. officials said so.", "U.S. and E.U. agree."],
    ["He joined the C.I.A. in 1990.", "In 1995 he left the C.I.A.", "In 2000 he died."],
    ["It's in Vol. 3, No. 2, pp. 4-5.", "See also Ch. 7."],
    ["She was with Brig. Gen. Orr, Maj. Lane and Capt. Roe.", "Sgt. Poe came too."],
    ["St. John's lost to Mt. St. Mary's.", "Ft. Worth won."],
    ["She said, “Mr. President, stop.”", "He did not."],
    ['"We are ready," he said.', '"But we need help.', 'We need it now," he added.'],
    ["The U.S.", "The U.K.", "The E.U."],
    ["He said “No.", "I will not.”", "She said yes."],
    ['"It is over."', "That is what he said."],
]


@pytest.mark.parametrize("parts", NEWSWIRE)
def test_newswire_is_split_where_a_newsreader_would_stop(parts):
    text = " ".join(parts)

    assert [text[start:end] for start, end in sentences(text, "en")] == parts
