/* What is pasted or dropped goes through the server, which keeps words and structure and leaves out the rest: the one
   reader that also reads what is saved. */

import { Extension, Plugin } from "../../django_prose_editor/editor.js";
import { ask } from "./parts.js";

export function pasting(desk) {
  const take = (editor, event, given) => {
    const html = given.getData("text/html");
    const text = given.getData("text/plain");
    event.preventDefault();
    if (html || text) put(desk, editor, html || text, html ? "pasted" : "notation", text);
    else if (given.files.length) desk.say("Pictures and files cannot be put into a paragraph.");
    return true;
  };
  return Extension.create({
    name: "deskPasting",
    priority: 1000,
    addProseMirrorPlugins() {
      const { editor } = this;
      const handleDOMEvents = {
        paste: (view, event) => take(editor, event, event.clipboardData),
        drop: (view, event) => {
          // Words that are moved within the text are the editor's own business.
          if (view.dragging) return false;
          const place = view.posAtCoords({ left: event.clientX, top: event.clientY });
          if (place) editor.commands.setTextSelection(place.pos);
          return take(editor, event, event.dataTransfer);
        },
      };
      return [new Plugin({ props: { handleDOMEvents } })];
    },
  });
}

async function put(desk, editor, body, written, text) {
  const answer = await ask(desk, body, written);
  if (editor.isDestroyed) return;
  if (answer?.error) return desk.say(answer.error);
  desk.say(answer ? answer.left_out : "The server did not answer, so the words were put in without their form.");
  if (!answer) return editor.view.pasteText(text);
  editor.view.pasteHTML(editor.isActive("table") ? oneLine(answer.html) : answer.html);
}

/* In a cell of a table everything stands in one line; a table is laid over the cells. */
function oneLine(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  if (body.querySelector("table")) return html;
  const line = document.createElement("p");
  for (const part of body.querySelectorAll("p")) line.append(...(line.hasChildNodes() ? [" "] : []), ...part.childNodes);
  for (const end of line.querySelectorAll("br")) end.replaceWith(" ");
  return line.outerHTML;
}
