/* The desk for hands that know their way: moving by key and by mouse, splitting where the caret stands, and the panel
   that says which keys there are. All of it presses buttons and sends forms that are on the page without scripts too. */

const CARET = "\ue000";
const MOVED = "collab:moved";
const NO_QUESTION_MARK = "collab:no-question-mark";
const sheet = document.querySelector(".sheet");
const says = element("p", { className: "vh", role: "status" });

if (sheet) {
  document.body.append(says);
  moveByKey();
  moveByMouse();
  comeBack();
  splitAtCaret();
  showKeys();
}

/* A paragraph or a heading, and the form that moves it; rows of the implications have none. */
function pieceAt(target) {
  const box = target.closest?.(".sheet > .para");
  if (!box) return null;
  return box.classList.contains("para--tools") ? box.previousElementSibling : box;
}
function toolsOf(piece) {
  return isHeading(piece) ? piece.nextElementSibling : piece.querySelector(".para__tools");
}
function moveForm(piece) {
  return toolsOf(piece)?.querySelector('form[action$="/move/"]');
}
function isHeading(piece) {
  return piece.id.startsWith("s-");
}
function controls(piece) {
  return [...toolsOf(piece).querySelectorAll("a, summary, button")];
}

/* Alt and an arrow key: one step, wherever the focus is within the paragraph or the tools of a heading. */
function moveByKey() {
  sheet.addEventListener("keydown", (event) => {
    const direction = { ArrowUp: "up", ArrowDown: "down" }[event.key];
    if (!direction || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const piece = pieceAt(event.target);
    if (!piece) return;
    event.preventDefault();
    const button = moveForm(piece)?.querySelector(`button[value="${direction}"]`);
    if (!button) {
      tell("This row has its place and cannot be moved.");
      return;
    }
    remember(piece, piece.getBoundingClientRect().top, event.target);
    button.form.requestSubmit(button);
  });
}

/* What was moved stays where the eyes are, and the focus stays on it. */
function remember(piece, top, focused = null) {
  keep(sessionStorage, MOVED, JSON.stringify({ id: piece.id, top, control: controls(piece).indexOf(focused) }));
}
function comeBack() {
  const moved = JSON.parse(kept(sessionStorage, MOVED) ?? "null");
  forget(sessionStorage, MOVED);
  const piece = moved && document.getElementById(moved.id);
  if (!piece) return;
  const settle = () => requestAnimationFrame(() => {
    window.scrollBy({ top: piece.getBoundingClientRect().top - moved.top, behavior: "instant" });
    const control = controls(piece)[Math.max(moved.control, 0)];
    const details = control?.closest("details");
    if (details && control.tagName !== "SUMMARY") details.open = true;
    control?.focus({ preventScroll: true });
    const number = piece.querySelector(".para__no")?.textContent.trim().replace(/\.$/, "");
    const message = document.querySelector(".message p")?.textContent ?? "";
    tell(number ? `${message} It is paragraph ${number} now.` : message);
  });
  // Browsers go to the #part once the page is complete.
  document.readyState === "complete" ? settle() : window.addEventListener("load", settle);
}

/* A handle beside each paragraph and heading; a line shows where it will fall. Escape puts it back. */
function moveByMouse() {
  const line = element("div", { className: "fall", hidden: true });
  sheet.append(line);
  let dragged = null;
  let places = [];
  const nearest = (event) => {
    const far = (each) => Math.abs(each.y - event.clientY - window.scrollY);
    return places.reduce((best, each) => (far(each) < far(best) ? each : best));
  };

  for (const piece of sheet.querySelectorAll(":scope > [id^='p-'], :scope > [id^='s-']")) {
    if (!moveForm(piece)) continue;
    const grip = element("span", { className: "grip", draggable: "true", title: "Drag to move" });
    grip.setAttribute("aria-hidden", "true");
    piece.append(grip);
    piece.classList.add("has-grip");
    grip.addEventListener("dragstart", (event) => {
      dragged = piece;
      places = isHeading(piece) ? placesOfHeadings() : placesOfParagraphs();
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", piece.id);
      event.dataTransfer.setDragImage(piece, 0, 0);
      piece.classList.add("is-dragged");
    });
    grip.addEventListener("dragend", () => {
      piece.classList.remove("is-dragged");
      line.hidden = true;
      dragged = null;
    });
  }
  document.addEventListener("dragover", (event) => {
    if (!dragged) return;
    event.preventDefault();
    line.style.top = `${nearest(event).y - sheet.getBoundingClientRect().top - window.scrollY}px`;
    line.hidden = false;
  });
  document.addEventListener("drop", (event) => {
    if (!dragged) return;
    event.preventDefault();
    const place = nearest(event);
    if (place.after === dragged || place.before === dragged) return;
    remember(dragged, place.y - window.scrollY);
    const form = moveForm(dragged).cloneNode(true);
    form.querySelectorAll("button").forEach((button) => button.remove());
    form.hidden = true;
    form.append(element("input", { type: "hidden", name: isHeading(dragged) ? "follows" : "place", value: place.value }));
    document.body.append(form);
    form.submit();
  });
}

/* `after` and `before` are the pieces between which a place is, `value` what the form calls it. */
function placesOfParagraphs() {
  const found = [];
  let section = "";
  for (const piece of sheet.children) {
    if (piece.id.startsWith("s-")) {
      const takes = toolsOf(piece)?.querySelector('a[href*="/paragraphs/new/"]');
      section = takes ? piece.id.slice(2) : "";
      if (section) found.push({ after: piece, y: bottom(toolsOf(piece)), value: `${section}/` });
    } else if (section && piece.id.startsWith("p-")) {
      found.at(-1).before = piece;
      found.push({ after: piece, y: bottom(piece), value: `${section}/${piece.id.slice(2)}` });
    }
  }
  return found;
}
function placesOfHeadings() {
  const headings = [...sheet.querySelectorAll(":scope > [id^='s-']")];
  const found = headings.map((heading, at) => ({
    after: headings[at - 1], before: heading, y: heading.getBoundingClientRect().top + window.scrollY,
    value: headings[at - 1]?.id.slice(2) ?? "",
  }));
  const last = headings.at(-1);
  found.push({ after: last, y: bottom([...sheet.children].filter((each) => each.id.startsWith("p-")).at(-1) ?? toolsOf(last)), value: last.id.slice(2) });
  return found;
}
function bottom(piece) {
  return piece.getBoundingClientRect().bottom + window.scrollY;
}

/* In the form of an open paragraph: split it where the caret stands, saving what was typed. */
function splitAtCaret() {
  const form = document.querySelector("#open form:has([name=version]):has(textarea)");
  if (!form) return;
  const button = element("button", { type: "submit", name: "here", value: "1", className: "govuk-button govuk-button--secondary govuk-button--small" });
  button.textContent = "Split here";
  button.formAction = new URL("split/#open", form.action.split("#")[0]).href;
  form.querySelector(".edit__foot [type=submit]").after(button);
  // The caret stays where it is.
  button.addEventListener("mousedown", (event) => event.preventDefault());
  let marked = false;
  const split = () => {
    const textarea = form.querySelector("textarea[name=body]");
    const editor = form.querySelector("[contenteditable=true]");
    if (editor) {
      editor.focus();
      document.execCommand("insertText", false, CARET);
    } else {
      textarea.setRangeText(CARET, textarea.selectionStart, textarea.selectionStart);
    }
    marked = true;
    // The editor hands on what was typed a moment later.
    setTimeout(() => form.requestSubmit(button), 50);
  };
  button.addEventListener("click", (event) => {
    if (marked) return;
    event.preventDefault();
    split();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.altKey || marked) return;
    event.preventDefault();
    event.stopPropagation();
    split();
  }, true);
}

