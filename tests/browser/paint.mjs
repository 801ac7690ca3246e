// Reports how soon the inbox of the sample is drawn, on loopback; a figure, not a test.
import { launch, open, serveSample } from "./server.mjs";

const VISITS = 9;
const server = await serveSample();
const browser = await launch();
const { page } = await open(browser, server.base);
const taken = [];
while (taken.length < VISITS) {
  await page.goto(server.base);
  await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
  taken.push(await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime));
}
taken.sort((a, b) => a - b);
console.log(`first paint of the inbox: ${Math.round(taken[Math.floor(VISITS / 2)])} ms, median of ${VISITS} visits`);
await browser.close();
await server.stop();
