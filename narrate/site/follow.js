// The text follows the sound: the utterance and the word that are heard are marked, and stay in view until the reader
// scrolls. Marks are ranges of the CSS Custom Highlight API, so the text stays as it was written, one node a passage.

const player = byId("player");
const follow = byId("follow");
const gently = matchMedia("(prefers-reduced-motion: no-preference)");

const BAND = [0.12, 0.72]; // of the height: the spoken word is brought back when it leaves this part of the window
const RESTS_AT = 0.3; // and comes to lie here
const SCROLL_MS = 1000; // no smooth scrolling of a browser takes longer; what scrolls after it is the reader

const marks = "highlights" in CSS ? { utterance: new Highlight(), word: new Highlight() } : {};
for (const [name, mark] of Object.entries(marks)) CSS.highlights.set(name, mark);

let utterance = -1; // that is marked, in utterances
let word = -1; // in words
let following = false;
let scrolledUntil = 0; // by us

function rangeOf(spans, index) {
  const node = passages[spans.passage[index]].firstChild;
  const range = new Range();
  range.setStart(node, spans.from[index]);
  range.setEnd(node, spans.to[index]);
  return range;
}

function mark(name, spans, index) {
  marks[name]?.clear();
  if (index >= 0) marks[name]?.add(rangeOf(spans, index));
}

// Marks what is heard at a moment; between two utterances the last one stays marked, and no word is.
function show(moment) {
  const nextUtterance = utterances.at(moment);
  const heard = moment < utterances.end[nextUtterance];
  const latest = words.at(moment);
  const nextWord = heard && words.start[latest] >= utterances.start[nextUtterance] ? latest : -1;
  if (nextUtterance !== utterance) {
    passages[utterances.passage[utterance]]?.removeAttribute("aria-current");
    passages[utterances.passage[nextUtterance]]?.setAttribute("aria-current", "true");
    mark("utterance", utterances, nextUtterance);
  }
  if (nextWord !== word) mark("word", words, nextWord);
  const moved = nextUtterance !== utterance || nextWord !== word;
  [utterance, word] = [nextUtterance, nextWord];
  if (moved && following) keepInView();
}

function keepInView() {
  if (utterance < 0) return;
  const box = (word < 0 ? rangeOf(utterances, utterance) : rangeOf(words, word)).getBoundingClientRect();
  const height = innerHeight - player.offsetHeight;
  if (box.top >= height * BAND[0] && box.bottom <= height * BAND[1]) return;
  scrolledUntil = performance.now() + SCROLL_MS;
  scrollBy({ top: box.top - height * RESTS_AT, behavior: gently.matches ? "smooth" : "instant" });
}

function setFollowing(value) {
  following = value;
  follow.hidden = value || utterance < 0;
  if (value) keepInView();
}

function yieldToReader({ target }) {
  if (target.closest?.("#player, [popover]")) return; // a list that scrolls by itself
  if (following) setFollowing(false);
  if (performance.now() < scrolledUntil) scrollTo({ top: scrollY, behavior: "instant" }); // ends a glide of ours
  scrolledUntil = 0;
}

addEventListener("wheel", yieldToReader, { passive: true });
addEventListener("touchmove", yieldToReader, { passive: true });
addEventListener("scroll", (event) => performance.now() > scrolledUntil && yieldToReader(event), { passive: true });
addEventListener("scrollend", () => (scrolledUntil = 0));
follow.addEventListener("click", () => setFollowing(true));

// The word under a point of the window, or -1.
function wordAt(x, y) {
  const caret = document.caretPositionFromPoint?.(x, y) ?? document.caretRangeFromPoint?.(x, y);
  const node = caret?.offsetNode ?? caret?.startContainer;
  const passage = passages.indexOf(node?.parentElement);
  const found = words.before(passage, caret?.offset ?? caret?.startOffset);
  const under = (box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
  const isUnder = (index) => words.passage[index] === passage && [...rangeOf(words, index).getClientRects()].some(under);
  return [found, found - 1].find(isUnder) ?? -1; // a click on a word's last half character is already at the next word
}
