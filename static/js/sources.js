/* What a figure in the text is and where it comes from, beside it: by pointing at it, by going to it with the keyboard,
   or by pressing it. The words are those of its entry in the list at the end of the page, to which it leads without
   scripts. Escape closes it, and it stays open while the pointer or the focus is in it. */

const SOON = 150;
const LATE = 250;
const GAP = 8;

let open = null;
let timer = 0;

document.addEventListener("pointerover", ({ target, pointerType }) => {
  if (pointerType !== "mouse") return;
  const figure = figureAt(target);
  if (figure) later(() => show(figure), SOON);
  else if (open && inside(target)) clearTimeout(timer);
  else if (open && !inside(document.activeElement)) later(hide, LATE);
});
document.addEventListener("focusin", ({ target }) => {
  const figure = figureAt(target);
  if (figure && figure.matches(":focus-visible")) show(figure);
  else if (open && !inside(target)) hide();
});
document.addEventListener("click", (event) => {
  const figure = figureAt(event.target);
  if (figure && entryOf(figure)) {
    event.preventDefault();
    const again = open?.figure === figure;
    // A key goes on into the source, a finger or the mouse opens and closes it.
    if (again && event.detail === 0) open.pop.querySelector("a")?.focus();
    else if (again && event.pointerType !== "mouse") hide();
    else show(figure);
  } else if (open && !inside(event.target)) hide();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !open) return;
  const { figure } = open;
  const back = open.pop.contains(document.activeElement);
  hide();
  if (back) figure.focus();
  hide();
});

function figureAt(target) {
  return target?.closest?.("a.figure, a.quoted") ?? null;
}
function entryOf(figure) {
  return document.getElementById(decodeURIComponent(figure.hash.slice(1)))?.querySelector(".source");
}
function inside(target) {
  return Boolean(open && target && (open.pop.contains(target) || open.figure.contains(target)));
}
function later(act, pause) {
  clearTimeout(timer);
  timer = setTimeout(act, pause);
}

function show(figure) {
  clearTimeout(timer);
  if (open?.figure === figure) return;
  hide();
  const entry = entryOf(figure);
  if (!entry) return;
  const pop = document.createElement("div");
  pop.className = "pop";
  pop.popover = "manual";
  pop.id = "source";
  pop.setAttribute("role", "group");
  pop.setAttribute("aria-label", `Where ${figure.textContent} comes from`);
  pop.append(entry.cloneNode(true));
  // Right after the figure, so that the next stop of Tab is within it.
  figure.after(pop);
  figure.setAttribute("aria-expanded", "true");
  figure.setAttribute("aria-controls", pop.id);
  open = { figure, pop };
  pop.showPopover();
  place(figure, pop);
}

/* Below the figure, or above it where there is more room; never beyond the edge of the window. */
function place(figure, pop) {
  const [at] = figure.getClientRects();
  const size = pop.getBoundingClientRect();
  const above = at.bottom + GAP + size.height > innerHeight && at.top - GAP - size.height > 0;
  pop.classList.toggle("pop--above", above);
  const left = Math.min(Math.max(at.left, 12), Math.max(document.documentElement.clientWidth - size.width - 12, 12));
  pop.style.left = `${left + scrollX}px`;
  pop.style.top = `${(above ? at.top - GAP - size.height : at.bottom + GAP) + scrollY}px`;
}

function hide() {
  clearTimeout(timer);
  if (!open) return;
  open.figure.removeAttribute("aria-expanded");
  open.figure.removeAttribute("aria-controls");
  const { pop } = open;
  open = null;
  pop.remove();
}
