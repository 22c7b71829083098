// What no reader could read is shown in part, as laying it out would keep the page busy for minutes: a word, a
// paragraph or a line of code beyond all measure ends in a mark that says how much is not shown. Only here, in the
// preview: what is rendered, counted and exported is whole.
"use strict";
const inkBounds = (() => {
  const WORD = 4000; // characters without a place to break the line: the engine's time grows with their square
  const PARAGRAPH = 200_000;
  const LINE = 20_000; // of code, which is not broken
  const CODE = 1_000_000;
  const ATTRIBUTE = 2000;
  const ATTRIBUTES = ["alt", "title", "value", "placeholder", "label", "aria-label", "summary", "abbr"];
  const SHOWN = ATTRIBUTES.map((name) => `[${name}]`).join();
  const BLOCKS = "p,li,td,th,dt,dd,pre,h1,h2,h3,h4,h5,h6,div,blockquote,figure,figcaption,summary,details,caption,section,article,aside,main,header,footer,nav,address,center,fieldset,legend,option";
  // Between Han letters and full kana a line may be broken, and after these marks.
  const BREAKS = /[ \t\n\r\f\u200b\u0f0b\p{Script=Han}\u3042\u3044\u3046\u3048\u304a-\u3062\u3064-\u3082\u3084\u3086\u3088-\u308d\u308f-\u3094\u30a2\u30a4\u30a6\u30a8\u30aa-\u30c2\u30c4-\u30e2\u30e4\u30e6\u30e8-\u30ed\u30ef-\u30f4]/gu;
  const NEWLINES = /\n/g;

  /** What may still be shown of one block: `ends` finds where a new unit (word, line) begins, which holds `most`. */
  function roomOf(block) {
    const isCode = block.matches("pre:not([style],.ink-source)");
    return { ends: isCode ? NEWLINES : BREAKS, most: isCode ? LINE : WORD, unit: 0, left: isCode ? CODE : PARAGRAPH, mark: null };
  }

  /** The parts of `text` that are shown and, as numbers, how many characters are not shown in between. */
  function partsOf(text, room) {
    const parts = [];
    let start = 0;
    room.ends.lastIndex = 0;
    while (start < text.length) {
      const found = room.left > 0 ? room.ends.exec(text) : null;
      const end = found ? room.ends.lastIndex : text.length;
      let shown = Math.max(0, Math.min(end - start, room.most - room.unit, room.left));
      if (shown < end - start && /[\udc00-\udfff]/.test(text[start + shown])) shown = Math.max(0, shown - 1);
      add(parts, text.slice(start, start + shown));
      // The end of a line of code stays, so that the next one begins on its own.
      const kept = found && found[0] === "\n" && start + shown < end && room.left > 0 ? 1 : 0;
      add(parts, end - start - shown - kept);
      if (kept) add(parts, "\n");
      room.left -= shown + kept;
      room.unit = found ? 0 : room.unit + (end - start);
      start = end;
    }
    return parts;
  }

  function add(parts, part) {
    if (!part) return;
    if (typeof part === typeof parts.at(-1)) parts.push(parts.pop() + part);
    else parts.push(part);
  }

  /** Put the parts in the text's place; what is left out goes on in the mark before where nothing is shown between. */
  function show(node, parts, room, marks, make) {
    const parent = node.parentNode;
    const nodes = [];
    for (const part of parts) {
      if (typeof part === "string") {
        nodes.push(part);
        room.mark = null;
      } else {
        if (!room.mark) {
          room.mark = { element: make("span"), count: 0 };
          room.mark.element.className = "ink-more";
          nodes.push(room.mark.element);
          marks.push(room.mark);
        }
        room.mark.count += part;
      }
    }
    node.replaceWith(...nodes);
    return parent;
  }

  /** Shorten what lies in `holder`; `words` has "{}" for the number of characters that are not shown. */
  function bound(holder, words, make, textsOf) {
    if (holder.textContent.length > WORD) {
      const rooms = new Map();
      const marks = [];
      for (const node of textsOf(holder)) {
        const block = node.parentNode.closest(BLOCKS) || holder;
        if (!rooms.has(block)) rooms.set(block, roomOf(block));
        const room = rooms.get(block);
        const parts = partsOf(node.data, room);
        if (parts.length === 1 && typeof parts[0] === "string") room.mark = null;
        else if (parts.length) prune(show(node, parts, room, marks, make), block);
      }
      for (const { element, count } of marks) element.textContent = words.replace("{}", count.toLocaleString("en"));
    }
    for (const element of holder.querySelectorAll(SHOWN)) {
      for (const name of ATTRIBUTES) {
        const value = element.getAttribute(name);
        if (value && value.length > ATTRIBUTE) element.setAttribute(name, value.slice(0, ATTRIBUTE).replace(/[\ud800-\udbff]$/, "") + "…");
      }
    }
  }

  /** Elements that lost all they had go too. */
  function prune(element, block) {
    while (element !== block && !element.firstChild) {
      const parent = element.parentNode;
      element.remove();
      element = parent;
    }
  }

  return { bound, least: ATTRIBUTE };
})();
