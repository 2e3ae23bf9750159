// Small conveniences on top of pages that work without them.
import { initAll } from "./vendor/nhsuk-frontend.min.js";

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
initAll();

// Print buttons are only useful where a script can open the print dialogue.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A code scanned from a printed sheet arrives after the # and never reaches the server by itself.
const code = document.querySelector("[data-code-from-address]");
if (code && window.location.hash.length > 1) {
  code.value = decodeURIComponent(window.location.hash.slice(1));
  history.replaceState(null, "", window.location.pathname);
}
