/* The tools above the text, as words. Arrow keys go along them; one stop of Tab leads to all of them. */

import { button, el } from "./parts.js";
import { askFigure, askQuoted } from "./figures.js";
import { askCaption, askReference, linkSelection } from "./questions.js";
import { depthOf, indent, outdent } from "./schema.js";

const always = () => true;

/* [words, what it does, whether it is on (for a switch), whether it can be pressed, hidden words] */
function tools(desk) {
  const { editor } = desk;
  const act = (name, ...given) => () => editor.chain().focus()[name](...given).run();
  const can = (name, ...given) => () => editor.can()[name](...given);
  return {
    main: [
      ["Bold", act("toggleBold"), () => editor.isActive("bold")],
      ["Italic", act("toggleItalic"), () => editor.isActive("italic")],
      ["Link", () => linkSelection(desk), () => editor.isActive("link")],
      ["Lettered items", act("toggleOrderedList"), () => editor.isActive("orderedList"), outsideTable(editor)],
      ["Bullets", act("toggleBulletList"), () => editor.isActive("bulletList"), outsideTable(editor)],
      ["Table", act("insertTable", { rows: 3, cols: 2, withHeaderRow: true }), null, outsideTable(editor)],
      ["Cross-reference", () => askReference(desk)],
      ["Figure", () => askFigure(desk)],
      ["Quoted figure", () => askQuoted(desk)],
      ["Undo", act("undo"), null, can("undo"), " typing"],
      ["Redo", act("redo"), null, can("redo"), " typing"],
    ],
    table: [
      ["Row below", act("addRowAfter")],
      ["Column after", act("addColumnAfter")],
      ["Delete row", act("deleteRow")],
      ["Delete column", act("deleteColumn")],
      ["Row headings", act("toggleHeaderColumn"), () => hasRowHeadings(editor)],
      ["Caption", () => askCaption(desk)],
      ["Delete table", act("deleteTable")],
    ],
    items: [
      ["Make it an inner item", () => { indent(editor); editor.commands.focus(); }, null,
        () => depthOf(editor).depth === 1 && editor.can().sinkListItem("listItem")],
      ["Make it an outer item", () => { outdent(editor); editor.commands.focus(); }, null, () => depthOf(editor).depth > 1],
    ],
  };
}

function outsideTable(editor) {
  return () => !editor.isActive("table");
}

function hasRowHeadings(editor) {
  const { $from } = editor.state.selection;
  for (let at = $from.depth; at > 0; at -= 1) {
    const table = $from.node(at);
    if (table.type.name === "table") return table.childCount > 1 && table.child(1).firstChild.type.name === "tableHeader";
  }
  return false;
}

export function makeToolbar(desk) {
  const { editor } = desk;
  const groups = Object.entries(tools(desk)).map(([name, rows]) => {
    const made = rows.map((row) => tool(...row));
    return { name, made, group: el("div", { className: `tools__group tools__group--${name}` }, made.map((each) => each.button)) };
  });
  const bar = el("div", { className: "tools", role: "toolbar", "aria-label": "Tools for the text", "aria-controls": desk.id },
    groups.map((each) => each.group));

  const stops = () => [...bar.querySelectorAll("button")].filter((each) => !each.closest("[hidden]"));
  const refresh = () => {
    for (const { name, made, group } of groups) {
      group.hidden = (name === "table" && !editor.isActive("table"))
        || (name === "items" && (!editor.isActive("listItem") || editor.isActive("table")));
      if (!group.hidden) for (const each of made) each.refresh();
    }
    const open = stops();
    if (!open.some((each) => each.tabIndex === 0)) for (const each of open.slice(0, 1)) each.tabIndex = 0;
  };
  bar.addEventListener("focusin", ({ target }) => {
    for (const each of bar.querySelectorAll("button")) each.tabIndex = each === target ? 0 : -1;
  });
  bar.addEventListener("keydown", (event) => {
    const open = stops();
    const at = open.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: open.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    open[(to + open.length) % open.length].focus();
  });
  for (const each of bar.querySelectorAll("button")) each.tabIndex = -1;
  editor.on("transaction", refresh);
  refresh();
  return bar;
}

function tool(words, press, isOn = null, isPossible = always, hidden = "") {
  const made = button(words, "tools__button", () => { if (made.getAttribute("aria-disabled") !== "true") press(); });
  if (hidden) made.append(el("span", { className: "vh", text: hidden }));
  // The text keeps its cursor while a tool is pressed with the mouse.
  made.addEventListener("mousedown", (event) => event.preventDefault());
  const refresh = () => {
    if (isOn) made.setAttribute("aria-pressed", String(isOn()));
    made.setAttribute("aria-disabled", String(!isPossible()));
  };
  return { button: made, refresh };
}
