// Shortens the way; every page works without it. A page is fetched and its main part, toast and
// title take the place of those that are shown; whatever fails falls back to plain navigation.
"use strict";

const $ = (selector, from = document) => from.querySelector(selector);
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const isSeen = (element) => element.offsetParent !== null || element.getClientRects().length > 0;

// ---------- times in the reader's own zone ----------

function localTimes(root) {
  const now = new Date();
  for (const time of all("time[datetime]", root)) {
    const at = new Date(time.dateTime);
    if (Number.isNaN(at.valueOf())) continue;
    const hour = at.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    const isToday = at.toDateString() === now.toDateString();
    const day = at.toLocaleDateString("en-GB", { day: "numeric", month: "long" });
    time.textContent = isToday ? `today, ${hour}` : `${day}, ${hour}`;
  }
}

// ---------- a page in the place of the one that is shown ----------

function say(words) {
  const toasts = $(".toasts");
  const toast = document.createElement("div");
  toast.className = "toast";
  const text = document.createElement("span");
  text.textContent = words;
  toast.append(text);
  toasts.replaceChildren(toast);
}

function show(html, url, focus) {
  const next = new DOMParser().parseFromString(html, "text/html");
  const main = $("main", next);
  if (!main || !$(".toasts", next) || !$(".side", next)) return false;
  const scrolled = $(".list")?.scrollTop ?? 0;
  const chosen = all(".pick:checked").map((pick) => pick.value);
  document.title = next.title;
  $("main").replaceWith(main);
  $(".side").replaceWith($(".side", next));
  $(".toasts").replaceChildren(...$(".toasts", next).childNodes);
  history.replaceState(null, "", url);
  if ($(".list")) $(".list").scrollTop = scrolled;
  for (const pick of all(".pick")) pick.checked = chosen.includes(pick.value);
  dress(document);
  const target = focus === "row" ? $(".row[aria-current]") : null;
  (target && isSeen(target) ? target : $("[role=alert]") ?? $("#detail") ?? $("main")).focus();
  target?.scrollIntoView({ block: "nearest" });
  return true;
}

async function follow(url, options, focus) {
  let answer;
  try {
    answer = await fetch(url, { headers: { accept: "text/html" }, ...options });
  } catch {
    say("No answer from Hone. Your words are still in the field; try again.");
    return;
  }
  const html = await answer.text();
  // What was refused has no page of its own to come back to.
  const shown = options && !answer.redirected ? location.href : answer.url;
  if (!show(html, shown, focus)) location.assign(answer.redirected || !options ? answer.url : location.href);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || !$(".decide, .toast, .ruling")?.isConnected) return;
  if (!form.closest(".decide, .toast, .ruling")) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form, event.submitter));
  follow(form.action, { method: "POST", body }, "row");
});

document.addEventListener("click", (event) => {
  const close = event.target.closest("[data-close]");
  if (close) {
    close.closest(".toast").remove();
    $("main").focus();
    return;
  }
  const row = event.target.closest("a.row");
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!row || !plain || !isSeen($(".pane") ?? row) || !$(".pane")?.offsetParent) return;
  event.preventDefault();
  follow(row.href, undefined, "row");
});

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const text = document.getElementById(button.dataset.copy);
  text.select();
  try {
    await navigator.clipboard.writeText(text.value);
    say("The agenda is copied.");
  } catch {
    say("It is marked: copy it with your browser.");
  }
});

document.addEventListener("change", (event) => {
  if (event.target.matches(".pick")) count();
});

// ---------- keys ----------

const places = { i: "/", b: "/items", n: "/interviews", s: "/insights", a: "/assumptions", q: "/questions", e: "/evaluate" };
let waitsForPlace = false;

function choose(number) {
  const reason = all(".decide details[open] input[type=radio]")[number - 1];
  reason?.focus();
  reason?.click();
  return Boolean(reason);
}

function press(key) {
  const controls = all(`[aria-keyshortcuts="${key}"]`).filter(isSeen);
  if (controls.length === 0) return false;
  if (controls.length === 1) {
    const control = controls[0];
    control.focus();
    control.click();
    if (control.tagName === "SUMMARY") $("input:not([type=hidden]), button, textarea", control.nextElementSibling)?.focus();
    return true;
  }
  // Several ways, none preferred: the key goes from one to the next, Enter chooses.
  controls[(controls.indexOf(document.activeElement) + 1) % controls.length].focus();
  return true;
}

function move(step) {
  const rows = all(".row").filter(isSeen);
  if (rows.length === 0) return false;
  const at = rows.findIndex((row) => row.hasAttribute("aria-current"));
  const next = rows[Math.min(Math.max(at + step, 0), rows.length - 1)];
  if (next && next !== rows[at]) next.click();
  else next?.focus();
  return true;
}

/** To the next item in the inbox; elsewhere to the next way of a split. */
function leap(step) {
  const groups = all(".group").filter(isSeen);
  const among = groups.length ? groups : all(".cand").filter(isSeen);
  if (among.length === 0) return false;
  const here = groups.length ? $(".row[aria-current]") : document.activeElement;
  const at = among.findIndex((one) => one.contains(here));
  const next = among[Math.min(Math.max(at + step, 0), among.length - 1)];
  if (groups.length) {
    const row = $(".row", next);
    if (at === groups.indexOf(next)) row.focus();
    else row.click();
  } else {
    next.tabIndex = -1;
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }
  return true;
}

/** Says how many are chosen, on the button that shows them together. */
function count() {
  const button = $("[data-several]");
  const chosen = all(".pick:checked").length;
  if (button) button.textContent = chosen > 1 ? `Decide on ${chosen} together` : chosen ? "Decide on 1" : "Decide several";
}

