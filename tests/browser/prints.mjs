// Prints the pages that are taken along to a conversation: node prints.mjs FOLDER
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { launch, open, serveSample } from "./server.mjs";
import { pages, visit } from "./pages.mjs";

const TAKEN_ALONG = ["suggestion", "item", "interview-summarized", "insights", "assumptions", "assumption", "questions", "decisions", "compare"];
const folder = process.argv[2] ?? "prints";
mkdirSync(folder, { recursive: true });
const [browser, server] = [await launch(), await serveSample()];
for (const one of (await pages(server)).filter(([name]) => TAKEN_ALONG.includes(name))) {
  const { page, context } = await open(browser, server.base, { colorScheme: "dark" });
  await visit(page, server.base, one);
  await page.pdf({ path: join(folder, `${one[0]}.pdf`), format: "A4", margin: { top: "15mm", bottom: "15mm", left: "15mm", right: "15mm" } });
  await context.close();
}
await browser.close();
await server.stop();
