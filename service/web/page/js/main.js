import { announcer } from "./announce.js";
import { extract, Refusal, stored } from "./api.js";
import { composeForm } from "./compose.js";
import { csvOf } from "./csv.js";
import { byId } from "./dom.js";
import { showHeadline } from "./headline.js";
import { showProblem } from "./problem.js";
import { emptyExtraction, readExtraction, withRecord } from "./records.js";
import { resultView } from "./result.js";
import { copy, download } from "./share.js";
import { themeButton } from "./theme.js";

const announce = announcer(byId("live"));
const result = resultView();
let running = null;

function stage(name) {
  document.body.dataset.stage = name;
  byId("compose").hidden = name !== "compose";
  byId("result").hidden = name === "compose";
  byId("running").hidden = name !== "running";
  byId("actions").hidden = name !== "done";
  byId("problem").hidden = true;
}

/** Sends an article and shows what comes back, as it comes. */
async function run(request, options) {
  running?.abort();
  const controller = new AbortController();
  running = controller;
  let extraction = emptyExtraction();
  Object.assign(extraction.article, { title: request.title, published: request.published });
  const text = request.text ?? null;
  stage("running");
  result.clear();
  result.show(extraction, text ?? "");
  showHeadline(extraction, text);
  progress(0, 0);
  byId("running").focus();
  announce.say("Reading the article.");
  const watch = {
    progress: ({ calls, done }) => progress(calls, done ?? 0),
    record({ kind, record }) {
      extraction = withRecord(extraction, kind, record);
      result.show(extraction, text);
      if (kind !== "actor") announce.record(kind, readExtraction(extraction).record(record.id).title);
    },
  };
  try {
    finish(await extract(request, { ...options, signal: controller.signal, watch }), text);
  } catch (error) {
    if (running === controller) fail(error, extraction, () => run(request, options));
  }
}

function finish(extraction, text) {
  running = null;
  present(extraction, text);
  const { records } = result.view();
  announce.say(`Done: ${records.length} records.`);
  if (isStored(extraction)) history.pushState(null, "", `/x/${extraction.id}`);
}

/** Keeps what arrived before a failure on the page, says what went wrong, and leaves the article in the form. */
function fail(error, extraction, again) {
  running = null;
  const found = extraction && extraction.events.length + extraction.delegations.length + extraction.stances.length;
  stage(found ? "broken" : "compose");
  if (error.name === "AbortError") {
    announce.say("Cancelled.");
    return;
  }
  if (!(error instanceof Refusal)) console.error(error);
  showProblem(byId("problem"), error instanceof Refusal ? error : new Refusal({ title: "The page failed", detail: error.message }), again);
}

function present(extraction, text = null) {
  const article = extraction.article.text ?? text;
  stage("done");
  result.show(extraction, article);
  showHeadline(extraction, article);
  byId("excerpts-note").hidden = article !== null;
  byId("copy-link").hidden = !isStored(extraction) || inReport();
}

function isStored(extraction) {
  return !extraction.warnings.some(({ code }) => code === "not_stored");
}

function inReport() {
  return document.getElementById("dragoman-result") !== null;
}

function progress(calls, done) {
  const bar = byId("progress");
  byId("progress-words").textContent = calls > 1 ? `Reading: ${done} of ${calls} passages` : "Reading the article";
  if (calls > 1) Object.assign(bar, { max: calls, value: done });
  else bar.removeAttribute("value");
}

async function open(id) {
  stage("running");
  byId("progress-words").textContent = "Fetching the stored result";
  try {
    present(await stored(id));
  } catch (error) {
    fail(error, null, () => open(id));
  }
}

function startAnew() {
  running?.abort();
  running = null;
  stage("compose");
  byId("text").focus();
  document.title = "Dragoman";
}

function actions() {
  const told = async (button, worked) => {
    const before = button.textContent;
    button.textContent = worked ? "Copied" : "Copying failed";
    announce.say(button.textContent);
    setTimeout(() => (button.textContent = before), 2000);
  };
  byId("copy-json").addEventListener("click", async ({ currentTarget: button }) => told(button, await copy(JSON.stringify(result.view().extraction, null, 2))));
  byId("copy-link").addEventListener("click", async ({ currentTarget: button }) => told(button, await copy(new URL(`/x/${result.view().extraction.id}`, location.href).href)));
  byId("download-csv").addEventListener("click", () => download(`${result.view().extraction.id}.csv`, "text/csv;charset=utf-8", csvOf(result.view())));
  byId("cancel").addEventListener("click", () => running?.abort());
  byId("anew").addEventListener("click", () => {
    if (!inReport()) history.pushState(null, "", "/");
    startAnew();
  });
}

/** Shows what the address asks for. */
function route() {
  const shared = /^\/x\/([^/]+)$/.exec(location.pathname);
  if (shared) open(decodeURIComponent(shared[1]));
  else startAnew();
}

themeButton(byId("theme"), () => result.recolour());
actions();
if (inReport()) {
  byId("anew").hidden = true;
  present(JSON.parse(byId("dragoman-result").textContent));
} else {
  composeForm(byId("compose-form"), { submit: run, opened: (extraction) => present(extraction), failed: (problem) => showProblem(byId("problem"), new Refusal(problem)) });
  window.addEventListener("popstate", route);
  route();
}
