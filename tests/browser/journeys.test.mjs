// What a person does in the browser, from the first visit on.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, open, serve, serveSample } from "./server.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(async () => {
  await browser.close();
});

const toast = (page) => page.locator(".toast");
const statement = (page) => page.locator("#st");

async function tabTo(page, name) {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => document.activeElement.textContent.trim());
    if (focused.startsWith(name)) return;
  }
  assert.fail(`no way to ${name} by the keyboard`);
}

test("first visit, sample, accept, edit, reject, undo: by keyboard alone", async (t) => {
  const server = await serve(t);
  const { page, faults } = await open(browser, server.base);
  await page.goto(server.base);
  await tabTo(page, "Look around in a sample");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/jobs\//);
  await page.waitForURL(`${server.base}/`, { timeout: 120_000 });
  await page.waitForSelector(".row");

  await page.goto(`${server.base}/inbox?kind=assumption`);
  const first = await statement(page).textContent();
  await page.keyboard.press("j");
  await page.waitForFunction((was) => document.querySelector("#st").textContent !== was, first);
  await page.keyboard.press("k");
  await page.waitForFunction((was) => document.querySelector("#st").textContent === was, first);

  await page.keyboard.press("a");
  await toast(page).getByText("Accepted:").waitFor();
  assert.notEqual(await statement(page).textContent(), first, "the next one is shown");
  assert.ok(await page.evaluate(() => document.activeElement.matches(".row[aria-current]")), "and its row has the focus");
  await page.keyboard.press("u");
  await toast(page).getByText("waits for you again").waitFor();
  assert.equal(await statement(page).textContent(), first);

  await page.keyboard.press("r");
  await page.locator(".reasons input[type=radio]").first().waitFor();
  assert.ok(await page.evaluate(() => document.activeElement.type === "radio" && !document.activeElement.checked), "no reason is chosen yet");
  await page.keyboard.press("2");
  await page.keyboard.press("Enter");
  await toast(page).getByText("too vague").waitFor();
  await page.keyboard.press("u");
  await toast(page).getByText("waits for you again").waitFor();

  await page.keyboard.press("d");
  await page.getByRole("button", { name: "Tomorrow" }).waitFor();
  await page.keyboard.press("Escape");
  assert.ok(await page.evaluate(() => document.activeElement.textContent.startsWith("Later")), "focus is back");

  await page.keyboard.press("e");
  await page.waitForURL(/\/edit/);
  await page.locator("textarea#text").focus();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("At least 12 of 20 guests change a booking within 30 days without a call.");
  await tabTo(page, "Save and accept");
  await page.keyboard.press("Enter");
  await toast(page).getByText("Accepted: “At least 12 of 20").waitFor();
  assert.deepEqual(faults, []);
});

test("two people at once: who is late is told, and nothing is overwritten", async (t) => {
  const server = await serveSample(t);
  const [one, other] = [await open(browser, server.base), await open(browser, server.base)];
  const [{ id }] = await server.api("inbox?kind=question");
  await other.page.goto(`${server.base}/inbox?at=${id}`);
  await one.page.goto(`${server.base}/suggestions/${id}`);
  await one.page.keyboard.press("r");
  await one.page.keyboard.press("6");
  await one.page.keyboard.press("Enter");
  await toast(one.page).getByText("Rejected").waitFor();
  await other.page.keyboard.press("a");
  const alert = other.page.getByRole("alert");
  await alert.getByText("nothing was overwritten").waitFor();
  assert.match(await alert.textContent(), /Ada decided this on another screen.*Rejected: not our customer/s);
  assert.ok(await other.page.evaluate(() => document.activeElement.role === "alert"), "the alert has the focus");
  assert.match(other.page.url(), /\/inbox\?at=/, "loading the page again sends nothing again");
  assert.equal((await server.api(`suggestions/${id}`)).state, "rejected");
  assert.deepEqual([...one.faults, ...other.faults], []);
});

test("without script every decision works", async (t) => {
  const server = await serveSample(t);
  const { page, faults } = await open(browser, server.base, { javaScriptEnabled: false });
  await page.goto(`${server.base}/inbox?kind=assumption`);
  await page.locator(".row").nth(1).click();
  const chosen = await statement(page).textContent();
  await page.getByRole("button", { name: "Accept" }).click();
  await toast(page).getByText(`Accepted: “${chosen}”`).waitFor();
  await toast(page).getByRole("button", { name: "Undo" }).click();
  assert.equal(await statement(page).textContent(), chosen);
  await page.locator("summary", { hasText: "Reject" }).click();
  await page.getByLabel("Too vague to act on").check();
  await page.getByLabel("In your words").fill("which guests?");
  await page.getByRole("button", { name: "Reject assumption" }).click();
  await toast(page).getByText("too vague").waitFor();
  await page.locator("summary", { hasText: "Later" }).click();
  await page.getByRole("button", { name: "Tomorrow" }).click();
  await toast(page).getByText("Put off to").waitFor();
  await page.goto(`${server.base}/items/HAR-2`);
  await page.getByRole("button", { name: "Refine" }).click();
  await page.waitForURL(/\/items\/HAR-2/, { timeout: 60_000 });
  assert.deepEqual(faults, []);
});

test("a way of a split is chosen, and none is preferred", async (t) => {
  const server = await serveSample(t);
  const { page, faults } = await open(browser, server.base);
  await page.goto(`${server.base}/items/HAR-13`);
  await page.evaluate(() => document.querySelectorAll("#assumptions, #questions").forEach((list) => list.remove()));
  await page.keyboard.press("a");
  const focused = () => page.evaluate(() => document.activeElement.textContent.trim());
  assert.match(await focused(), /^Accept A/);
  await page.keyboard.press("a");
  assert.match(await focused(), /^Accept B/);
  await page.keyboard.press("Enter");
  await toast(page).getByText("Accepted:").waitFor();
  await page.getByRole("link", { name: "HAR-13/1" }).waitFor();
  assert.deepEqual(faults, []);
});

