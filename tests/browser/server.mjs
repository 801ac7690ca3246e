// A server of the built program with data of its own, and a browser in front of it.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const here = fileURLToPath(new URL(".", import.meta.url));
const program = process.env.HONE_PROGRAM ?? join(here, "../../target/debug/hone");
const browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Starts a server with empty data, for as long as the test `t` runs; `base` is its address, `data` its
 *  folder, `api` sends JSON or bytes to it, `html` reads a page of it and `send` a form. */
export async function serve(t, settings = {}) {
  const folder = mkdtempSync(join(tmpdir(), "hone-browser-"));
  const data = join(folder, "data");
  const env = { ...process.env, HONE_DATA: data, HONE_EMBEDDINGS_MODEL: "words", HONE_PERSON: "Ada", ...settings };
  const child = spawn(program, ["serve", "--addr", "127.0.0.1:0", "--json"], { env, stdio: ["ignore", "pipe", "ignore"] });
  const base = await new Promise((found, failed) => {
    let told = "";
    child.on("exit", () => failed(new Error(`${program} ended`)));
    child.stdout.on("data", (bytes) => {
      told += bytes;
      const address = /"address":\s*"([^"]+)"/.exec(told);
      if (address) found(address[1]);
    });
  });
  const api = async (path, body, type = "application/json") => {
    const options = body === undefined ? {} : { method: "POST", body, headers: { "content-type": type } };
    const answer = await fetch(`${base}/api/v1/workspaces/current/${path}`, options);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const finish = async (job) => {
    for (;;) {
      const now = await api(`jobs/${job.id}`);
      if (now.state === "finished") return now;
      if (now.state === "failed") throw new Error(now.failure);
      await new Promise((later) => setTimeout(later, 100));
    }
  };
  const html = async (path) => (await fetch(base + path, { headers: { accept: "text/html" } })).text();
  const send = async (path, fields) => {
    const token = crypto.randomUUID();
    const headers = { accept: "text/html", origin: base, cookie: `hone-form=${token}` };
    const body = new URLSearchParams({ form_token: token, ...fields });
    const answer = await fetch(base + path, { method: "POST", body, headers, redirect: "manual" });
    const job = /^\/jobs\/([^?]+)/.exec(answer.headers.get("location"));
    if (!job) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return finish({ id: job[1] });
  };
  const stop = async () => {
    const ended = new Promise((done) => child.on("exit", done));
    child.kill("SIGTERM");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  t?.after(stop);
  return { base, data, api, finish, html, send, stop };
}

/** A server with the sample workspace, a few of its items refined. */
export async function serveSample(t) {
  const server = await serve(t);
  const made = await fetch(`${server.base}/api/v1/demo`, {
    method: "POST",
    body: "{}",
    headers: { "content-type": "application/json" },
  });
  if (!made.ok) throw new Error(await made.text());
  await fetch(`${server.base}/api/v1/workspaces`, {
    method: "POST",
    body: JSON.stringify({ name: "demo" }),
    headers: { "content-type": "application/json" },
  });
  for (const key of ["HAR-13", "HAR-21", "HAR-25"]) {
    await server.finish(await server.api(`items/${key}/refine`, "{}"));
  }
  return server;
}

/** A browser without a window. */
export function launch() {
  const executablePath = process.env.HONE_CHROMIUM ?? browsers.find(existsSync);
  return chromium.launch({ executablePath, args: ["--no-sandbox"] });
}

/** A page that notes what it must never do: ask another host, open a dialog, break a rule of the server. */
export async function open(browser, base, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  const faults = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(base) && !request.url().startsWith("data:")) faults.push(`asked ${request.url()}`);
  });
  page.on("dialog", (dialog) => {
    faults.push(`dialog ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(String(error)));
  return { page, context, faults };
}
