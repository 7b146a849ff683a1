/* What the editor asks before it puts something in: an address, a caption, a paragraph to refer to. */

import { walk } from "./figures.js";
import { ADDRESS, button, el, field, question } from "./parts.js";

const MOST_SHOWN = 60;
const LONGEST = 90;

export function linkSelection(desk) {
  const { editor } = desk;
  const linked = editor.isActive("link");
  const bare = editor.state.selection.empty && !linked;
  const words = field("words", "Words");
  const address = field("address", "Address", {
    value: editor.getAttributes("link").href ?? "",
    hint: "It begins with https://, or with mailto: for an e-mail address.",
    type: "url",
  });
  question(editor, linked ? "Change the link" : "Make a link", {
    fill(form) {
      form.append(...(bare ? [words.group] : []), address.group);
      return bare ? words.input : address.input;
    },
    answer() {
      const given = address.input.value.trim();
      const href = /^www\.|^[^\s/:@]+\.[a-z]{2,}(?:\/|$)/i.test(given) ? `https://${given}` : given;
      const said = words.input.value.trim();
      if (bare && !said) return words.fail("Fill in the words that are to lead there."), false;
      if (!ADDRESS.test(href)) return address.fail("Begin the address with https://, with http:// or, for e-mail, with mailto:"), false;
      const chain = editor.chain().focus();
      if (bare) chain.insertContent({ type: "text", text: said, marks: [{ type: "link", attrs: { href } }] }).run();
      else chain.extendMarkRange("link").setLink({ href }).run();
      return true;
    },
    word: linked ? "Change it" : "Put it in",
    also: linked ? [["Take the link away", () => editor.chain().focus().extendMarkRange("link").unsetLink().run()]] : [],
  });
  return true;
}

export function askCaption({ editor }) {
  const caption = field("caption", "Caption", {
    value: editor.getAttributes("table").caption,
    hint: "Say what the figures are, in which unit, and as at when. It stands above the table.",
  });
  question(editor, "Caption of the table", {
    fill(form) {
      form.append(caption.group);
      return caption.input;
    },
    answer() {
      const words = caption.input.value.trim().replace(/\s+/g, " ");
      editor.chain().focus().updateAttributes("table", { caption: words }).run();
    },
    word: "Keep it",
  });
}

/* The paragraphs that have a number, and their items, as the page around the editor shows them. */
function targets() {
  const found = [];
  for (const paragraph of document.querySelectorAll('.sheet .para[id^="p-"]')) {
    const number = paragraph.querySelector(":scope > p > .para__no")?.textContent.trim().replace(/\.$/, "");
    if (!number) continue;
    const key = paragraph.id.slice(2);
    found.push({ value: key, number, words: wordsOf(paragraph.querySelector(":scope > p")) });
    for (const item of paragraph.querySelectorAll("ol.items > li")) {
      const path = pathOf(item);
      if (path.includes("•")) continue;
      const value = [key, ...path.map((mark) => mark.replace(/[()]/g, ""))].join(".");
      found.push({ value, number: number + path.join(""), words: wordsOf(item), item: true });
    }
  }
  return found;
}

function pathOf(item) {
  const path = [];
  for (let at = item; at; at = at.parentElement.closest("li")) path.unshift(at.querySelector(".items__no").textContent.trim());
  return path;
}

function wordsOf(element) {
  const copy = element.cloneNode(true);
  for (const other of copy.querySelectorAll(".para__no, .items__no, .items")) other.remove();
  const words = copy.textContent.trim().replace(/\s+/g, " ");
  return words.length > LONGEST ? `${words.slice(0, LONGEST).replace(/\s+\S*$/, "")} …` : words;
}

export function askReference({ editor }) {
  const all = targets();
  const sought = field("sought", "Number or words", { type: "search" });
  const list = el("ul", { className: "ask__list" });
  const count = el("p", { className: "ask__count", role: "status" });
  let close;

  const put = ({ value, number }) => {
    close();
    editor.chain().focus().insertContent({ type: "reference", attrs: { value, words: number } }).run();
  };
  const show = () => {
    const words = sought.input.value.trim().toLowerCase();
    const fits = all.filter((each) => (words
      ? each.number.startsWith(words) || each.words.toLowerCase().includes(words)
      : !each.item));
    list.replaceChildren(...fits.slice(0, MOST_SHOWN).map((each) => {
      const choice = button("", "ask__choice", () => put(each));
      choice.append(el("b", { text: each.number }), " ", el("span", { text: each.words }));
      return el("li", {}, [choice]);
    }));
    const many = fits.length > MOST_SHOWN ? `The first ${MOST_SHOWN} of ${fits.length}` : `${fits.length}`;
    count.textContent = fits.length ? `${many} to choose from` : "No paragraph has this number or these words.";
    return fits;
  };
  sought.input.addEventListener("input", show);

  question(editor, "Refer to which paragraph?", {
    fill(form, shut) {
      close = shut;
      form.append(sought.group, count, list);
      form.addEventListener("keydown", (event) => walk(event, sought.input, list));
      show();
      return sought.input;
    },
    answer() {
      const [first] = show();
      if (first) put(first);
      return false;
    },
  });
}
