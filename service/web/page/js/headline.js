import { byId, h } from "./dom.js";
import { dateWords } from "./dates.js";

const languages = new Intl.DisplayNames("en", { type: "language" });

/** Title and particulars of the article above the panes. */
export function showHeadline({ article, complete }, text) {
  const title = article.title || firstWords(text) || "The article";
  byId("article-title").textContent = title;
  const published = article.published && dateWords({ start: article.published, end: article.published });
  const parts = [article.source, published, article.language && languageName(article.language), article.characters && `${article.characters.toLocaleString("en-GB")} characters`];
  byId("article-particulars").replaceChildren(parts.filter(Boolean).join(" · "), linkTo(article.url));
  byId("incomplete").hidden = complete;
  byId("article").lang = article.language || "";
  document.title = `${title} – Dragoman`;
}

/** The beginning of an article without a headline, cut at a word. */
function firstWords(text) {
  const line = (text ?? "").replace(/^\s*date \d{4}-\d{2}-\d{2}/u, "").trim().split(/[\r\n]/u)[0];
  if (line.length <= 90) return line;
  return `${line.slice(0, 90).replace(/\s+\S*$/u, "")} …`;
}

function languageName(code) {
  try {
    return languages.of(code);
  } catch {
    return code;
  }
}

/** Only web addresses become links: a `javascript:` address in a stored article must stay text. */
function linkTo(url) {
  if (!url) return "";
  return /^https?:\/\//i.test(url) ? h("a", { href: url, rel: "noreferrer noopener" }, " original") : ` · ${url}`;
}
