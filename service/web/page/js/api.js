import { eventsOf } from "./eventstream.js";

const extractions = "/v1/extractions";
let apiKey = null;

/** Keeps the caller's API key for this page view only. */
export function useKey(value) {
  apiKey = value || null;
}

/** A refusal by the service: `problem` is its RFC 9457 body. */
export class Refusal extends Error {
  constructor(problem, retryAfter = null) {
    super(problem.detail || problem.title || "The service refused the request.");
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
}

/**
 * Asks for an extraction. `watch.progress` and `watch.record` are told what arrives on the way; resolves to the whole extraction.
 * Throws a Refusal for what the service refuses, and an AbortError when `signal` fires.
 */
export async function extract(request, { fresh = false, signal, watch }) {
  const headers = { accept: "text/event-stream, application/json;q=0.9", "content-type": "application/json", ...credentials() };
  if (fresh) headers["cache-control"] = "no-cache";
  const response = await send(extractions, { method: "POST", headers, body: JSON.stringify(request), signal });
  if (!isOf(response, "text/event-stream")) return response.json();
  return follow(response.body, watch);
}

/** Fetches a stored extraction. */
export async function stored(id, signal) {
  const headers = { accept: "application/json", ...credentials() };
  const response = await send(`${extractions}/${encodeURIComponent(id)}`, { headers, signal });
  return response.json();
}

async function follow(body, watch) {
  for await (const { event, data } of eventsOf(body)) {
    const value = JSON.parse(data);
    if (event === "progress") watch.progress(value);
    else if (event === "record") watch.record(value);
    else if (event === "problem") throw new Refusal(value);
    else if (event === "extraction") return value;
  }
  throw new Refusal({ title: "The answer broke off", detail: "The connection ended before the result was complete. Try again: what the model has answered is kept." });
}

async function send(url, options) {
  let response;
  try {
    response = await fetch(url, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refusal({ title: "The service cannot be reached", detail: "Nothing answered at this address. Is the service running?" });
  }
  if (!response.ok) throw await refusalOf(response);
  return response;
}

async function refusalOf(response) {
  const fallback = { title: `The service answered ${response.status}`, status: response.status, detail: response.statusText };
  const problem = isOf(response, "json") ? await response.json().catch(() => fallback) : fallback;
  return new Refusal({ ...fallback, ...problem }, response.headers.get("retry-after"));
}

function isOf(response, type) {
  return (response.headers.get("content-type") ?? "").includes(type);
}

function credentials() {
  return apiKey ? { authorization: `Bearer ${apiKey}` } : {};
}
