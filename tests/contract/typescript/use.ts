// Uses the generated types against a running service: `node use.js ADDRESS ARTICLE` prints what came back as JSON.
import createClient from "openapi-fetch";
import type { components, paths } from "./schema.js";

type Extraction = components["schemas"]["Extraction"];

const [address, article] = process.argv.slice(2) as [string, string];
const service = createClient<paths>({ baseUrl: address });

const made = await service.POST("/v1/extractions", { body: { text: article, published: "2025-05-16", source: "Wire" } });
if (made.data === undefined) throw new Error(made.error.detail);
const extraction = made.data as Extraction;

const path = { extraction_id: extraction.id };
const kept = await service.GET("/v1/extractions/{extraction_id}", { params: { path } });
const deleted = await service.DELETE("/v1/extractions/{extraction_id}", { params: { path } });
const gone = await service.GET("/v1/extractions/{extraction_id}", { params: { path } });
const empty = await service.POST("/v1/extractions", { body: { text: " " } });

const types: Extraction["events"] extends readonly (infer E)[] | undefined ? E[] : never = [...(extraction.events ?? [])];
console.log(
  JSON.stringify({
    types: types.map((event) => event.type),
    quote: types[0]?.evidence[0]?.quote,
    published: extraction.article.published,
    kept: kept.data?.id === extraction.id,
    deleted: deleted.response.status,
    gone: gone.error?.type,
    empty: empty.error?.type,
  }),
);
