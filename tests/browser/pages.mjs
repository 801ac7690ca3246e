// Every page and every state of one, by name: [name, path, look]. `look` may hold `act`, what is done
// on the page before it is looked at, and `html`, what stands in its place where it would not last.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const web = fileURLToPath(new URL("../../src/web", import.meta.url));
/** What answers a GET without being a page of its own. */
const NO_PAGES = ["/assets/{file}", "/favicon.ico"];
const BYTES = "application/octet-stream";

/** The routes of pages, as the server names them, that none of these paths leads to. */
export function unseen(paths) {
  const sources = readdirSync(web).filter((name) => name.endsWith(".rs")).map((name) => readFileSync(join(web, name), "utf8"));
  const routes = sources.flatMap((source) => [...source.matchAll(/\.route\(\s*"([^"]+)",\s*get\(/g)].map(([, route]) => route));
  const leadsTo = (route) => new RegExp(`^${route.replaceAll(/\{\w+\}/g, "[^/?#]+")}([?#]|$)`);
  return routes.filter((route) => !NO_PAGES.includes(route) && !paths.some((path) => leadsTo(route).test(path)));
}

/** Opens a page and does there what is to be seen of it. */
export async function visit(page, base, [, path, { act, html } = {}]) {
  if (html) {
    await page.route(base + path, (route) => route.fulfill({ body: html, contentType: "text/html" }));
    await page.route("**/events", (route) => route.fulfill({ body: "retry: 600000\n\n", contentType: "text/event-stream" }));
  }
  await page.goto(base + path);
  await act?.(page);
}

/** Pages of a workspace with nothing in it. */
export const empty = [
  ["first-visit", "/"],
  ["empty-backlog", "/items"],
  ["empty-duplicates", "/duplicates"],
  ["empty-findings", "/findings"],
  ["empty-interviews", "/interviews"],
  ["empty-insights", "/insights"],
  ["empty-assumptions", "/assumptions"],
  ["empty-questions", "/questions"],
  ["empty-evaluate", "/evaluate"],
  ["empty-search", "/search"],
  ["empty-decisions", "/decisions"],
  ["empty-ledger", "/ledger"],
  ["no-such-page", "/nothing"],
  ["no-such-item", "/items/NONE-1"],
];

/** Pages of a server with a token, for a browser that has not shown it. */
export const closed = [["sign-in", "/sign-in"]];

/** Pages of the sample; decides a few suggestions, so that every state is there. */
export async function pages(server) {
  await server.finish(await server.api("items/HAR-20/refine", "{}"));
  const waiting = await server.api("inbox");
  const of = (kind) => waiting.filter((one) => one.kind === kind);
  const [split] = of("split").filter((one) => one.item === "HAR-13");
  const [accepted, rejected, assumption, edited, tested] = of("assumption");
  const [question, another, asked] = of("question");
  const [interview, summarized] = await server.api("interviews");
  await server.finish(await server.api(`interviews/${summarized.key}/summarize`, "{}"));
  const twins = "key,title\nMORE-1,Tell a guest that a boat is late\nMORE-2,Tell a guest that a boat is late\nMORE-3,\n";
  const imported = await server.finish(await server.api("imports/backlog?name=more.csv", twins, BYTES));
  const broken = await server.finish(await server.api("imports/interviews?name=P99.vtt", "WEBVTT\n\nnothing", BYTES));
  await server.api(`suggestions/${accepted.id}/accept`, "{}");
  await server.api(`suggestions/${asked.id}/accept`, "{}");
  const handed = of("question")[3];
  await server.api(`suggestions/${handed.id}/accept`, "{}");
  await server.api(`questions/${handed.id}/asked`, "{}");
  await server.finish(await server.api("themes", "{}"));
  const statement = "At least 12 of 20 guests change a booking within 30 days without a call.";
  await server.api(`suggestions/${edited.id}/edit`, JSON.stringify({ body: { ...edited.body, statement } }));
  await server.api(`suggestions/${edited.id}/accept`, "{}");
  await server.api(`suggestions/${rejected.id}/reject`, JSON.stringify({ reason: "unclear", note: "which guests?" }));
  await server.send("/duplicates", {});
  const [before, after] = await runs(server);
  const stopped = await server.api("refine", JSON.stringify({ limit: 40 }));
  const at_work = await server.html(`/jobs/${stopped.id}`);
  await server.api(`jobs/${stopped.id}/cancel`, "{}");
  return [
    ["inbox", "/"],
    ["inbox-chosen", `/inbox?at=${question.id}&done=${accepted.id}`],
    ["inbox-splits", `/inbox?kind=split&at=${split.id}`],
    ["inbox-reject", `/inbox?kind=assumption&at=${assumption.id}`, { act: (page) => page.locator("summary", { hasText: "Reject…" }).click() }],
    ["inbox-later", `/inbox?kind=assumption&at=${assumption.id}`, { act: (page) => page.locator("summary", { hasText: "Later…" }).click() }],
    ["conflict", `/suggestions/${assumption.id}`, { act: too_late }],
    ["suggestion", `/suggestions/${assumption.id}`],
    ["suggestion-decided", `/suggestions/${rejected.id}`],
    ["suggestion-edited", `/suggestions/${edited.id}`],
    ["trace", `/suggestions/${rejected.id}/trace`],
    ["edit", `/suggestions/${assumption.id}/edit`],
    ["edit-question", `/suggestions/${question.id}/edit`],
    ["edit-split", `/suggestions/${split.id}/edit?way=2`],
    ["several", "/several?kind=question"],
    ["several-chosen", `/several?kind=question&id=${question.id}&id=${another.id}`],
    ["item", "/items/HAR-13"],
    ["item-refused", "/items/HAR-21"],
    ["item-new", "/items/HAR-3"],
    ["job", `/jobs/${stopped.id}?then=inbox`, { html: at_work }],
    ["job-stopped", `/jobs/${stopped.id}`],
    ["interviews", "/interviews"],
    ["interview", `/interviews/${interview.key}`],
    ["interview-summarized", `/interviews/${summarized.key}`],
    ["interview-remove", `/interviews/${interview.key}/remove`],
    ["findings", "/findings"],
    ["findings-item", "/findings?item=HAR-13"],
    ["import", "/import"],
    ["imported", `/imports/${imported.id}`],
    ["imported-broken", `/imports/${broken.id}`],
    ["insights", "/insights"],
    ["backlog", "/items"],
    ["duplicates", "/duplicates"],
    ["assumptions", "/assumptions"],
    ["assumption", `/assumptions/${accepted.id}`],
    ["questions", "/questions"],
    ["search", "/search?q=cancel+a+booking"],
    ["search-nothing", "/search?q=zeppelin&kind=items"],
    ["decisions", "/decisions"],
    ["ledger", "/ledger"],
    ["settings", "/settings"],
    ["help", "/help"],
    ["evaluate", "/evaluate"],
    ["evaluate-new", "/evaluate/new"],
    ["compare", `/evaluate/compare?before=${before}&after=${after}`],
    ["compare-same", `/evaluate/compare?before=${after}&after=${after}`],
  ];
}

/** Accepts what has changed since the page was drawn. */
async function too_late(page) {
  const form = page.locator("form[action$='/accept']");
  await form.locator("[name=version]").evaluate((input) => (input.value = "0"));
  await form.getByRole("button").click();
  await page.getByRole("alert").waitFor();
}

/** Two runs of the sample suite: an earlier one that found nothing in some of its cases, and one as it is. */
async function runs(server) {
  await server.finish(await server.api("evaluations", JSON.stringify({ suite: "dev-harbour" })));
  const folder = join(server.data, "eval/runs");
  const [file] = readdirSync(folder).filter((name) => name.endsWith(".jsonl"));
  const lines = readFileSync(join(folder, file), "utf8").trim().split("\n").map((line) => JSON.parse(line));
  const before = "dev-harbour-2026-01-01-before";
  const found = lines.filter((line) => line.output?.length > 0).slice(0, 4);
  lines[0].id = before;
  for (const line of found) line.output = [];
  writeFileSync(join(folder, `${before}.jsonl`), lines.map((line) => JSON.stringify(line)).join("\n"));
  return [before, file.replace(".jsonl", "")];
}
