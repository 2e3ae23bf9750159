// Saves a section while it is being answered. Without this script the buttons save, and nothing else is missed.
const form = document.querySelector("[data-draft]");
const when = document.querySelector("[data-saved]");
const announcement = document.querySelector("[data-announce]");
const PAUSE = 3000;
const WORDS = JSON.parse(form.dataset.words); // in the language of the page; see app/presenters/saving.py
let timer;
let changed = false;
let leaving = false;
let sending = null;
let unanswered = null; // what was sent and not answered: it is sent again as it was, so that it is stored once
let stopped = false;
let heard = false; // that it was saved

form.addEventListener("input", () => {
  changed = true;
  plan();
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") save();
});
form.addEventListener("submit", async (event) => {
  if (leaving) return;
  leaving = true;
  clearTimeout(timer);
  if (!sending && !unanswered) return;
  event.preventDefault();
  await sending;
  if (unanswered) await send();
  form.requestSubmit(event.submitter);
});
window.addEventListener("pageshow", () => {
  leaving = false;
});

function plan() {
  clearTimeout(timer);
  timer = setTimeout(save, PAUSE);
}

async function save() {
  if (leaving || stopped || sending || !(changed || unanswered)) return;
  sending = send();
  await sending;
  sending = null;
  if (changed || unanswered) plan();
}

async function send() {
  if (!unanswered) {
    changed = false;
    unanswered = new URLSearchParams(new FormData(form));
    unanswered.set("once", makeKey());
  }
  try {
    const answer = await fetch(form.dataset.draft, { method: "POST", body: unanswered, keepalive: true });
    if (answer.status >= 500) throw new Error(String(answer.status));
    unanswered = null;
    if (!answer.ok) return refuse(answer.status);
    form.elements.revision.value = (await answer.json()).revision;
    document.dispatchEvent(new Event("preceptmap:saved"));
    const time = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    tell(WORDS.saved.replace("{time}", time), { saved: true });
  } catch {
    tell(WORDS.offline);
  }
}

function refuse(status) {
  stopped = status !== 422; // a wrong answer can be put right here; the others need the page to be sent
  tell(WORDS[status] ?? WORDS.refused);
}

// A screen reader hears the first time it was saved, and whenever it was not.
function tell(words, { saved = false } = {}) {
  if (when.textContent === words) return;
  when.textContent = words;
  if (!saved || !heard) announcement.textContent = words;
  heard = saved;
}

function makeKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
