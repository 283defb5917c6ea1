// The player: its buttons and keys, the chapters, a place in the address, and what is remembered of the last visit.

const SKIP_S = 15;
const REMEMBER_S = 5; // how much is heard again, at most, after a crash
const GRACE_MS = 1500; // going back so early in an utterance or chapter goes to the one before it

const audio = document.querySelector("audio");
const [play, seek, speed, elapsed, shortcuts] = ["play", "seek", "speed", "elapsed", "shortcuts"].map(byId);
const chapters = [...document.querySelectorAll("#chapters a")];
const chapterStarts = chapters.map((link) => Number(link.dataset.ms));

// What the browser keeps for us. It may refuse to, and then nothing is remembered.
const PLACE = `narrate place ${location.pathname}`;
const SPEED = "narrate speed";
const SHORTCUTS = "narrate shortcuts";

function remembered(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function remember(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // a private window, or a full store
  }
}

const milliseconds = () => Math.round(audio.currentTime * 1000);

function clock(seconds) {
  const [h, m, s] = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map(Math.floor);
  const two = (n) => String(n).padStart(2, "0");
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

// Shows where the sound is: in the text, on the bar, among the chapters.
function update() {
  const now = milliseconds();
  show(now);
  seek.value = now / 1000;
  seek.style.setProperty("--played", seek.value / seek.max);
  elapsed.textContent = clock(now / 1000);
  seek.setAttribute("aria-valuetext", `${elapsed.textContent} / ${clock(seek.max)}`);
  const current = chapterStarts.findLastIndex((start) => start <= now);
  chapters.forEach((link, i) => link.setAttribute("aria-current", i === current));
}

let frame;
function everyFrame() {
  show(milliseconds());
  cancelAnimationFrame(frame); // a hasty pause may have left one
  if (!audio.paused) frame = requestAnimationFrame(everyFrame);
}

function goTo(moment) {
  audio.currentTime = Math.min(Math.max(moment / 1000, 0), seek.max);
  update();
}

function seekTo(moment) {
  if (moment === undefined) return;
  goTo(moment);
  setFollowing(true);
}

const startBefore = (starts) => starts.findLast((start) => start < milliseconds() - GRACE_MS) ?? 0;
const startAfter = (starts) => starts.find((start) => start > milliseconds());

function step(by) {
  speed.selectedIndex = Math.min(Math.max(speed.selectedIndex + by, 0), speed.length - 1);
  setSpeed();
}

function setSpeed() {
  audio.defaultPlaybackRate = audio.playbackRate = Number(speed.value);
  remember(SPEED, speed.value);
}

function toggle() {
  if (!audio.paused) audio.pause();
  else audio.play().catch(() => {}); // what is wrong an error event tells; that a pause comes first is not
}

const actions = {
  toggle,
  back: () => seekTo(milliseconds() - SKIP_S * 1000),
  ahead: () => seekTo(milliseconds() + SKIP_S * 1000),
  utteranceBefore: () => seekTo(startBefore(utterances.start)),
  utteranceAfter: () => seekTo(startAfter(utterances.start)),
  chapterBefore: () => seekTo(startBefore(chapterStarts)),
  chapterAfter: () => seekTo(startAfter(chapterStarts)),
  slower: () => step(-1),
  faster: () => step(1),
  help: () => byId("help").togglePopover(),
};

function tellProblem() {
  byId("problem").textContent = byId("problem").dataset.told;
}

// Keys, as the help names them: what it says is what they do.
const keys = new Map();
for (const key of document.querySelectorAll("#help kbd")) {
  keys.set(key.dataset.key ?? key.textContent, actions[key.closest("[data-does]").dataset.does]);
}

addEventListener("keydown", (event) => {
  if (!shortcuts.checked || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest("select, [type=checkbox]")) return;
  if (event.key === " " && event.target.closest("button, a")) return; // it presses them
  const action = keys.get(event.shiftKey ? `Shift+${event.key}` : event.key) ?? keys.get(event.key);
  if (!action) return;
  event.preventDefault();
  action();
});

shortcuts.checked = remembered(SHORTCUTS) !== "off";
shortcuts.addEventListener("change", () => remember(SHORTCUTS, shortcuts.checked ? "on" : "off"));

for (const [id, action] of [["play", "toggle"], ["back", "back"], ["ahead", "ahead"]]) {
  byId(id).addEventListener("click", actions[action]);
}
seek.addEventListener("input", () => seekTo(seek.value * 1000));
speed.addEventListener("change", setSpeed);

chapters.forEach((link, i) =>
  link.addEventListener("click", (event) => {
    event.preventDefault();
    byId("chapters").hidePopover();
    seekTo(chapterStarts[i]);
  }),
);

document.querySelector("article").addEventListener("click", (event) => {
  if (event.defaultPrevented || !getSelection().isCollapsed) return; // a chapter's link, or selected text
  const clicked = wordAt(event.clientX, event.clientY);
  if (clicked >= 0) seekTo(words.start[clicked]);
});

audio.addEventListener("play", () => {
  history.replaceState(null, "", location.pathname + location.search);
  setFollowing(true);
  everyFrame();
});
audio.addEventListener("pause", () => {
  if (!audio.ended) history.replaceState(null, "", `#t=${Math.floor(audio.currentTime)}`); // to be shared, to come back to
});
for (const name of ["play", "pause"]) {
  audio.addEventListener(name, () => {
    player.classList.toggle("plays", !audio.paused);
    play.setAttribute("aria-label", audio.paused ? play.dataset.paused : play.dataset.plays);
  });
}
audio.addEventListener("error", tellProblem);
if (audio.error) tellProblem();
for (const name of ["seeked", "timeupdate"]) audio.addEventListener(name, update);

const rememberPlace = () => remember(PLACE, audio.ended ? 0 : audio.currentTime);
let rememberedAt = 0;
audio.addEventListener("timeupdate", () => {
  if (Math.abs(audio.currentTime - rememberedAt) < REMEMBER_S) return;
  rememberedAt = audio.currentTime;
  rememberPlace();
});
audio.addEventListener("pause", rememberPlace);
addEventListener("pagehide", rememberPlace);

// The address may ask for a moment, as #t=83 or #t=1:23.
function goWhereAsked() {
  const time = /^#t=([\d:.]+)/.exec(location.hash)?.[1];
  const seconds = time?.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  if (Number.isFinite(seconds)) seekTo(seconds * 1000);
}

addEventListener("hashchange", goWhereAsked);

function tellSystem(session) {
  const { cover } = audio.dataset;
  session.metadata = new MediaMetadata({
    title: document.querySelector("h1").textContent,
    artist: audio.dataset.artist,
    artwork: cover && location.protocol !== "file:" ? [{ src: new URL(cover, location).href }] : [], // no file is allowed
  });
  const handlers = {
    seekbackward: actions.back,
    seekforward: actions.ahead,
    previoustrack: actions.chapterBefore,
    nexttrack: actions.chapterAfter,
    seekto: (details) => seekTo(details.seekTime * 1000),
  };
  for (const [name, handler] of Object.entries(handlers)) session.setActionHandler(name, handler);
}

// From here on the page is no longer what it is without JavaScript.
audio.controls = false;
player.hidden = false;
byId("chapters")?.setAttribute("popover", "");
if ("mediaSession" in navigator) tellSystem(navigator.mediaSession);
if ([...speed.options].some((option) => option.value === remembered(SPEED))) speed.value = remembered(SPEED);
setSpeed();
goTo((Number(remembered(PLACE)) || 0) * 1000);
setFollowing(false); // the reader decides when to go there
goWhereAsked();
