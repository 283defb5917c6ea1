"""Each utterance is one sentence to the voice's own phonemiser."""

import pytest
from piper.phonemize_espeak import EspeakPhonemizer

from narrate.chunk import sentences, utterances
from narrate.spoken import verbalize

ARTICLE = (
    "Gen. Orr met Dr. Lane in the U.S. Capitol at 5 p.m. Monday, Nov. 23, 2023, e.g. for talks.",
    '"He said .. that (Lviv) is ready," the Foreign Ministry wrote. "No." Was it Henry VIII? It was...',
    "The $61 billion package – see example.com or a.b@c.org – pays for F-16s, 155mm shells, etc.",
    "TALKS IN GENEVA END WITHOUT A DEAL",
    "Київ, A. B. Lane Jr. & Co. Inc. vs. No. 5, pp. 3-5 [1], at -20°C; 10 000 people: 3.5% of all!",
    "Yahoo! is up. Is it?! Yes!!! (Maybe.) [No.]",
    "He was born on Jan. 6 in St. Paul, Minn., and moved to Washington, D.C., with Mr. and Mrs. Orr, who",
)
_SPACE = " "


@pytest.mark.parametrize("text", ARTICLE)
@pytest.mark.parametrize("longest", [60, 220])
def test_an_utterance_is_one_sentence_that_ends_in_a_mark(text, longest):
    phonemizer = EspeakPhonemizer()

    for start, end in sentences(text, "en"):
        for words in utterances(verbalize(text[start:end], "en"), longest):
            spoken = " ".join(word.spoken for word in words)
            phonemes = phonemizer.phonemize("en-us", spoken)

            assert len(phonemes) == 1, spoken
            assert "".join(phonemes[0]).rstrip(_SPACE)[-1] in ".,;:!?"
