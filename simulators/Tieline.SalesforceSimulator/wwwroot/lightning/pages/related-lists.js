// Related lists: tables of the records that point to this one.

import { fill, h, objectIcon } from "../components/dom.js";
import { onChange } from "../org/changes.js";
import { failure, loading } from "../components/notices.js";
import { columnsOf, objects, selectList } from "../org/objects.js";
import { table } from "../components/record-table.js";
import { query, raw, soql } from "../org/rest.js";

const most = 10;

export function relatedLists(objectName, record) {
  const cards = objects[objectName].related.map((related) => card(related, record));
  const stop = onChange((change) => {
    for (const one of cards) if (change.everything || change.ids.some((id) => id.startsWith(one.prefix) || id === record.Id)) one.load();
  });
  return { element: h("div", { class: "sim-related" }, cards.map((one) => one.element)), stop };
}

function card(related, record) {
  const layout = objects[related.object];
  const title = related.title ?? layout.plural;
  const count = h("span", {});
  const body = h("div", { class: "slds-card__body" }, loading(title));
  const key = record[related.from ?? "Id"];
  const columns = columnsOf(related.object, related.columns);

  async function load() {
    if (!key) { fill(count, " (0)"); return fill(body, none(title)); }
    try {
      const rows = await query(soql`SELECT ${raw(selectList(columns))} FROM ${raw(related.object)} WHERE ${raw(related.field)} = ${key} ORDER BY CreatedDate DESC LIMIT ${raw(String(most + 1))}`);
      fill(count, rows.length > most ? ` (${most}+)` : ` (${rows.length})`);
      fill(body, rows.length ? table(related.object, columns, rows.slice(0, most), title) : none(title));
    } catch (error) {
      fill(body, failure(error, { objectLabel: "list", retry: load, level: "h3" }));
    }
  }

  load();
  const element = h("article", { class: "slds-card slds-card_boundary" },
    h("div", { class: "slds-card__header slds-grid" }, h("div", { class: "slds-media slds-media_center" },
      h("div", { class: "slds-media__figure" }, objectIcon(layout.icon, "slds-icon_small")),
      h("h2", { class: "slds-card__header-title" }, title, count))), body);
  return { element, load, prefix: layout.prefix };
}

const none = (title) => h("p", { class: "sim-empty" }, `No ${title.toLowerCase()} to show.`);
