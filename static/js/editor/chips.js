/* Chips: small things within a line that the server knows by a value and that print something of their own. Each kind
   is one call; the next kind stands beside this one. */

import { Node } from "../../django_prose_editor/editor.js";

/* A chip of `kind`, which is its node's name and its class: <data class="kind" value="…">words</data>. */
export function chip(kind) {
  return Node.create({
    name: kind,
    group: "inline",
    inline: true,
    atom: true,
    marks: "_",
    addAttributes() {
      return {
        value: { default: "", parseHTML: (at) => at.getAttribute("value") },
        words: { default: "", parseHTML: (at) => at.textContent, renderHTML: () => ({}) },
      };
    },
    parseHTML() {
      return [{ tag: `data.${kind}[value]` }];
    },
    renderHTML({ node, HTMLAttributes }) {
      return ["data", { class: kind, ...HTMLAttributes }, node.attrs.words];
    },
    renderText({ node }) {
      return node.attrs.words;
    },
  });
}

export const Reference = chip("reference");
export const Figure = chip("figure");
export const Quoted = chip("quoted");
