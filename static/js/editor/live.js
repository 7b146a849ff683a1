/* A live table or chart: a block of its own, that the server draws wherever the text is shown. Here it is its caption. */

import { Node } from "../../django_prose_editor/editor.js";

export const LiveBlock = Node.create({
  name: "liveBlock",
  group: "block",
  atom: true,
  addAttributes() {
    return {
      block: {
        default: "",
        parseHTML: (at) => at.dataset.block,
        renderHTML: ({ block }) => ({ "data-block": block }),
      },
      words: { default: "", parseHTML: (at) => at.textContent, renderHTML: () => ({}) },
    };
  },
  parseHTML: () => [{ tag: "div[data-block]" }],
  renderHTML: ({ node, HTMLAttributes }) => ["div", { class: "live", ...HTMLAttributes }, node.attrs.words],
  renderText: ({ node }) => node.attrs.words,
});