test("several are chosen with x and decided on together; brackets go item by item", async (t) => {
  const server = await serveSample(t);
  const { page, faults } = await open(browser, server.base);
  await page.goto(server.base);
  await page.keyboard.press("x");
  await toast(page).getByText("Choose a kind first").waitFor();
  const item = () => page.evaluate(() => document.querySelector(".row[aria-current]").closest(".group").querySelector("h2").textContent);
  const first = await item();
  await page.keyboard.press("]");
  await page.waitForFunction((was) => !document.querySelector(".row[aria-current]").closest(".group").textContent.startsWith(was), first);
  await page.keyboard.press("[");
  await page.waitForFunction((was) => document.querySelector(".row[aria-current]").closest(".group").textContent.startsWith(was), first);

  await page.goto(`${server.base}/inbox?kind=question`);
  const shown = await statement(page).textContent();
  await page.keyboard.press("x");
  await page.keyboard.press("j");
  await page.waitForFunction((was) => document.querySelector("#st").textContent !== was, shown);
  await page.keyboard.press("x");
  const together = page.getByRole("button", { name: "Decide on 2 together" });
  await together.waitFor();
  await together.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "2 questions, decided together" }).waitFor();
  await page.getByRole("button", { name: "Accept 2 questions" }).click();
  await toast(page).getByText("2 questions accepted").waitFor();

  await page.goto(`${server.base}/items/HAR-13`);
  await page.keyboard.press("]");
  const way = () => page.evaluate(() => document.activeElement.querySelector(".letter")?.textContent);
  assert.equal(await way(), "A");
  await page.keyboard.press("]");
  assert.equal(await way(), "B");
  await page.keyboard.press("[");
  assert.equal(await way(), "A");
  assert.deepEqual(faults, []);
});

test("work is stopped from its page, and the page says what is kept", async (t) => {
  const server = await serveSample(t);
  const { page, faults } = await open(browser, server.base);
  const job = await server.api("refine", JSON.stringify({ limit: 40 }));
  await page.goto(`${server.base}/jobs/${job.id}`);
  await page.getByRole("button", { name: "Stop" }).click();
  await page.getByText("Stopped.").waitFor();
  assert.equal((await server.api(`jobs/${job.id}`)).state, "cancelled");
  assert.deepEqual(faults, []);
});

test("an answer is recorded, stands as a note, and is taken back", async (t) => {
  const server = await serveSample(t);
  const { page, faults } = await open(browser, server.base);
  const [{ id }] = await server.api("inbox?kind=question");
  await server.api(`suggestions/${id}/accept`, "{}");
  await page.goto(`${server.base}/questions`);
  await page.locator("summary", { hasText: "Copy as agenda" }).click();
  await page.getByRole("button", { name: "Copy the agenda for" }).click();
  await toast(page).getByText(/copied|copy it/).waitFor();
  await page.getByRole("button", { name: "Mark as asked" }).click();
  await page.getByRole("button", { name: "Undo: not asked yet" }).waitFor();
  await page.locator("summary", { hasText: "Answer…" }).click();
  await page.getByLabel("What they said").fill("About ten of them a week, by phone.");
  await page.getByRole("button", { name: "Record the answer" }).click();
  await page.getByRole("heading", { name: "Answered" }).waitFor();
  await page.getByRole("link", { name: "noted here" }).click();
  await page.getByText("About ten of them a week").waitFor();
  await page.goto(`${server.base}/questions`);
  await page.getByRole("button", { name: "Undo the answer" }).click();
  await page.getByRole("button", { name: "Undo: not asked yet" }).waitFor();
  assert.deepEqual(faults, []);
});

test("a dot of the map is dragged up and down, never sideways, and asks why", async (t) => {
  const server = await serveSample(t);
  const { page, faults } = await open(browser, server.base);
  const [{ id }] = (await server.api("inbox?kind=assumption")).filter((one) => one.body.importance === "high");
  await server.api(`suggestions/${id}/accept`, "{}");
  await page.goto(`${server.base}/assumptions`);
  const spot = page.locator(`.spot[data-id="${id}"]`);
  const box = await spot.boundingBox();
  const drag = async (dx, dy) => {
    const now = await spot.boundingBox();
    await page.mouse.move(now.x + now.width / 2, now.y + now.height / 2);
    await page.mouse.down();
    await page.mouse.move(now.x + dx, now.y + dy, { steps: 5 });
    await page.mouse.up();
  };
  await drag(-300, 5);
  assert.ok(await page.locator("[data-weigh]").isHidden(), "sideways alone changes nothing");
  assert.equal((await spot.boundingBox()).x, box.x);
  await drag(-300, 260);
  assert.equal((await spot.boundingBox()).x, box.x, "certainty stays what the evidence allows");
  assert.equal(await page.getByLabel(/^Importance of number/).inputValue(), "low");
  assert.ok(await page.evaluate(() => document.activeElement.name === "why"), "it asks why");
  await page.getByRole("button", { name: "Leave it as it was" }).click();
  assert.deepEqual(await spot.boundingBox(), box);
  await drag(0, 260);
  await page.keyboard.type("Only two skippers ever do it.");
  await page.keyboard.press("Enter");
  await page.waitForURL(`${server.base}/assumptions`);
  await page.getByText("importance low").waitFor();
  const weighed = await server.api("assumptions");
  assert.deepEqual(weighed.map((one) => [one.importance, one.certainty]), [["low", "none"]]);
  assert.deepEqual(faults, []);
});
