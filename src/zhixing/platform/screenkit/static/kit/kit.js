/* The kit's behaviour, delegated from the document so that swapped-in parts need nothing.
   Loaded in the head and before htmx: remembered columns are hidden before the first paint.
   It prints no words of its own; those it needs stand in data attributes of the page. */
(() => {
  "use strict";
  const $ = (query, root = document) => root.querySelector(query);
  const $$ = (query, root = document) => [...root.querySelectorAll(query)];
  const isShown = (element) => element.getClientRects().length > 0;

  // ── Columns: one style sheet of rules, kept per table in localStorage ──────────────
  const hiddenColumns = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, hiddenColumns];
  const columnsKey = (table) => `zx.columns.${table}`;
  const readHidden = (table) => {
    try { return JSON.parse(localStorage.getItem(columnsKey(table)) || "[]"); } catch { return []; }
  };
  function applyColumns() {
    const rules = [];
    for (let i = 0; i < localStorage.length; i++) {
      const key = localStorage.key(i);
      if (!key.startsWith("zx.columns.")) continue;
      const table = key.slice("zx.columns.".length);
      for (const column of readHidden(table))
        rules.push(`[data-table="${CSS.escape(table)}"] [data-col="${CSS.escape(column)}"]{display:none!important}`);
    }
    hiddenColumns.replaceSync(rules.join("\n"));
  }
  function tickColumns(root) {
    for (const box of $$("[data-column]", root)) {
      const hidden = readHidden(box.closest("[data-table]").dataset.table);
      box.checked = box.disabled || !hidden.includes(box.dataset.column);
    }
  }
  applyColumns();

  // ── The why: fetched beside its figure; focus goes there and comes back ────────────
  let asked = null;
  async function openWhy(link) {
    const panel = $("#why"), body = $("#why-body");
    if (!panel) { location.assign(link.href); return; }
    if (asked) asked.removeAttribute("aria-expanded");
    asked = link;
    const own = link.getAttribute("href");
    const answer = own.startsWith("#") ? $(own)?.innerHTML ?? null : await fetchPart(link.href);
    if (answer === null || asked !== link) return;
    body.innerHTML = answer;
    window.htmx?.process(body);
    panel.hidden = false;
    panel.scrollTop = 0;
    link.setAttribute("aria-expanded", "true");
    $("#why-title").focus({ preventScroll: true });
    if (!isOnScreen(link)) link.scrollIntoView({ block: "center" });
    document.dispatchEvent(new CustomEvent("kit:resized"));
  }
  function closeWhy() {
    const panel = $("#why");
    if (!panel || panel.hidden) return false;
    panel.hidden = true;
    if (asked) { asked.removeAttribute("aria-expanded"); asked.focus(); }
    asked = null;
    document.dispatchEvent(new CustomEvent("kit:resized"));
    return true;
  }
  function isOnScreen(element) {
    const box = element.getBoundingClientRect();
    return box.top >= 0 && box.bottom <= innerHeight;
  }
  async function fetchPart(url) {
    const busy = $("#busy");
    busy?.classList.add("htmx-request");
    try {
      const response = await fetch(url, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
      if (response.ok) return await response.text();
      failed(response.status, response.headers.get("X-Correlation-Id"));
    } catch { toast($("#toasts")?.dataset.offline, "error"); } finally { busy?.classList.remove("htmx-request"); }
    return null;
  }

  // ── Toasts ─────────────────────────────────────────────────────────────────────────
  function toast(text, tone = "plain") {
    const region = $("#toasts");
    if (!region || !text) return;
    const item = document.createElement("div");
    item.className = `toast toast-${tone}`;
    const words = document.createElement("span");
    words.textContent = text;
    const close = document.createElement("button");
    close.type = "button";
    close.className = "quiet";
    close.textContent = "×";
    close.setAttribute("aria-label", region.dataset.close);
    close.addEventListener("click", () => item.remove());
    item.append(words, close);
    region.append(item);
    if (tone !== "error") setTimeout(() => item.remove(), 6000);
  }
  function failed(status, number) {
    const words = $("#toasts")?.dataset;
    if (!words) return;
    if (status === 401 || status === 403) toast(words.denied, "error");
    else toast(words.failed + (number || status), "error");
  }

  // ── Copy as text: what is read is what is copied, block by block ───────────────────
  function asText(root) {
    const lines = [];
    for (const block of $$("p, li, h3, .pairs > div", root)) {
      if (block.closest("[hidden], .acts")) continue;
      if (block.tagName === "LI" && $("p", block)) continue;
      const note = block.tagName === "P" && block.closest("li") ? $$(":scope > small", block.closest("li")) : [];
      const own = block.matches(".pairs > div") ? [...block.children] : [block];
      const text = [...own, ...note].map((part) => part.textContent.replace(/\s+/g, " ").trim()).filter(Boolean);
      lines.push((block.tagName === "H3" ? "\n" : "") + text.join("  "));
    }
    return lines.join("\n").trim() + "\n";
  }
  async function copy(selector) {
    const root = $(selector);
    if (!root) return;
    const text = asText(root);
    try { await navigator.clipboard.writeText(text); } catch { copyByHand(text); }
    toast($("#toasts")?.dataset.copied, "done");
  }
  function copyByHand(text) {
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "vh";
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }

  // ── Clicks ─────────────────────────────────────────────────────────────────────────
  document.addEventListener("click", (event) => {
    const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.button);
    const hit = (query) => event.target.closest(query);
    const why = hit("[data-why]");
    if (why && plain) { event.preventDefault(); if (asked === why) closeWhy(); else openWhy(why); return; }
    if (hit("[data-close-why]")) { closeWhy(); return; }
    if (hit("[data-open-dialog]")) { openDialog(hit("[data-open-dialog]").dataset.openDialog); return; }
    if (hit("[data-close-dialog]")) { hit("dialog").close(); return; }
    if (event.target.tagName === "DIALOG") { event.target.close(); return; }
    if (hit("[data-copy]")) { copy(hit("[data-copy]").dataset.copy); return; }
    if (hit("[data-toggle-table]")) { toggleTable(hit(".chart")); return; }
    if (hit("[data-toggle-nav]")) { toggleNav(); return; }
    if (hit('[aria-disabled="true"]')) { event.preventDefault(); return; }
    if (document.body.dataset.nav === "open" && !hit("#nav")) toggleNav();
    for (const open of $$("details.columns[open]")) if (!open.contains(event.target)) open.open = false;
  });
  function openDialog(id) {
    const dialog = document.getElementById(id);
    if (!dialog || dialog.open) return;
    dialog.showModal();
    // The title, not the button: the Enter that opened the dialog must not also confirm it.
    ($("textarea, input:not([type=hidden])", dialog) || $("h2", dialog))?.focus();
  }
  function toggleNav() {
    const open = document.body.dataset.nav !== "open";
    document.body.dataset.nav = open ? "open" : "";
    $("[data-toggle-nav]").setAttribute("aria-expanded", String(open));
    if (open) $("#nav a")?.focus();
  }

  // ── Keys ───────────────────────────────────────────────────────────────────────────
  const isTyping = (target) => target.matches("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    if (event.target.id === "search") { searchKey(event); return; }
    if (event.key === "Escape") { escape(event); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || $("dialog[open]")) return;
    const act = KEYS[event.key];
    if (act) { if (act(event) !== false) event.preventDefault(); return; }
    const button = /^[a-z]$/.test(event.key) && $$(`[data-key="${event.key}"]`).find(isShown);
    if (button) { event.preventDefault(); press(button); }
  });
  const KEYS = {
    "/": () => $("#search")?.focus(),
    "?": () => openDialog("keys"),
    j: () => moveRow(1),
    k: () => moveRow(-1),
    t: () => { const chart = document.activeElement.closest(".chart") || $(".chart"); if (!chart) return false; toggleTable(chart); return true; },
    Enter: (event) => {
      const row = $("[data-row].is-at");
      if (!row || event.target.closest("a, button, summary, input")) return false;
      const url = row.dataset.href || $("a:not(.why)", row)?.href;
      if (url) location.assign(url);
      return Boolean(url);
    },
  };
  function escape(event) {
    if ($("dialog[open]")) return;
    if (document.body.dataset.nav === "open") { toggleNav(); return; }
    if (!closeWhy() && isTyping(event.target)) event.target.blur();
  }
  function moveRow(step) {
    const rows = $$("[data-row]", $("#main") || document).filter(isShown);
    if (!rows.length) return;
    const at = rows.findIndex((row) => row.classList.contains("is-at"));
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + step))];
    for (const row of rows) { row.classList.toggle("is-at", row === next); if (row !== next) row.removeAttribute("tabindex"); }
    next.setAttribute("tabindex", "-1");
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }
  function press(button) {
    if (button.dataset.openDialog) { openDialog(button.dataset.openDialog); return; }
    const form = button.form;
    const missing = form && $$("input, textarea, select", form).find((field) => !field.checkValidity());
    if (missing) missing.focus(); else form?.requestSubmit(button);
  }
  function searchKey(event) {
    const options = $$("#suggestions [role=option]");
    const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    if (event.key === "Escape") { $("#suggestions").replaceChildren(); event.target.setAttribute("aria-expanded", "false"); event.target.blur(); return; }
    if (event.key === "Enter" && at >= 0) { event.preventDefault(); location.assign(options[at].href); return; }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !options.length) return;
    event.preventDefault();
    const next = (at + step + options.length) % options.length;
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === next)));
    event.target.setAttribute("aria-activedescendant", options[next].id);
  }

  // ── Forms: a thing is sent once; a code field shows for the posts that need it ─────
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); event.stopPropagation(); return; }
    form.dataset.sent = "1";
    form.setAttribute("aria-busy", "true");
  }, true);
  addEventListener("pageshow", () => { for (const form of $$("form[data-sent]")) release(form); });
  function release(form) { delete form.dataset.sent; form.removeAttribute("aria-busy"); }
  // ── Choosing rows: one box for all of a table's, of use only where this script runs ──
  const choosable = (table) => $$("tbody input[type=checkbox]:not(:disabled)", table);
  function showChooser(table) {
    const all = $("[data-choose-all]", table), boxes = choosable(table);
    if (!all) return;
    const chosen = boxes.filter((box) => box.checked).length;
    all.hidden = boxes.length < 2;
    all.checked = chosen === boxes.length;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
  }
  document.addEventListener("DOMContentLoaded", () => $$("table.choose").forEach(showChooser));

  document.addEventListener("change", (event) => {
    const box = event.target, choice = box.closest("table.choose");
    if (choice && box.matches("[data-choose-all]")) for (const row of choosable(choice)) row.checked = box.checked;
    if (choice) showChooser(choice);
    if (box.matches("[data-column]")) {
      const table = box.closest("[data-table]");
      const hidden = $$("[data-column]", table).filter((b) => !b.checked).map((b) => b.dataset.column);
      localStorage.setItem(columnsKey(table.dataset.table), JSON.stringify(hidden));
      applyColumns();
    }
    if (box.name === "post") showCode();
  });
  function showCode() {
    const field = $("[data-code-field]");
    if (!field) return;
    const needed = Boolean($("[data-needs-code]:checked"));
    field.hidden = !needed;
    $("input", field).required = needed;
  }

  // ── Charts: drawn from the table's own cells ───────────────────────────────────────
  let library = null;
  function loadCharts() {
    library ||= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = document.documentElement.dataset.echarts;
      script.onload = () => resolve(window.echarts);
      script.onerror = reject;
      document.head.append(script);
    });
    return library;
  }
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  function readChart(figure) {
    const rows = $$("tbody tr", figure);
    const names = $$("thead th", figure).slice(1).map((th) => th.textContent);
    const cells = rows.map((row) => $$("td", row));
    return {
      kind: figure.dataset.chart,
      categories: rows.map((row) => $("th", row).textContent),
      series: names.map((name, i) => ({
        name,
        values: cells.map((row) => Number(row[i].dataset.value)),
        shown: cells.map((row) => row[i].textContent),
      })),
    };
  }
  function options(chart, rem) {
    const palette = ["slate", "line-strong", "due", "done", "excluded"].map(colour);
    const quiet = colour("ink-quiet"), line = colour("hairline"), ink = colour("ink");
    const text = { fontFamily: getComputedStyle(document.body).fontFamily, fontSize: rem * .8, color: quiet };
    const isBar = chart.kind === "bar", isCrowded = chart.categories.length * chart.series.length > 16;
    return {
      animation: false, color: palette, textStyle: text,
      legend: isBar && chart.series.length > 1 ? { top: 0, right: 0, itemWidth: rem * .7, itemHeight: rem * .7, textStyle: text } : undefined,
      grid: { left: rem * .25, right: isBar ? rem * .25 : widest(chart, text) + rem, top: isBar && chart.series.length > 1 ? rem * 2.2 : rem * 1.6, bottom: rem * .25, containLabel: true },
      xAxis: { type: "category", data: chart.categories, axisTick: { show: false }, axisLine: { lineStyle: { color: quiet } }, axisLabel: text, boundaryGap: true },
      yAxis: { type: "value", min: isBar ? 0 : undefined, scale: !isBar, splitNumber: 4, minInterval: chart.series.every((one) => one.values.every(Number.isInteger)) ? 1 : 0, axisLabel: text, splitLine: { lineStyle: { color: line } } },
      tooltip: { trigger: "axis", renderMode: "richText", confine: true, backgroundColor: colour("paper-raised"), borderColor: line, textStyle: { ...text, color: ink } },
      series: chart.series.map((one) => ({
        name: one.name, type: chart.kind, barMaxWidth: rem * 2.2, symbol: "circle", symbolSize: rem * .4, lineStyle: { width: rem * .14 },
        data: one.values, labelLayout: { hideOverlap: isBar },
        label: { show: isBar && !isCrowded, position: "top", ...text, color: ink, formatter: (point) => one.shown[point.dataIndex] },
        endLabel: { show: !isBar, ...text, color: ink, formatter: () => ending(one) },
      })),
    };
  }
  const ending = (one) => `${one.name} ${one.shown.at(-1)}`;
  function widest(chart, text) {
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = `${text.fontSize}px ${text.fontFamily}`;
    return Math.max(...chart.series.map((one) => pen.measureText(ending(one)).width));
  }
  async function drawCharts(root) {
    const figures = $$("[data-chart]", root).filter((figure) => isShown($(".chart-picture", figure)));
    if (!figures.length) return;
    const echarts = await loadCharts();
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    for (const figure of figures) {
      const place = $(".chart-picture", figure);
      const picture = echarts.getInstanceByDom(place) || echarts.init(place, null, { renderer: "canvas" });
      picture.resize();
      picture.setOption(options(readChart(figure), rem), true);
    }
  }
  function toggleTable(figure) {
    const table = figure.dataset.shows !== "table";
    figure.dataset.shows = table ? "table" : "";
    $("[data-toggle-table]", figure).setAttribute("aria-pressed", String(table));
    if (!table) drawCharts(figure.parentNode);
  }
  let resizing = 0;
  const redrawSoon = () => { clearTimeout(resizing); resizing = setTimeout(() => drawCharts(document), 120); };
  addEventListener("resize", redrawSoon);
  document.addEventListener("kit:resized", redrawSoon);

  // ── Live parts: one stream of ids; the page asks again and its parts take on what is new ──
  // Without a script, or without the stream, the page is what it was when it was loaded.
  const topicsOf = (root) => $$("[data-live]", root).flatMap((part) => part.dataset.live.split(" "));
  let stream = null, heard = new Set(), due = new Set(), asking = 0;
  function listen() {
    const url = document.body.dataset.events, topics = [...new Set(topicsOf(document))].sort();
    if (!url || !topics.length || !window.EventSource || topics.every((topic) => heard.has(topic))) return;
    stream?.close();
    heard = new Set(topics);
    const asked = new URLSearchParams(topics.map((topic) => ["want", topic]));
    asked.append("since", document.body.dataset.eventsSince || "");
    stream = new EventSource(`${url}?${asked}`);
    stream.onmessage = (event) => {
      for (const part of $$("[data-live]"))
        if (event.data === "*" || part.dataset.live.split(" ").includes(event.data)) due.add(part.id);
      // A little chance keeps a hundred screens from asking at the same instant.
      if (due.size) asking ||= setTimeout(refresh, 100 + Math.random() * 400);
    };
  }
  addEventListener("pagehide", () => stream?.close());
  addEventListener("pageshow", (event) => { if (event.persisted) { heard = new Set(); listen(); } });
  const isBusy = (part) => Boolean(
    part.contains(document.activeElement) && isTyping(document.activeElement)
    || $("dialog[open], details[open], form[data-sent]", part)
    || $$("textarea, input:not([type=hidden])", part).some((field) => field.type === "checkbox" ? field.checked !== field.defaultChecked : field.value !== field.defaultValue)
    || part.contains(getSelection()?.anchorNode) && String(getSelection()));
  async function refresh() {
    asking = 0;
    const parts = [...due].map((id) => document.getElementById(id)).filter(Boolean);
    const free = parts.filter((part) => !isBusy(part));
    due = new Set(parts.filter((part) => !free.includes(part)).map((part) => part.id));
    if (free.length) await askAgain(free);
    if (due.size) asking ||= setTimeout(refresh, 1500);
  }
  async function askAgain(parts) {
    const byUrl = new Map();
    for (const part of parts) {
      const url = part.dataset.liveUrl || location.href;
      byUrl.set(url, [...(byUrl.get(url) || []), part]);
    }
    for (const [url, ofUrl] of byUrl) await askOne(url, ofUrl);
    listen();
  }
  async function askOne(url, parts) {
    const response = await fetch(url, { headers: { "HX-Request": "true", "X-Live": "1" }, credentials: "same-origin" }).catch(() => null);
    if (response?.status === 401) { stream?.close(); return; }
    if (!response?.ok) return;
    const page = document.createElement("template");
    page.innerHTML = await response.text();
    const counts = [document.getElementById("nav")].filter(Boolean);
    for (const part of [...parts, ...counts]) {
      const fresh = page.content.getElementById(part.id);
      if (fresh && part.isConnected && (!isBusy(part) || part.id === "nav")) takeOn(part, fresh);
    }
  }
  // Nodes keep their identity, so that focus, scrolling and the row one is at stay where they are.
  const kept = (name, node) => name === "aria-busy" || (name === "tabindex" || name === "class") && node.matches?.(".is-at")
    || name === "aria-expanded" && node === asked;
  function takeOn(part, fresh) {
    const before = new Set($$("[data-row][id]", part).map((row) => row.id));
    const signs = new Map($$("[data-cell]", part).map((cell) => [cell.id, cell.dataset.cell]));
    window.Idiomorph.morph(part, fresh, {
      morphStyle: "outerHTML",
      callbacks: {
        beforeAttributeUpdated: (name, node) => !kept(name, node),
        // A number shown for a purpose, and logged, is not taken away while it is read.
        beforeNodeMorphed: (node) => !node.matches?.(".revealed"),
      },
    });
    for (const row of $$("[data-row][id]", part)) if (!before.has(row.id)) markNew(row);
    if (part.matches("[data-cell]")) markNew(part);
    for (const cell of $$("[data-cell]", part)) if (signs.has(cell.id) && signs.get(cell.id) !== cell.dataset.cell) markNew(cell);
    window.htmx?.process(part);
    tickColumns(part);
    drawCharts(part);
  }
  function markNew(element) {
    element.classList.add("is-new");
    setTimeout(() => element.classList.remove("is-new"), 2500);
  }

  // ── htmx: its failures are told, its swaps are tidied up after ─────────────────────
  document.addEventListener("htmx:responseError", (event) => failed(event.detail.xhr.status, event.detail.xhr.getResponseHeader("X-Correlation-Id")));
  document.addEventListener("htmx:sendError", () => toast($("#toasts")?.dataset.offline, "error"));
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest?.("form");
    if (!form) return;
    release(form);
    if (event.detail.successful && (form.matches("[data-close-after]") || form.closest("dialog"))) form.closest("dialog")?.close();
  });
  /* Where tabs do not fit, the one that is open is the one that must be seen. */
  function showTabs(root) {
    for (const tab of $$(".tabs a[aria-current]", root)) {
      const strip = tab.closest(".tabs"), at = tab.getBoundingClientRect(), box = strip.getBoundingClientRect();
      if (at.left < box.left || at.right > box.right) strip.scrollLeft += at.left - box.left - (box.width - at.width) / 2;
    }
  }

  document.addEventListener("htmx:afterSettle", (event) => {
    const root = event.detail.target || document;
    listen();
    showTabs(root);
    tickColumns(root);
    drawCharts(root);
    $("[data-focus]", root)?.focus();
    if (root.id === "main") $("h1", root)?.scrollIntoView();
    if (root.id === "suggestions") $("#search").setAttribute("aria-expanded", String(root.childElementCount > 0));
  });
  document.addEventListener("toast", (event) => toast(event.detail.text ?? event.detail.value, event.detail.tone));

  document.addEventListener("DOMContentLoaded", () => {
    tickColumns(document);
    showTabs(document);
    showCode();
    drawCharts(document);
    $("[data-focus]")?.focus();
    listen();
  });
})();
