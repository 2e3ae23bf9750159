// Shows how far a release is. Without this script the page's link asks again.
const place = document.querySelector("[data-job]");
const bar = place.querySelector("progress");
const words = place.querySelector("#progress-words");
const announcement = place.querySelector("[role=status]");
const check = place.querySelector("[data-check]");
const PAUSE = 2000;
const LOST = "We cannot see how far it is just now. The work goes on.";
let heard = "";

check.hidden = true;
setTimeout(ask, PAUSE);

async function ask() {
  try {
    const answer = await fetch(place.dataset.job);
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    const job = await answer.json();
    if (job.finished) return window.location.reload();
    show(job);
  } catch {
    words.textContent = LOST;
    check.hidden = false;
    announce("lost", LOST);
  }
  setTimeout(ask, PAUSE);
}

function show(job) {
  bar.max = job.of || 1;
  if (job.of) bar.value = job.done;
  else bar.removeAttribute("value");
  words.textContent = job.words;
  check.hidden = true;
  announce(job.of ? Math.floor((4 * job.done) / job.of) : job.words, job.words);
}

// A screen reader hears each new phase and each quarter of the way, not every question.
function announce(what, said) {
  if (heard !== what) announcement.textContent = said;
  heard = what;
}