function pick() {
  if (press("x")) return true;
  if ($(".pick")) say("Here there are several ways to say yes: decide on it alone.");
  else if ($(".row")) say("Choose a kind first: only things of one kind are decided together.");
  return Boolean($(".row"));
}

function escape() {
  const open = $(".decide details[open]");
  if (!open) return false;
  open.open = false;
  $("summary", open).focus();
  return true;
}

function act(event) {
  const key = event.key;
  if (waitsForPlace) {
    waitsForPlace = false;
    const place = all(".side a").find((link) => link.getAttribute("href") === places[key]);
    place?.click();
    return Boolean(place);
  }
  if (key === "g") return (waitsForPlace = true);
  if (key === "j" || key === "ArrowDown") return move(1);
  if (key === "k" || key === "ArrowUp") return move(-1);
  if (key === "]") return leap(1);
  if (key === "[") return leap(-1);
  if (key === "x") return pick();
  if (/^[1-8]$/.test(key)) return choose(Number(key));
  if (key === "/" || key === "?" || /^[a-z]$/.test(key)) return press(key);
  return false;
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") return void escape();
  const isTyping = event.target.matches?.("textarea, select, input:not([type=radio], [type=checkbox])");
  // On many keyboards brackets are typed with AltGr, which is no modifier of ours.
  const isHeld = (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState("AltGraph");
  if (isTyping || isHeld || event.isComposing || !document.body.hasAttribute("data-keys")) return;
  const arrows = event.key.startsWith("Arrow");
  if (arrows && !event.target.closest(".list")) return;
  if (event.target.matches?.("input[type=radio]") && (arrows || event.key === "Enter")) {
    if (event.key !== "Enter") return;
    event.preventDefault();
    event.target.form.requestSubmit();
    return;
  }
  if (act(event)) event.preventDefault();
});

// ---------- work in the background ----------

function watch() {
  const card = $("[data-job]");
  if (!card) return;
  const events = new EventSource(`/api/v1/workspaces/current/jobs/${card.dataset.job}/events`);
  const told = (event) => {
    const { done, total, state } = JSON.parse(event.data);
    const progress = $("progress", card);
    if (total > 0) Object.assign(progress, { max: total, value: done });
    const steps = all(".steps li", card);
    steps.forEach((step, at) => {
      step.classList.toggle("done", at < done);
      if (at === done) step.setAttribute("aria-current", "step");
      else step.removeAttribute("aria-current");
    });
    const words = steps.length ? `${$("span", steps[Math.min(done, steps.length - 1)]).textContent}. Step ${Math.min(done + 1, steps.length)} of ${steps.length}.` : `${done} of ${total} done.`;
    if (total > 0 && state === "running") $("[role=status]", card).textContent = words;
  };
  events.addEventListener("progress", told);
  events.addEventListener("result", () => {
    events.close();
    location.assign(card.dataset.then);
  });
  for (const end of ["failure", "cancelled"]) {
    events.addEventListener(end, () => {
      events.close();
      location.reload();
    });
  }
}

// ---------- the map of assumptions: a dot moves up and down, never sideways ----------

const degrees = ["high", "medium", "low"];
const [upperEdge, cell] = [30, 100];
let held = null;

/** Where in the drawing the pointer is, from its upper edge. */
function heightOf(event, svg) {
  return new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse()).y;
}

function degreeAt(height) {
  return degrees[Math.min(Math.max(Math.floor((height - upperEdge) / cell), 0), degrees.length - 1)];
}

function putBack() {
  for (const spot of all(".spot[transform]")) spot.removeAttribute("transform");
  const form = $("[data-weigh]");
  if (form) form.hidden = true;
}

document.addEventListener("pointerdown", (event) => {
  const spot = event.target.closest(".moves .spot");
  if (!spot || event.button !== 0) return;
  event.preventDefault();
  putBack();
  const svg = spot.ownerSVGElement;
  held = { spot, svg, from: heightOf(event, svg), home: Number($("circle", spot).getAttribute("cy")) };
  spot.classList.add("held");
  svg.setPointerCapture(event.pointerId);
});

document.addEventListener("pointermove", (event) => {
  if (!held) return;
  const height = Math.min(Math.max(held.home + heightOf(event, held.svg) - held.from, upperEdge), upperEdge + 3 * cell - 1);
  held.spot.setAttribute("transform", `translate(0 ${height - held.home})`);
  held.height = height;
});

document.addEventListener("pointerup", () => {
  if (!held) return;
  const { spot, height, home } = held;
  held = null;
  spot.classList.remove("held");
  const degree = degreeAt(height ?? home);
  if (degree === spot.dataset.importance) return putBack();
  const form = $("[data-weigh]");
  form.action = `/assumptions/${spot.dataset.id}/weigh`;
  $("[data-weigh-number]", form).textContent = $("text", spot).textContent;
  $("select", form).value = degree;
  form.hidden = false;
  $("[name=why]", form).focus();
});

document.addEventListener("pointercancel", () => {
  held?.spot.classList.remove("held");
  held = null;
  putBack();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-weigh-not]")) putBack();
});

// ---------- whenever a page is there ----------

function dress(root) {
  localTimes(root);
  count();
  for (const button of all("[data-close], [data-copy]", root)) button.hidden = false;
  for (const hint of all("[data-weigh-hint]", root)) {
    hint.hidden = false;
    $(".plot", hint.closest(".map")).classList.add("moves");
  }
  // One thing is open under the bar at a time.
  for (const bar of all(".decide", root)) {
    for (const details of all("details", bar)) {
      details.addEventListener("toggle", () => {
        if (details.open) all("details[open]", bar).filter((other) => other !== details).forEach((other) => (other.open = false));
      });
    }
  }
}

dress(document);
watch();
