/* Small things out of which the editor's tools and questions are made. */

export const ADDRESS = /^(?:https?:\/\/|mailto:)\S+$/i;

export function el(tag, attributes = {}, children = []) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "className") made.className = value;
    else if (name === "text") made.textContent = value;
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

export function button(words, className, press) {
  const made = el("button", { type: "button", className, text: words });
  made.addEventListener("click", press);
  return made;
}

/* A question in a window of its own. `fill` gets the form and may return what to focus; `answer` is called with it when
   it is sent, and returns false to keep it open. However it is left, one writes on where one was. */
export function question(editor, title, { fill, answer, word, also = [] }) {
  const form = el("form", { method: "dialog", className: "ask__form", novalidate: true });
  const heading = el("h2", { className: "ask__title", id: "ask-title", text: title });
  const dialog = el("dialog", { className: "ask", "aria-labelledby": "ask-title" }, [heading, form]);
  document.body.append(dialog);
  const close = () => dialog.close();
  const first = fill(form, close);
  const send = word ? [el("button", { type: "submit", className: "govuk-button govuk-button--small", text: word })] : [];
  const others = also.map(([words, act]) => button(words, "govuk-button govuk-button--text", () => { close(); act(); }));
  const row = el("div", { className: "ask__row" }, [...send, ...others,
    button("Cancel", "govuk-button govuk-button--text", close)]);
  form.append(row);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (answer(form) !== false) close();
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    // At once, and not with the next frame: the next key counts.
    editor.view.focus();
  });
  dialog.showModal();
  first?.focus();
  return dialog;
}

/* A field with its label, hint and room for an error. */
export function field(name, label, { value = "", hint = "", type = "text" } = {}) {
  const id = `ask-${name}`;
  const input = el("input", { id, name, type, value, className: "govuk-input", autocomplete: "off",
    "aria-describedby": `${id}-hint` });
  const group = el("div", { className: "govuk-form-group" }, [
    el("label", { for: id, className: "govuk-label", text: label }),
    el("div", { id: `${id}-hint`, className: "govuk-hint", text: hint, hidden: !hint }),
    el("p", { id: `${id}-error`, className: "govuk-error-message", role: "alert", hidden: true }),
    input,
  ]);
  const fail = (words) => {
    const error = group.querySelector(".govuk-error-message");
    error.textContent = words;
    error.hidden = false;
    group.classList.add("govuk-form-group--error");
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", `${id}-error`);
    input.focus();
  };
  return { group, input, fail };
}

/* What the server makes of a text; null where no answer came. */
export async function ask(desk, body, written) {
  const sent = new FormData();
  const named = desk.form.elements;
  for (const field of ["csrfmiddlewaretoken", "numbers"]) sent.set(field, named[field].value);
  sent.set("body", body);
  sent.set("written", written);
  try {
    const response = await fetch(desk.form.dataset.convert, { method: "POST", body: sent });
    const json = response.headers.get("Content-Type")?.startsWith("application/json");
    return (response.ok || response.status === 422) && json && !response.redirected ? await response.json() : null;
  } catch {
    return null;
  }
}
