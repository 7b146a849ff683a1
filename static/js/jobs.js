/* The page of a job looks at itself every so often, until the job is over. Without scripts it is loaded anew instead. */

const PAUSE = 1500;
const LONGEST_PAUSE = 15000;

follow(PAUSE);

async function follow(pause) {
  await new Promise((resolve) => setTimeout(resolve, pause));
  let page;
  try {
    const response = await fetch(location.href, { headers: { Accept: "text/html" } });
    // Signed out meanwhile, or no longer this person's to see: the whole page has to say so.
    if (response.redirected || response.status === 404) return location.reload();
    if (!response.ok) return follow(Math.min(pause * 2, LONGEST_PAUSE));
    page = new DOMParser().parseFromString(await response.text(), "text/html");
  } catch {
    return follow(Math.min(pause * 2, LONGEST_PAUSE));
  }
  show(page);
  if ("live" in page.getElementById("job").dataset) follow(PAUSE);
}

function show(page) {
  const [heading, shown] = [page.querySelector("h1"), document.querySelector("h1")];
  const acts = document.getElementById("job-acts");
  const focused = acts.contains(document.activeElement);
  // What has not changed is left alone, so that it is not read out again and keeps the focus.
  say(document.getElementById("job-state"), page.getElementById("job-state"));
  if (heading.textContent !== shown.textContent) {
    document.title = page.title;
    shown.textContent = heading.textContent;
    acts.replaceChildren(...page.getElementById("job-acts").childNodes);
    if (focused) acts.querySelector("a, button")?.focus();
  } else {
    followBar(acts.querySelector("progress"), page.querySelector("#job-acts progress"));
  }
}

function say(state, next) {
  if (state.textContent.trim() !== next.textContent.trim()) state.replaceChildren(...next.childNodes);
}

function followBar(bar, next) {
  if (!bar || !next) return;
  for (const name of ["value", "max"]) {
    if (next.hasAttribute(name)) bar.setAttribute(name, next.getAttribute(name));
    else bar.removeAttribute(name);
  }
}
