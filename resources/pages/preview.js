// The preview's own script. It runs in a world apart from the article, whose own scripts never run, and is told
// what to show by PreviewPane: ink.begin, ink.patch, ink.scrollToLine …; it tells back by `post`.
"use strict";
(() => {
  const TOKEN = "$token";
  const CHUNK = 48; // blocks in one part of a long article
  const MOST = 2 * CHUNK;
  // Taken before an article is there: an element named "createElement" or "body" would stand in for the method.
  const root = document.documentElement;
  const view = document.scrollingElement;
  const body = document.querySelector(".article-content");
  const header = document.querySelector(".article-header");
  const palette = document.getElementById("ink-palette");
  const base = document.querySelector("base");
  const create = document.createElement.bind(document);
  const importNode = document.importNode.bind(document);
  const selection = document.getSelection.bind(document);
  const elementAt = document.elementFromPoint.bind(document);
  const byId = document.getElementById.bind(document);
  const named = document.getElementsByName.bind(document);
  const nursery = document.implementation.createHTMLDocument("");
  const holder = nursery.body.appendChild(nursery.createElement("div"));

  const make = nursery.createElement.bind(nursery);
  const walk = nursery.createTreeWalker.bind(nursery);

  let entries = []; // one for each block: {nodes, start, end, chunk, remote}
  let notes = [];
  let place = null; // where the writing pane wants the page: {line, fraction}; null once the reader scrolls
  let expected = 0; // scroll position that we set ourselves
  let touchedAt = -1e9; // when the reader last used wheel, keys or mouse
  let webImages = false;
  let remote = 0;
  let labels = {};

  const post = (name, ...values) => console.info(TOKEN + JSON.stringify([name, ...values]));

  // ---- from HTML to harmless nodes

  const DROPPED = "script,noscript,link,meta,base,template,frameset,param";
  const FRAMES = "iframe,frame,object,embed,applet,portal,fencedframe";
  const NAMES = ["name", "autofocus", "autoplay", "contenteditable", "accesskey", "ping", "target", "popover", "srcdoc", "formaction", "nonce"];
  const HAN = /[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u{20000}-\u{3ffff}]+/gu;
  const has = Function.prototype.call.bind(Element.prototype.hasAttribute);
  const drop = Function.prototype.call.bind(Element.prototype.removeAttribute);
  const replace = Function.prototype.call.bind(Element.prototype.replaceWith);
  const childrenOf = Function.prototype.call.bind(Object.getOwnPropertyDescriptor(Node.prototype, "childNodes").get);

  function parse(html) {
    holder.innerHTML = html;
    if (html.includes("<")) clean();
    if (html.length > inkBounds.least) bound(holder);
    const nodes = Array.from(holder.childNodes, (node) => importNode(node, true));
    holder.textContent = "";
    return nodes;
  }

  const bound = (element) => inkBounds.bound(element, labels.more || "… {}", make, textsOf);

  function textsOf(element) {
    const texts = [];
    const walker = walk(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) texts.push(walker.currentNode);
    return texts;
  }

  function clean() {
    for (const element of holder.querySelectorAll("[name],[autofocus],[autoplay],[contenteditable],[accesskey],[ping],[target],[popover],[srcdoc],[formaction],[nonce]")) {
      for (const name of NAMES) if (has(element, name) && !(name === "name" && element.localName === "a")) drop(element, name);
    }
    for (const element of holder.querySelectorAll(DROPPED)) element.remove();
    for (const element of holder.querySelectorAll("form")) {
      const plain = nursery.createElement("div");
      plain.append(...childrenOf(element));
      replace(element, plain);
    }
    for (const element of holder.querySelectorAll("input,button,select,textarea")) element.setAttribute("disabled", "");
    for (const element of holder.querySelectorAll(FRAMES)) element.replaceWith(card(element));
    for (const element of holder.querySelectorAll("em,i,cite,dfn,var")) stress(element);
    if (!webImages) for (const image of holder.querySelectorAll("img")) if (isRemote(image)) image.setAttribute("data-ink-state", "remote");
  }

  /** Han letters are not slanted but dotted: each run of them directly in a stressed element gets a `span`. */
  function stress(element) {
    for (const node of Array.from(element.childNodes)) {
      if (node.nodeType !== 3 || !node.data.match(HAN)) continue;
      let end = 0;
      const parts = [];
      for (const run of node.data.matchAll(HAN)) {
        const span = nursery.createElement("span");
        span.className = "stressed";
        span.textContent = run[0];
        parts.push(node.data.slice(end, run.index), span);
        end = run.index + run[0].length;
      }
      node.replaceWith(...parts, node.data.slice(end));
    }
  }

  function card(frame) {
    const plain = nursery.createElement("div");
    plain.className = "ink-card";
    const source = frame.getAttribute("src") || frame.getAttribute("data") || "";
    plain.textContent = (labels.frame || "Embedded page") + (source ? ": " + source.slice(0, 300) : "");
    return plain;
  }

  const isRemote = (image) => /^\s*(https?:)?\/\//i.test(image.getAttribute("src") || "") || (!image.getAttribute("src") && has(image, "srcset"));

  // ---- patches

  /** Make the children `olds` of `parent` (next to each other, before `next`) equal to `news`; returns what stands there then. */
  function reconcile(parent, olds, news, next) {
    let low = 0;
    let high = olds.length;
    let top = news.length;
    while (low < high && low < top && olds[low].isEqualNode(news[low])) low++;
    while (high > low && top > low && olds[high - 1].isEqualNode(news[top - 1])) high--, top--;
    const kept = olds.slice(0, low);
    const rest = olds.slice(high);
    const before = rest[0] || next;
    for (let index = low; index < Math.max(high, top); index++) {
      const old = index < high ? olds[index] : null;
      const fresh = index < top ? news[index] : null;
      if (old && fresh && alike(old, fresh)) {
        morph(old, fresh);
        kept.push(old);
      } else {
        if (fresh) {
          parent.insertBefore(fresh, old || before);
          kept.push(fresh);
        }
        if (old) old.remove();
      }
    }
    return kept.concat(rest);
  }

  function alike(old, fresh) {
    if (old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName) return false;
    if (old.nodeType !== 1) return true;
    if (old.namespaceURI !== "http://www.w3.org/1999/xhtml") return false;
    return !/^(img|video|audio|style|select|textarea|input)$/.test(old.localName) || old.getAttribute("src") === fresh.getAttribute("src");
  }

  /** Change `old` into `fresh` and keep what the reader did with it: an opened `details`, a scrolled `pre`, a loaded picture. */
  function morph(old, fresh) {
    if (old.nodeType !== 1) {
      if (old.data !== fresh.data) old.data = fresh.data;
      return;
    }
    for (const name of old.getAttributeNames()) {
      if (!fresh.hasAttribute(name) && !(has(old, "data-ink-state") && /^(title|data-ink-state)$/.test(name)) && !(name === "open" && old.localName === "details")) old.removeAttribute(name);
    }
    for (const name of fresh.getAttributeNames()) {
      const value = fresh.getAttribute(name);
      if (old.getAttribute(name) !== value && !(name === "open" && old.localName === "details")) {
        try {
          old.setAttribute(name, value);
        } catch {
          old.setAttributeNode(fresh.getAttributeNode(name).cloneNode());
        }
      }
    }
    reconcile(old, Array.from(old.childNodes), Array.from(fresh.childNodes), null);
  }

  function patch(message) {
    if (message.fresh) {
      if (entries.length && !place) place = { line: lineAt(0), fraction: 0 };
      clear();
    }
    const anchor = place ? null : readersPlace();
    let remoteBefore = remote;
    for (const [at, removed, moved, pieces] of message.splices) splice(at, removed, moved, pieces);
    if (message.footnotes !== null) notes = reconcile(body, notes, parse(message.footnotes), null);
    if (anchor) holdPlace(anchor);
    else if (place) settle();
    if (remote !== remoteBefore) post("remote", remote);
    if (message.complete && message.splices.length) guessAgain();
    return true;
  }

  function splice(at, removed, moved, pieces) {
    const gone = entries.slice(at, at + removed);
    const fresh = pieces.map(([html, start, end]) => ({ html, start, end, nodes: [], chunk: null, remote: 0 }));
    const both = Math.min(gone.length, fresh.length);
    for (let index = 0; index < both; index++) {
      fresh[index].chunk = gone[index].chunk;
      fill(fresh[index], gone[index].nodes, gone[index].remote, nextNode(gone[index].chunk, at + index + 1));
    }
    for (const entry of gone.slice(both)) {
      for (const node of entry.nodes) node.remove();
      remote -= entry.remote;
      leave(entry.chunk);
    }
    entries.splice(at, removed, ...fresh.slice(0, both));
    for (let index = both; index < fresh.length; index++) insert(at + index, fresh[index]);
    if (moved) {
      for (let index = at + fresh.length; index < entries.length; index++) {
        entries[index].start += moved;
        entries[index].end += moved;
      }
    }
  }

  function insert(at, entry) {
    const before = entries[at - 1];
    const after = entries[at];
    let chunk = before ? before.chunk : after ? after.chunk : null;
    if (!chunk || chunk.size >= MOST || (!after && chunk.size >= CHUNK && /^<h[1-6]/.test(entry.html))) chunk = grow(chunk, at);
    entry.chunk = chunk;
    chunk.size++;
    chunk.guess += guess(entry.html);
    chunk.element.style.containIntrinsicBlockSize = `auto ${Math.round(chunk.guess * scale)}px`;
    const next = nextNode(chunk, at);
    entries.splice(at, 0, entry);
    fill(entry, [], 0, next);
  }

  function fill(entry, olds, remoteBefore, next) {
    const news = entry.html ? parse(entry.html) : [];
    entry.remote = 0;
    if (/<img/i.test(entry.html)) for (const node of news) if (node.nodeType === 1) entry.remote += countRemote(node);
    remote += entry.remote - remoteBefore;
    entry.nodes = reconcile(entry.chunk.element, olds, news, next);
    for (const node of entry.nodes) owners.set(node, entry);
    entry.html = "";
  }

  const owners = new WeakMap();
  const countRemote = (node) => (node.localName === "img" ? [node] : [...node.querySelectorAll("img")]).filter(isRemote).length;

  /** The first node of `chunk` from block `index` on. */
  function nextNode(chunk, index) {
    for (; index < entries.length && entries[index].chunk === chunk; index++) if (entries[index].nodes.length) return entries[index].nodes[0];
    return null;
  }

  /** A new chunk behind `chunk`; the blocks of `chunk` from `at` on move into it. */
  function grow(chunk, at) {
    const fresh = { element: create("ink-chunk"), size: 0, guess: 0 };
    if (chunk) chunk.element.after(fresh.element);
    else body.prepend(fresh.element);
    for (let index = at; chunk && index < entries.length && entries[index].chunk === chunk; index++) {
      fresh.element.append(...entries[index].nodes);
      entries[index].chunk = fresh;
      fresh.size++;
      chunk.size--;
    }
    if (chunk && !chunk.size) chunk.element.remove();
    body.classList.toggle("is-long", body.childElementCount > 2);
    return fresh;
  }

  // A part of a long article that was not on the screen yet has no height of its own, only a guess. The guesses are
  // scaled by what the parts on the screen came to; the browser remembers the true height of those.
  let scale = 1;
  let guessedWidth = 0;

  /** Roughly how many pixels high a block will be, in a column of 640 pixels. In time that grows with its length only. */
  function guess(html) {
    const text = html.replace(/<[^<>]*>/g, "");
    const lines = text.split("\n").length - 1;
    if (html.includes("<pre")) return 55 + lines * 23;
    const rows = (html.match(/<(li|tr|dt|dd|br)\b/g) || []).length;
    const wide = (text.match(/[\u2e80-\u9fff\uff00-\uffef]/g) || []).length;
    return text ? 19 + 31 * Math.max(rows, Math.ceil((wide * 17 + (text.length - wide) * 8) / 640), 1) : 0;
  }

  /** Compare the guesses with the parts on the screen, once for each width of the page. */
  function guessAgain() {
    if (!body.classList.contains("is-long") || guessedWidth === body.clientWidth) return;
    guessedWidth = body.clientWidth;
    const parts = new Set(entries.map((entry) => entry.chunk));
    let real = 0;
    let guessed = 0;
    for (const chunk of parts) {
      const box = chunk.element.getBoundingClientRect();
      if (box.bottom < 0 || box.top > view.clientHeight) continue;
      real += box.height;
      guessed += chunk.guess;
    }
    if (!guessed || !real) return;
    scale = real / guessed;
    for (const chunk of parts) chunk.element.style.containIntrinsicBlockSize = `auto ${Math.round(chunk.guess * scale)}px`;
  }

  function leave(chunk) {
    if (--chunk.size === 0) chunk.element.remove();
    body.classList.toggle("is-long", body.childElementCount > 2);
  }

  function clear() {
    entries = [];
    notes = [];
    remote = 0;
    body.textContent = "";
    guessedWidth = 0;
    body.classList.remove("is-long");
  }

  // ---- lines and places

  function rectOf(node) {
    if (node.nodeType === 1) return node.getBoundingClientRect();
    if (node.nodeType !== 3 || !node.data.trim()) return null;
    const range = new Range();
    range.selectNodeContents(node);
    return range.getBoundingClientRect();
  }

  /** Top and bottom of a block in the window, null where it shows nothing. */
  function extent(entry) {
    let top = Infinity;
    let bottom = -Infinity;
    for (const node of entry.nodes) {
      const rect = rectOf(node);
      if (rect && (rect.height || rect.width)) {
        top = Math.min(top, rect.top);
        bottom = Math.max(bottom, rect.bottom);
      }
    }
    return top < bottom ? [top, bottom] : null;
  }

  /** Points [line, y] through a block: its top, the elements inside that know their line, its bottom. */
  function points(entry) {
    const box = extent(entry);
    if (!box) return [];
    const found = [[entry.start, box[0]]];
    for (const node of entry.nodes) {
      if (node.nodeType !== 1) continue;
      for (const element of node.querySelectorAll("[data-line]")) {
        const line = entry.start + Number(element.getAttribute("data-line"));
        const last = found[found.length - 1];
        const rect = element.getBoundingClientRect();
        if (line > last[0] && rect.height && rect.top >= last[1]) found.push([line, rect.top]);
      }
    }
    found.push([Math.max(entry.end, found[found.length - 1][0]), box[1]]);
    return found;
  }

  /** Index of the last block that begins at or before `line`. */
  function indexOf(line) {
    let low = 0;
    let high = entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (entries[middle].start <= line) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  function shownFrom(index, step) {
    while (index >= 0 && index < entries.length && !extent(entries[index])) index += step;
    return index >= 0 && index < entries.length ? index : -1;
  }

  function between(pairs, value, from, to) {
    let index = 1;
    while (index < pairs.length - 1 && pairs[index][from] <= value) index++;
    const [a, b] = [pairs[index - 1], pairs[index]];
    const share = b[from] > a[from] ? (value - a[from]) / (b[from] - a[from]) : 0;
    return a[to] + Math.min(1, Math.max(0, share)) * (b[to] - a[to]);
  }

  /** Where a source line stands in the window. */
  function yOf(line) {
    const index = shownFrom(Math.max(0, indexOf(line)), -1);
    const following = shownFrom(index < 0 ? 0 : index + 1, 1);
    if (index < 0) return following < 0 ? 0 : extent(entries[following])[0];
    const pairs = points(entries[index]);
    if (line > pairs[pairs.length - 1][0] && following >= 0) pairs.push([entries[following].start, extent(entries[following])[0]]);
    return between(pairs, line, 0, 1);
  }

  /** The source line that stands at `y` in the window. */
  function lineAt(y) {
    let low = 0;
    let high = entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const shown = shownFrom(middle, 1);
      if (shown >= 0 && shown < high && extent(entries[shown])[0] <= y) low = shown + 1;
      else high = middle;
    }
    const index = shownFrom(low - 1, -1);
    if (index < 0) return 0;
    const pairs = points(entries[index]);
    const following = shownFrom(index + 1, 1);
    if (y > pairs[pairs.length - 1][1] && following >= 0) pairs.push([entries[following].start, extent(entries[following])[0]]);
    return between(pairs, y, 1, 0);
  }

  function scrollTo(top) {
    view.scrollTop = top;
    expected = view.scrollTop;
  }

  function settle() {
    if (!place || !entries.length) return 0;
    const wanted = place.line <= 0 && place.fraction === 0 ? -view.scrollTop : yOf(place.line) - place.fraction * view.clientHeight;
    const before = view.scrollTop;
    if (Math.abs(wanted) >= 0.5) scrollTo(before + wanted);
    return Math.abs(view.scrollTop - before);
  }

  function scrollToLine(line, fraction) {
    place = { line, fraction };
    let tries = 5;
    const again = () => {
      // A part that comes into view takes its true size only then.
      if (settle() >= 0.5 && --tries > 0) requestAnimationFrame(again);
    };
    again();
  }

  /** The first block that begins in the window, and where: it must stay there when blocks above it change. */
  function readersPlace() {
    if (view.scrollTop <= 0 || !entries.length) return null;
    const index = shownFrom(Math.max(0, indexOf(lineAt(0)) + 1), 1);
    const box = index >= 0 && extent(entries[index]);
    if (!box || box[0] > view.clientHeight) return null;
    const node = entries[index].nodes.find((one) => one.nodeType === 1);
    return node ? { node, top: box[0] } : null;
  }

  function holdPlace({ node, top }) {
    if (!node.isConnected) return;
    const by = node.getBoundingClientRect().top - top;
    if (Math.abs(by) >= 0.5) scrollTo(view.scrollTop + by);
  }

  // ---- the reader

  const touched = () => (touchedAt = performance.now());
  for (const name of ["wheel", "keydown", "pointerdown", "pointermove", "touchmove"]) {
    addEventListener(name, (event) => (name !== "pointermove" || event.buttons) && touched(), { capture: true, passive: true });
  }

  addEventListener("scroll", () => {
    if (Math.abs(view.scrollTop - expected) < 1.5) return;
    expected = view.scrollTop;
    if (performance.now() - touchedAt > 1000) return;
    touched();
    place = null;
    const room = view.scrollHeight - view.clientHeight;
    // In the last window the line runs on to the end of the text, so that both panes reach their ends together.
    const late = Math.max(0, 1 - (room - view.scrollTop) / Math.min(view.clientHeight, room));
    const top = lineAt(0);
    const end = entries.length ? entries[entries.length - 1].end : 0;
    post("scrolled", view.scrollTop <= 0 ? 0 : top + late * late * (end - top));
  }, { passive: true });

  addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a, area");
    if (link) event.preventDefault();
    if (link && (link.hasAttribute("href") || link.hasAttribute("xlink:href"))) return follow(link.getAttribute("href") || link.getAttribute("xlink:href"));
    if (event.button === 0 && selection().isCollapsed) post("line", lineOf(event.target, event.clientY));
  }, true);
  for (const name of ["auxclick", "submit", "dragstart", "drop", "dragover"]) {
    addEventListener(name, (event) => name === "dragstart" ? null : event.preventDefault(), true);
  }

  function lineOf(target, y) {
    let node = target;
    while (node && node.parentNode !== body && !owners.has(node)) node = node.parentNode;
    const entry = node && owners.get(node);
    const line = lineAt(y);
    return entry ? Math.min(Math.max(line, entry.start), Math.max(entry.start, entry.end - 0.01)) : line;
  }

  function follow(href) {
    if (!href.startsWith("#")) {
      try {
        return post("link", new URL(href, base.href).href);
      } catch {
        return post("link", href);
      }
    }
    const name = href.slice(1);
    let target = byId(name);
    try {
      target = target || byId(decodeURIComponent(name)) || named(decodeURIComponent(name))[0];
    } catch {
      // Not percent-encoded after all.
    }
    if (!target && name) return post("missing", href);
    touched();
    if (target) target.scrollIntoView({ block: "start" });
    else view.scrollTop = 0;
  }

  addEventListener("error", (event) => {
    if (event.target instanceof HTMLImageElement && !has(event.target, "data-ink-state")) event.target.setAttribute("data-ink-state", "broken");
  }, true);
  addEventListener("load", (event) => {
    if (event.target instanceof HTMLImageElement) drop(event.target, "data-ink-state");
    if (place) settle();
  }, true);

  new ResizeObserver(() => {
    guessAgain();
    if (place) settle();
  }).observe(body);

  // ---- what PreviewPane calls

  function pathOf(image) {
    try {
      return decodeURIComponent(new URL(image.src).pathname);
    } catch {
      return "";
    }
  }

  function headLine(name, text) {
    const element = create(name === "title" ? "h1" : "p");
    if (name !== "title") element.className = "byline";
    element.textContent = text;
    if (text.length > inkBounds.least) bound(element);
    return element;
  }

  window.ink = {
    begin({ language, address, head, images, words }) {
      clear();
      labels = words || labels;
      webImages = images;
      root.lang = language;
      base.href = address;
      place = null;
      this.head(head);
      scrollTo(0);
      return true;
    },
    head(head) {
      header.replaceChildren(...["title", "date", "by", "description"].filter((name) => head[name]).map((name) => headLine(name, head[name])));
      return true;
    },
    speak(language) {
      root.lang = language;
    },
    move(address) {
      base.href = address;
    },
    patch,
    clear,
    scrollToLine,
    palette(css) {
      palette.textContent = css;
    },
    /** Explain the pictures of a path of the site that cannot be shown. */
    hint(path, text) {
      for (const image of body.querySelectorAll("img")) if (pathOf(image) === path) image.title = text;
    },
    lineAt,
    yOf,
    /** Answers as long as the page is not kept busy. */
    pulse() {
      return true;
    },
    /** What came of the calls that the page was served with. */
    results() {
      return JSON.stringify(made);
    },
  };

  function call([name, ...values]) {
    try {
      return window.ink[name](...values);
    } catch (error) {
      console.error(error);
      return false;
    }
  }

  const served = byId("ink-calls");
  const made = JSON.parse(served.textContent).map(call);
  served.remove();
})();