/* The panel of keys, by its button or by a question mark, which may be switched off. */
function showKeys() {
  const panel = document.getElementById("keys");
  const open = document.getElementById("keys-open");
  if (!panel || !open) return;
  open.hidden = false;
  open.addEventListener("click", () => panel.showModal());
  const mark = panel.querySelector("input");
  mark.checked = kept(localStorage, NO_QUESTION_MARK) === null;
  mark.addEventListener("change", () => (mark.checked ? forget(localStorage, NO_QUESTION_MARK) : keep(localStorage, NO_QUESTION_MARK, "1")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "?" || !mark.checked || panel.open) return;
    if (event.target.closest("input, textarea, select, [contenteditable=true], dialog")) return;
    event.preventDefault();
    panel.showModal();
  });
}

function tell(words) {
  says.textContent = "";
  setTimeout(() => { says.textContent = words; }, 150);
}
function element(tag, attributes) {
  return Object.assign(document.createElement(tag), attributes);
}
/* Storage may be switched off or full: then the page works as without it. */
function kept(storage, key) {
  try { return storage.getItem(key); } catch { return null; }
}
function keep(storage, key, value) {
  try { storage.setItem(key, value); } catch { /* see above */ }
}
function forget(storage, key) {
  try { storage.removeItem(key); } catch { /* see above */ }
}
