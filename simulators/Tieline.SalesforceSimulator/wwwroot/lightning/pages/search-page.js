// The global search's results, object by object.

import { fill, h, objectIcon } from "../components/dom.js";
import { failure, loading, state } from "../components/notices.js";
import { columnsOf, objects, selectList } from "../org/objects.js";
import { table } from "../components/record-table.js";
import { search } from "../org/rest.js";

const shown = {
  Contact: ["Name", "Phone", "MobilePhone", "Email"],
  Lead: ["Name", "Company", "Phone", "Status"],
  Account: ["Name", "Phone", "Industry"],
  Opportunity: ["Name", "StageName", "Amount"],
  Case: ["CaseNumber", "Subject", "Status"],
};

/** The RETURNING clause for these objects, `limit` rows each. */
export function returning(limit) {
  return Object.entries(shown).map(([name, columns]) => `${name}(${selectList(columnsOf(name, columns))} LIMIT ${limit})`).join(", ");
}

export async function searchPage(main, app, place) {
  const term = place.term.trim();
  const body = h("div", {}, loading("results"));
  fill(main, h("h1", { class: "slds-text-heading_medium slds-m-bottom_small sim-search-head", tabindex: "-1" }, term ? `Results for "${term}"` : "Search"), body);
  const load = async () => {
    if (term.length < 2) return fill(body, card(state({ icon: "search", title: "Type a little more", text: "A search needs at least two characters.", level: "h2" })));
    try {
      const found = await search(term, "ALL", returning(25));
      const groups = Object.keys(shown).map((name) => [name, found.filter((row) => row.attributes.type === name)]).filter(([, rows]) => rows.length);
      fill(body, groups.length ? groups.map(([name, rows]) => group(name, rows))
        : card(state({ icon: "search", title: "No results", text: "Check the spelling, or search for a shorter part of the name or number.", level: "h2" })));
    } catch (error) {
      fill(body, card(failure(error, { objectLabel: "result", retry: load, level: "h2" })));
    }
  };
  await load();
  return { title: term ? `${term} - Search` : "Search", stop: () => {} };
}

const card = (content) => h("div", { class: "slds-card" }, content);

const group = (name, rows) => h("article", { class: "slds-card" },
  h("div", { class: "slds-card__header slds-grid" }, h("div", { class: "slds-media slds-media_center" },
    h("div", { class: "slds-media__figure" }, objectIcon(objects[name].icon, "slds-icon_small")),
    h("h2", { class: "slds-card__header-title" }, `${objects[name].plural} (${rows.length})`))),
  h("div", { class: "slds-card__body" }, table(name, columnsOf(name, shown[name]), rows, objects[name].plural)));
