// Warns before a session ends for want of use, and lets one press keep it. Without this script what is saved is kept too.
const box = document.querySelector("[data-idle]");
const said = box.querySelector("[data-idle-said]");
const stay = box.querySelector("[data-idle-stay]");
const WORDS = JSON.parse(box.dataset.words); // see app/presenters/staying.py
const WARNING = Number(box.dataset.warning) * 1000;
const LOOK_EVERY = 5000;
const otherPages = new BroadcastChannel("preceptmap-session");
let ends;
let before = null; // where the reader was
let stage = "";

otherPages.addEventListener("message", (event) => used(event.data));
document.addEventListener("preceptmap:saved", () => usedHere(Number(box.dataset.idle)));
document.addEventListener("visibilitychange", look);
stay.addEventListener("focus", (event) => {
  before = event.relatedTarget ?? before;
});
stay.addEventListener("click", keep);
setInterval(look, LOOK_EVERY);
usedHere(Number(box.dataset.idle));

function usedHere(seconds) {
  used(seconds);
  otherPages.postMessage(seconds);
}

function used(seconds) {
  ends = Date.now() + seconds * 1000;
  if (stage) show("", "");
}

function look() {
  const left = ends - Date.now();
  if (left <= 0) show("ended", WORDS.ended);
  else if (left <= WARNING) show("soon", WORDS.soon.replace("{time}", clockTime(ends)));
  else if (stage) show("", "");
}

async function keep() {
  try {
    const answer = await fetch("/stay", { method: "POST" });
    if (!answer.ok) throw new Error(String(answer.status));
    const { seconds } = await answer.json();
    if (seconds <= 0) {
      ends = Date.now();
      return look();
    }
    usedHere(seconds);
    show("stayed", WORDS.stayed);
    before?.focus();
  } catch {
    show("offline", WORDS.offline);
  }
}

// A screen reader hears each stage once: the time in it does not change while it lasts.
function show(next, words) {
  if (next === stage) return;
  stage = next;
  box.hidden = !words;
  stay.hidden = next !== "soon" && next !== "offline";
  said.textContent = words;
}

function clockTime(moment) {
  return new Date(moment).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}
