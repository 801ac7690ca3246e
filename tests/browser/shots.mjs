// Draws every page of the sample, both themes, narrow and wide: node shots.mjs FOLDER
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { launch, open, serve, serveSample } from "./server.mjs";
import { pages } from "./pages.mjs";

const folder = process.argv[2] ?? "shots";
mkdirSync(folder, { recursive: true });
const browser = await launch();
const [empty, sample] = [await serve(), await serveSample()];
const all = [[empty, "first-visit", "/"], ...(await pages(sample)).map(([name, path]) => [sample, name, path])];
for (const colorScheme of ["light", "dark"]) {
  for (const width of [390, 1440]) {
    for (const [server, name, path] of all) {
      const { page, context } = await open(browser, server.base, { colorScheme, viewport: { width, height: 900 } });
      await page.goto(server.base + path);
      await page.screenshot({ path: join(folder, `${name}-${colorScheme}-${width}.png`), fullPage: width < 600 });
      await context.close();
    }
  }
}
await browser.close();
await Promise.all([empty.stop(), sample.stop()]);
