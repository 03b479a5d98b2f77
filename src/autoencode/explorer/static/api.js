// Requests to the server. Errors are one line, as the server sends them.

import { reload } from "./address.js";
import { tableFromIPC } from "./vendor/libraries.js";

const ANOTHER_FIT = 409; // is shown than the one that the page asks about
let version = null; // of what the page shows

// Send the version of what is shown with each request from now on.
export function showsVersion(number) {
  version = number;
}

async function checked(response) {
  if (response.ok) return response;
  if (response.status === ANOTHER_FIT) reload();
  const text = await response.text();
  let reason = text;
  try {
    reason = JSON.parse(text).error;
  } catch {
    // The guard answers in plain text.
  }
  throw new Error(reason || `The server answered ${response.status}.`);
}

async function asked(path, options = {}) {
  let response;
  const headers = { ...options.headers, ...(version === null ? {} : { "x-shown": version }) };
  try {
    response = await fetch(path, { ...options, headers });
  } catch {
    throw new Error("The server does not answer: the command that shows this page has ended.");
  }
  return checked(response);
}

export async function getJson(path) {
  return (await asked(path)).json();
}

export async function getColumns(path) {
  const buffer = await (await asked(path)).arrayBuffer();
  const table = tableFromIPC(new Uint8Array(buffer));
  const columns = {};
  for (const field of table.schema.fields) {
    columns[field.name] = table.getChild(field.name).toArray();
  }
  const facts = table.schema.metadata ?? new Map();
  return { columns, categories: JSON.parse(facts.get("categories") ?? "null"), unit: facts.get("unit") ?? "" };
}

export async function postJson(path, content) {
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify(content);
  return (await asked(path, { method: "POST", headers, body })).json();
}

export async function postBytes(path, content) {
  const headers = { "content-type": "application/octet-stream" };
  return asked(path, { method: "POST", headers, body: content });
}

// Return a function that begins a request, and returns one that tells whether no other was
// begun since: answers may arrive in another order than they were asked for.
export function newest() {
  let last = 0;
  return () => {
    last += 1;
    const own = last;
    return () => own === last;
  };
}

// Return a function that runs one call at a time and, of those that come meanwhile, only
// the last: so a pointer that moves never waits behind its own past.
export function latest(call) {
  let running = false;
  let waiting = null;
  return async function run(...given) {
    if (running) {
      waiting = given;
      return;
    }
    running = true;
    try {
      await call(...given);
    } finally {
      running = false;
      if (waiting) {
        const next = waiting;
        waiting = null;
        run(...next);
      }
    }
  };
}
