import { h } from "./dom.js";
import { useKey } from "./api.js";

/** Shows a problem (RFC 9457) in `box` and moves the focus to it; `again` is called when the reader gives an API key. */
export function showProblem(box, { problem, retryAfter }, again) {
  const errors = (problem.errors ?? []).map(({ pointer, detail }) => h("li", {}, h("code", {}, pointer), ` ${detail}`));
  box.replaceChildren(
    h("h2", {}, problem.title ?? "Something went wrong"),
    h("p", {}, problem.detail),
    errors.length ? h("ul", {}, errors) : "",
    retryAfter ? h("p", {}, `Try again ${/^\d+$/.test(retryAfter) ? `in ${retryAfter} seconds` : `after ${retryAfter}`}.`) : "",
    problem.status === 401 ? keyForm(again) : "",
    h("p", { class: "quiet" }, [problem.status, problem.type, problem.instance].filter(Boolean).join(" · ")),
  );
  box.hidden = false;
  box.focus();
}

function keyForm(again) {
  const field = h("input", { type: "password", id: "api-key", autocomplete: "off" });
  const send = (event) => {
    event.preventDefault();
    useKey(field.value.trim());
    again();
  };
  return h("form", { class: "key-form", onsubmit: send }, h("label", { for: "api-key" }, "API key"), field, h("button", { type: "submit" }, "Try again"));
}
