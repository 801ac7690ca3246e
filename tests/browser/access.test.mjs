// Every page for everybody: axe finds nothing, in both themes, narrow and wide, with everything open.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { launch, open, serve, serveSample } from "./server.mjs";
import { closed, empty, pages, unseen, visit } from "./pages.mjs";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const RULES = { runOnly: { type: "tag", values: TAGS } };

let browser;
before(async () => {
  browser = await launch();
});
after(async () => {
  await browser.close();
});

async function violations(page) {
  // The policy of the server forbids the page to load it, so the browser puts it there itself.
  await page.evaluate(await readFile(axe, "utf8"));
  const { violations } = await page.evaluate((rules) => globalThis.axe.run(document, rules), RULES);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
}

async function check(server, paths) {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [390, 1440]) {
      const { page, context, faults } = await open(browser, server.base, { colorScheme, viewport: { width, height: 900 } });
      for (const one of paths) {
        await visit(page, server.base, one);
        const where = `${one[0]}, ${colorScheme}, ${width}`;
        assert.deepEqual(await violations(page), [], where);
        await page.evaluate(() => document.querySelectorAll("main details").forEach((details) => (details.open = true)));
        assert.deepEqual(await violations(page), [], `${where}, everything open`);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(overflow <= 0, `${where} scrolls sideways by ${overflow}`);
      }
      assert.deepEqual(faults, []);
      await context.close();
    }
  }
}

test("what is not for everybody is found", async (t) => {
  const server = await serve(t);
  const { page, context } = await open(browser, server.base);
  await page.goto(server.base);
  await page.evaluate(() => document.querySelector("main").append(document.createElement("img")));
  assert.match((await violations(page)).join(), /image-alt/);
  await context.close();
});

test("a page that nobody looks at is found", () => {
  assert.ok(unseen(["/", "/items/HAR-13?done=1"]).includes("/items"));
  assert.ok(!unseen(["/", "/items/HAR-13?done=1"]).includes("/items/{key}"));
});

test("a first visit is for everybody", async (t) => {
  await check(await serve(t), empty);
  await check(await serve(t, { HONE_TOKEN: "a-token-of-16-letters" }), closed);
});

test("every page of the sample is for everybody", async (t) => {
  const server = await serveSample(t);
  const all = await pages(server);
  assert.deepEqual(unseen([...all, ...closed].map(([, path]) => path)), [], "routes without a page in pages.mjs");
  await check(server, all);
});
