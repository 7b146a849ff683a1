/* What the editor asks before a figure is put in: which one of the register and how it prints, or, of a figure that
   somebody else gave, its words and where they stand. */

import { button, el, field, question } from "./parts.js";

const PAUSE = 200;

/* The chip of this kind that is selected, or null. */
function chosen(editor, kind) {
  const { node } = editor.state.selection;
  return node?.type.name === kind ? node.attrs : null;
}

export function askQuoted({ editor }) {
  const now = chosen(editor, "quoted");
  const { from, to } = editor.state.selection;
  const words = field("words", "Figure, as it is given", { value: now?.words ?? editor.state.doc.textBetween(from, to, " ") });
  const source = field("source", "Where it stands", { value: now?.value ?? "", hint: "For example “Cabinet report of 3 July 2012, paragraph 9”." });
  question(editor, "A quoted figure", {
    fill(form) {
      form.append(words.group, source.group);
      return words.input.value ? source.input : words.input;
    },
    answer() {
      const [said, from] = [words, source].map((each) => each.input.value.trim().replace(/\s+/g, " "));
      if (!said) return words.fail("Fill in the figure with its words."), false;
      if (!from) return source.fail("Say where it stands, so that a reader can look it up."), false;
      editor.chain().focus().insertContent({ type: "quoted", attrs: { value: from, words: said } }).run();
      return true;
    },
    word: "Put it in",
  });
}

export function askFigure({ editor, form: { dataset } }) {
  const now = chosen(editor, "figure");
  const sought = field("sought", "Words", { type: "search", value: now?.words ?? "", hint: "Such as “joint saving 3b”. Arrow keys go through what is found." });
  const count = el("p", { className: "ask__count", role: "status" });
  const list = el("ul", { className: "ask__list" });
  let close;
  let asked = 0;
  let timer = 0;

  const put = (figure, { typed, printed }) => {
    close();
    const value = typed.slice("{fig:".length, -1);
    editor.chain().focus().insertContent({ type: "figure", attrs: { value, words: printed } }).run();
  };
  /* The ways in which one figure may print, in place of the list. */
  const forms = (figure) => {
    count.textContent = `${figure.name}. How is it to print?`;
    list.replaceChildren(...figure.forms.map((each) => row(each.rounding, figure.source, each.printed, () => put(figure, each))));
    list.querySelector("button")?.focus();
  };
  const show = async () => {
    const mine = (asked += 1);
    const found = await look(`${dataset.figures}?${new URLSearchParams({ words: sought.input.value.trim() })}`);
    if (mine !== asked) return;
    if (!found) return void (count.textContent = "The server did not answer. Try again.");
    list.replaceChildren(...found.figures.map((each) => row(each.name, [each.scope, each.terms, each.as_at, each.source].filter(Boolean).join("; "), each.value, () => forms(each))));
    const shown = found.figures.length;
    count.textContent = !shown ? "No figure was found that all these words are said of."
      : shown < found.count ? `The first ${shown} of ${found.count}` : `${shown} to choose from`;
  };
  sought.input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(show, PAUSE); });
  question(editor, now ? "Another figure, or another way to print it" : "Put a figure in", {
    fill(form, shut) {
      close = shut;
      form.append(sought.group, count, list);
      form.addEventListener("keydown", (event) => walk(event, sought.input, list));
      show();
      return sought.input;
    },
    answer() {
      list.querySelector("button")?.focus();
      return false;
    },
  });
}

function row(name, about, value, press) {
  const choice = button("", "ask__choice ask__choice--figure", press);
  choice.append(el("span", {}, [name, el("span", { className: "ask__about", text: about })]), el("b", { text: value }));
  return el("li", {}, [choice]);
}

async function look(address) {
  try {
    const response = await fetch(address, { headers: { Accept: "application/json" } });
    return response.ok && !response.redirected ? await response.json() : null;
  } catch {
    return null;
  }
}

/* Up and down through the choices, from the field into them and back. */
export function walk(event, input, list) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const stops = [input, ...list.querySelectorAll("button")];
  stops[Math.max(0, Math.min(stops.length - 1, stops.indexOf(document.activeElement) + step))].focus();
}
