// Draws every page of the sample, both themes, narrow and wide: node shots.mjs FOLDER [NAME…]
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { launch, open, serve, serveSample } from "./server.mjs";
import { closed, empty, pages, visit } from "./pages.mjs";

const [folder = "shots", ...names] = process.argv.slice(2);
const widths = (process.env.WIDTHS ?? "390,1440").split(",").map(Number);
mkdirSync(folder, { recursive: true });
const browser = await launch();
const [nothing, sample, locked] = [await serve(), await serveSample(), await serve(undefined, { HONE_TOKEN: "a-token-of-16-letters" })];
const all = [...empty.map((one) => [nothing, one]), ...closed.map((one) => [locked, one]), ...(await pages(sample)).map((one) => [sample, one])];
const wanted = all.filter(([, [name]]) => names.length === 0 || names.some((part) => name.startsWith(part)));
for (const colorScheme of ["light", "dark"]) {
  for (const width of widths) {
    for (const [server, one] of wanted) {
      const { page, context } = await open(browser, server.base, { colorScheme, viewport: { width, height: 900 } });
      await visit(page, server.base, one);
      await page.screenshot({ path: join(folder, `${one[0]}-${colorScheme}-${width}.png`), fullPage: width < 600 });
      await context.close();
    }
  }
}
await browser.close();
await Promise.all([nothing.stop(), sample.stop(), locked.stop()]);
