/* What a paragraph may hold in the editor: what the notation can say, and nothing else. */

import {
  Bold, BulletList, Document, Dropcursor, Extension, Gapcursor, HardBreak, History, Italic, Link, ListItem,
  Paragraph, Plugin, Table, TableCell, TableHeader, TableRow, Text, TrailingNode, wrappingInputRule,
} from "../../django_prose_editor/editor.js";
import { Figure, Quoted, Reference } from "./chips.js";
import { LiveBlock } from "./live.js";
import { ADDRESS } from "./parts.js";
import { pasting } from "./paste.js";
import { linkSelection } from "./questions.js";

export function extensions(desk) {
  return [
    Document, Paragraph, Text, Bold, Italic, History, Gapcursor, Dropcursor, Reference, Figure, Quoted, LiveBlock,
    TrailingNode.configure({ notAfter: ["paragraph", "orderedList", "bulletList"] }),
    LineBreak, Items, BulletList, Item,
    Link.extend({ addKeyboardShortcuts: () => ({ "Mod-k": () => linkSelection(desk) }) }).configure({
      autolink: false,
      openOnClick: false,
      isAllowedUri: (address) => ADDRESS.test(address ?? ""),
    }),
    CaptionedTable, TableRow, TableHeader.extend(ONE_LINE), TableCell.extend(ONE_LINE),
    keys(desk), pasting(desk),
  ];
}

/* A cell is one line. */
const ONE_LINE = { content: "paragraph" };

/* Ctrl+Enter saves, so that only Shift+Enter breaks a line. */
const LineBreak = HardBreak.extend({
  addKeyboardShortcuts() {
    return { "Shift-Enter": () => this.editor.isActive("table") || this.editor.commands.setHardBreak() };
  },
});

const Item = ListItem.extend({
  content: "paragraph (orderedList | bulletList)*",
  // Tab is looked after below.
  addKeyboardShortcuts() {
    return { Enter: () => this.editor.commands.splitListItem(this.name) };
  },
});

/* Lettered by their order. (The library's own ordered list wants a kind and a start, which the notation has not.) */
const Items = BulletList.extend({
  name: "orderedList",
  parseHTML: () => [{ tag: "ol" }],
  renderHTML: () => ["ol", 0],
  addCommands() {
    return { toggleOrderedList: () => ({ commands }) => commands.toggleList(this.name, "listItem") };
  },
  addKeyboardShortcuts() {
    return { "Mod-Shift-7": () => this.editor.commands.toggleOrderedList() };
  },
  addInputRules() {
    return [wrappingInputRule({ find: /^\((?:[a-z]|[ivx]+)\)\s$/, type: this.type })];
  },
});

const CaptionedTable = Table.extend({
  addAttributes() {
    return {
      caption: {
        default: "",
        parseHTML: (table) => table.dataset.caption ?? "",
        renderHTML: ({ caption }) => (caption ? { "data-caption": caption } : {}),
      },
    };
  },
  addKeyboardShortcuts() {
    const { Tab, "Shift-Tab": back, ...others } = this.parent?.() ?? {};
    return { ...others, Enter: () => this.editor.isActive("table") && (this.editor.commands.goToNextCell() || true) };
  },
});

/* Tab goes to the next cell and makes an inner item where that is possible, and else on to the next field; after Escape
   always. So nobody is held in the text. */
function keys(desk) {
  let leaving = false;
  const steps = (editor, back) => {
    if (editor.isActive("table")) return back ? editor.commands.goToPreviousCell() : editor.commands.goToNextCell();
    if (editor.isActive("listItem")) return back ? outdent(editor) : indent(editor);
    return false;
  };
  const keydown = (editor, event) => {
    if (event.key === "Escape") {
      leaving = true;
      desk.say("Tab now leaves the text.");
      return false;
    }
    if (event.key !== "Tab" || event.ctrlKey || event.altKey || event.metaKey) {
      if (leaving && !["Shift", "Control", "Alt", "Meta"].includes(event.key)) leaving = false;
      return false;
    }
    if (!leaving && steps(editor, event.shiftKey)) event.preventDefault();
    leaving = false;
    return true;
  };
  return Extension.create({
    name: "deskKeys",
    priority: 1000,
    addProseMirrorPlugins() {
      const { editor } = this;
      return [new Plugin({ props: { handleDOMEvents: { keydown: (view, event) => keydown(editor, event) } } })];
    },
  });
}

/* How many items the cursor stands in, and whether the innermost has items of its own. */
export function depthOf(editor) {
  const { $from } = editor.state.selection;
  let depth = 0;
  let item = null;
  for (let at = $from.depth; at > 0; at -= 1) {
    if ($from.node(at).type.name !== "listItem") continue;
    item ??= $from.node(at);
    depth += 1;
  }
  return { depth, parent: (item?.childCount ?? 0) > 1 };
}

export function indent(editor) {
  const { depth, parent } = depthOf(editor);
  return depth === 1 && !parent && editor.commands.sinkListItem("listItem");
}

export function outdent(editor) {
  return depthOf(editor).depth > 1 && editor.commands.liftListItem("listItem");
}
