/* What scripts add to pages that work without them. */

import { initAll } from "../vendor/govuk-frontend/govuk-frontend.min.js";

// GOV.UK Frontend wants these set by an inline script, which the security policy forbids.
document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();

focusErrorSummary();
keepFocus();
refuseSecondSubmit();
guardForms();
forgetOnSignOut();

/* A page that came back with errors starts at the list of them, also when the address has a #part of its own. */
function focusErrorSummary() {
  const summary = document.querySelector(".govuk-error-summary");
  if (!summary) return;
  summary.focus();
  // Browsers go to the #part once the page is complete, which takes the focus away again.
  const again = () => requestAnimationFrame(() => {
    if (document.activeElement === document.body) summary.focus();
  });
  if (location.hash) document.readyState === "complete" ? again() : window.addEventListener("load", again);
}

/* Browsers go to the #part of an address once the page is complete, which takes the focus away from whoever has begun
   to type by then: they get it back. */
function keepFocus() {
  if (!location.hash || document.readyState === "complete") return;
  let last = document.activeElement;
  document.addEventListener("focusin", (event) => { last = event.target; });
  window.addEventListener("load", () => requestAnimationFrame(() => {
    if (document.activeElement === document.body && last?.isConnected) last.focus({ preventScroll: true });
  }), { once: true });
}

/* A second press of a button must not save twice. The pause ends by itself, because a form
   may answer with a file to keep, and then the page stays. */
function refuseSecondSubmit() {
  const pause = 5000;
  const sentAt = new WeakMap();
  document.addEventListener("submit", (event) => {
    // A question of the page itself sends nothing.
    if (event.target.method === "dialog") return;
    const now = Date.now();
    if (now - (sentAt.get(event.target) ?? -pause) < pause) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else if (!event.defaultPrevented) {
      sentAt.set(event.target, now);
    }
  }, true);
  // A page brought back by the Back button may be sent again at once.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) for (const form of document.forms) sentAt.delete(form);
  });
}

/* Forms with class js-guard: a warning before typed text is left behind, and a copy of it in this tab,
   offered again after a crash, a lost connection or an expired session. */
function guardForms() {
  const prefix = "collab:typed:";
  const sentMark = "collab:sent";
  const forms = [...document.querySelectorAll("form.js-guard")];
  const keyOf = (field) => prefix + location.pathname + location.search + "#" + field.name;
  const textsOf = (form) => [...form.querySelectorAll("textarea[name]")];
  const keysHere = new Set(forms.flatMap(textsOf).map(keyOf));

  // The page after a sent form. If it is no error page and not the same form again, the text has arrived:
  // the copy has done its work. Pages of errors and the sign-in page say data-keep-typed.
  if (!("keepTyped" in document.body.dataset)) {
    for (const key of JSON.parse(read(sentMark) ?? "[]")) if (!keysHere.has(key)) drop(key);
  }
  drop(sentMark);

  for (const form of forms) {
    // A page that came back, with an error or somebody else's words, holds text that is saved nowhere.
    const returned = "unsaved" in form.dataset;
    let unsaved = returned;
    for (const field of textsOf(form)) {
      const kept = keptOf(field);
      if (returned) keep(field);
      else if (kept === null) continue;
      else if (same(kept.words, savedIn(field, kept.as))) drop(keyOf(field));
      // Some browsers put typed text back themselves.
      else if (kept.as === writtenAs(field) && same(kept.words, field.value)) unsaved = true;
      else offer(form, field, kept);
    }
    form.addEventListener("input", (event) => {
      unsaved = true;
      if (event.target.matches("textarea[name]")) keep(event.target);
    });
    form.addEventListener("submit", () => {
      unsaved = false;
      write(sentMark, JSON.stringify(textsOf(form).map(keyOf)));
    });
    // Text that is left on purpose: a link or button marked data-discard.
    form.addEventListener("click", (event) => {
      if (!event.target.closest("[data-discard]")) return;
      unsaved = false;
      textsOf(form).map(keyOf).forEach(drop);
    });
    window.addEventListener("beforeunload", (event) => {
      if (unsaved) event.preventDefault();
    });
  }

  /* A text area may stand behind an editor: then its text is not what one would type, and the form says so. */
  function writtenAs(field) {
    return field.form.elements.written?.value ?? "notation";
  }
  function savedIn(field, as) {
    return as === "editor" ? field.dataset.editor ?? "" : field.defaultValue;
  }
  function keep(field) {
    write(keyOf(field), JSON.stringify({ as: writtenAs(field), words: field.value }));
  }
  function keptOf(field) {
    try { return JSON.parse(read(keyOf(field))); } catch { return null; }
  }

  function offer(form, field, kept) {
    const box = document.createElement("div");
    box.className = "kept";
    box.setAttribute("role", "status");
    const words = document.createElement("p");
    words.textContent = "Text that you had typed here was kept.";
    const row = document.createElement("div");
    row.className = "kept__row";
    const back = button("Put it back", "govuk-button govuk-button--secondary govuk-button--small", () => {
      box.remove();
      // The editor of the desk takes its own text back.
      const taken = !field.dispatchEvent(new CustomEvent("collab:put-back", { detail: kept, cancelable: true }));
      if (taken) return;
      field.value = kept.words;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    });
    const away = button("Throw it away", "govuk-button govuk-button--text", () => {
      drop(keyOf(field));
      box.remove();
      field.focus();
    });
    row.append(back, away);
    box.append(words, row);
    (field.closest(".govuk-form-group") ?? field).before(box);
  }
}

/* On a shared computer nothing typed stays behind. */
function forgetOnSignOut() {
  for (const form of document.querySelectorAll("form.js-sign-out")) {
    form.addEventListener("submit", () => {
      try {
        sessionStorage.clear();
      } catch { /* nothing could be kept either */ }
    });
  }
}

function button(words, classes, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = classes;
  made.textContent = words;
  made.addEventListener("click", press);
  return made;
}

/* Browsers send other line ends than they show, and the server trims. */
function same(one, other) {
  const plain = (text) => text.replace(/\r\n?/g, "\n").trim();
  return plain(one) === plain(other);
}

/* Storage may be switched off or full: then nothing is kept, and the page works as without it. */
function read(key) {
  try { return sessionStorage.getItem(key); } catch { return null; }
}
function write(key, value) {
  try { sessionStorage.setItem(key, value); } catch { /* see above */ }
}
function drop(key) {
  try { sessionStorage.removeItem(key); } catch { /* see above */ }
}
