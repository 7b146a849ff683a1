/* The table of a model's posts: what it comes to is asked of the server whenever a box is ticked. Without scripts a
   button asks the same. */

const form = document.getElementById("posts");
const figures = document.getElementById("figures");
const all = document.getElementById("tick-all");
const ticks = [...form.querySelectorAll('input[name="tick"]')];
const offered = all ? [...all.closest("table").querySelectorAll('input[name="tick"]')] : [];
const PAUSE = 150;
let waiting;
let asking;

document.getElementById("work-out").hidden = true;
if (all) {
  all.closest(".js-only").hidden = false;
  all.addEventListener("change", () => {
    for (const box of offered) box.checked = all.checked;
    soon();
  });
}
form.addEventListener("change", (event) => {
  if (event.target.matches('[name="tick"], [name="everything"]')) soon();
});
// Browsers put ticks back themselves when one comes back to the page.
window.addEventListener("pageshow", () => { if (ticks.some((box) => box.checked !== box.defaultChecked)) soon(); });

function soon() {
  if (all) {
    const count = offered.filter((box) => box.checked).length;
    all.checked = count === offered.length;
    all.indeterminate = count > 0 && count < offered.length;
  }
  clearTimeout(waiting);
  waiting = setTimeout(ask, PAUSE);
}

async function ask() {
  asking?.abort();
  asking = new AbortController();
  try {
    const sent = { method: "POST", body: new FormData(form), signal: asking.signal };
    const response = await fetch(form.dataset.figures, sent);
    // Signed out meanwhile, or no longer this person's to do: pressing a button says so.
    if (!response.ok || response.redirected) return offer();
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    figures.replaceChildren(...page.body.childNodes);
  } catch (error) {
    if (error.name !== "AbortError") offer();
  }
}

/* The figures that are shown are no longer those of the ticks. */
function offer() {
  document.getElementById("work-out").hidden = false;
}
