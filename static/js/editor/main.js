/* The open paragraph of the desk as it prints, in place of the text area with its notation. The text area stays in the
   form and carries what the editor holds; the field "written" says in which of the two ways. */

import { Editor } from "../../django_prose_editor/editor.js";
import { ask, button, el } from "./parts.js";
import { extensions } from "./schema.js";
import { makeToolbar } from "./toolbar.js";

const TYPED = "notation";
const EDITED = "editor";
const CHOICE = "collab:written";

for (const textarea of document.querySelectorAll("textarea[data-editor]")) start(textarea);

function start(textarea) {
  const form = textarea.form;
  const frame = form.closest(".edit");
  const written = el("input", { type: "hidden", name: "written", value: TYPED });
  form.prepend(written);
  const desk = { form, frame, textarea, written, editor: null, toolbar: null, say: null };
  desk.status = el("p", { className: "edit__say", role: "status" });
  desk.say = (words) => { desk.status.textContent = words; };
  frame.querySelector(".edit__tools").append(desk.status);

  const other = button("", "govuk-button govuk-button--text edit__other", () => switchOver(desk));
  frame.querySelector(".edit__foot").append(other);
  desk.other = other;

  textarea.addEventListener("collab:put-back", (event) => {
    event.preventDefault();
    close(desk);
    textarea.value = event.detail.words;
    if (event.detail.as === EDITED) open(desk, event.detail.words);
    name(desk);
    textarea.dispatchEvent(new Event("input", { bubbles: true }));
    focus(desk);
  });
  // The last letters may not have been taken over yet.
  form.addEventListener("submit", () => { if (desk.editor) carry(desk); }, true);
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit(form.querySelector(".edit__foot [type=submit]"));
    }
  });

  if (chosen() === EDITED) open(desk, textarea.dataset.editor);
  name(desk);
  // What came back unsaved is kept in the way in which it stands here now.
  if (desk.editor && "unsaved" in form.dataset) textarea.dispatchEvent(new Event("input", { bubbles: true }));
}

function open(desk, html) {
  const { textarea, frame, written } = desk;
  const label = frame.querySelector(`label[for="${textarea.id}"]`);
  const place = el("div", { className: "edit__text" });
  textarea.before(place);
  label.id ||= `${textarea.id}-label`;
  const errors = document.getElementById(`${textarea.id}_error`);
  desk.id = textarea.id;
  // The list of errors leads to what one writes in.
  textarea.id = `${desk.id}-typed`;
  desk.editor = new Editor({
    element: place,
    // Its few rules stand in our own style sheet.
    injectCSS: false,
    extensions: extensions(desk),
    content: html,
    editorProps: {
      attributes: {
        id: desk.id,
        role: "textbox",
        "aria-multiline": "true",
        "aria-labelledby": `open-name ${label.id}`,
        ...(errors ? { "aria-describedby": errors.id, "aria-invalid": "true" } : {}),
        spellcheck: "true",
      },
    },
    onUpdate: () => {
      carry(desk);
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  carry(desk);
  written.value = EDITED;
  frame.classList.add("is-rich");
  desk.toolbar = makeToolbar(desk);
  frame.querySelector(".edit__tools").prepend(desk.toolbar);
}

function carry(desk) {
  desk.textarea.value = desk.editor.isEmpty ? "" : desk.editor.getHTML();
}

function close(desk) {
  if (!desk.editor) return;
  const place = desk.frame.querySelector(".edit__text");
  desk.editor.destroy();
  place.remove();
  desk.toolbar.remove();
  desk.textarea.id = desk.id;
  desk.written.value = TYPED;
  desk.frame.classList.remove("is-rich");
  desk.editor = desk.toolbar = null;
}

/* From one way of writing to the other, with what has been written. */
async function switchOver(desk) {
  const { textarea } = desk;
  const as = desk.editor ? TYPED : EDITED;
  const answer = await ask(desk, textarea.value, desk.written.value);
  if (!answer) return desk.say("The server did not answer. Your text is as it was; try again.");
  if (answer.error) return desk.say(answer.error);
  close(desk);
  textarea.value = answer.notation;
  if (as === EDITED) open(desk, answer.html);
  choose(as);
  name(desk);
  desk.say("");
  textarea.dispatchEvent(new Event("input", { bubbles: true }));
  focus(desk);
}

function name(desk) {
  desk.other.textContent = desk.editor ? "Type in the light notation" : "Write as it prints";
}

function focus(desk) {
  if (desk.editor) desk.editor.commands.focus();
  else desk.textarea.focus();
}

function chosen() {
  try { return localStorage.getItem(CHOICE) ?? EDITED; } catch { return EDITED; }
}
function choose(as) {
  try { localStorage.setItem(CHOICE, as); } catch { /* then it is asked anew next time */ }
}
