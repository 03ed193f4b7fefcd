// An object's list view: its first fifty records, newest first, and a search within them by name.

import { button, fill, h, objectIcon } from "../components/dom.js";
import { failure, loading, state } from "../components/notices.js";
import { objects, selectList } from "../org/objects.js";
import { table } from "../components/record-table.js";
import { openRecordForm } from "../components/record-form.js";
import { like, query, raw, soql } from "../org/rest.js";
import { go, recordAddress } from "../router.js";

const most = 50;
const waitForTyping = 250;

export async function listPage(main, app, place) {
  const layout = objects[place.objectName];
  const body = h("div", { class: "sim-list" }, loading(layout.plural));
  const count = h("p", { class: "slds-page-header__meta-text", role: "status" }, " ");
  let asked = 0;
  let typing = null;

  async function load(term) {
    const turn = ++asked;
    try {
      const where = term ? `WHERE ${layout.subtitle ?? layout.nameField} LIKE ${like(term).raw}` : "";
      const order = layout.subtitle ? "CreatedDate DESC" : layout.nameField;
      const rows = await query(soql`SELECT ${raw(selectList(layout.list))} FROM ${raw(place.objectName)} ${raw(where)} ORDER BY ${raw(order)} LIMIT ${raw(String(most))}`);
      if (turn !== asked) return;
      fill(count, `${rows.length === most ? `${most}+ items` : rows.length === 1 ? "1 item" : `${rows.length} items`} · Sorted by ${layout.subtitle ? "newest" : layout.list[0].label}`);
      fill(body, rows.length ? table(place.objectName, layout.list, rows, layout.plural)
        : state({ icon: "search", title: "Nothing to see here", text: term ? `No ${layout.plural.toLowerCase()} match your search.` : "There are no records in this list yet.", level: "h2" }));
    } catch (error) {
      if (turn === asked) fill(body, failure(error, { objectLabel: "list", retry: () => load(term), level: "h2" }));
    }
  }

  const input = h("input", { class: "slds-input", type: "search", placeholder: "Search this list...", "aria-label": `Search ${layout.plural}`, value: place.filter,
    oninput: () => { clearTimeout(typing); typing = setTimeout(() => load(input.value.trim()), waitForTyping); } });
  fill(main, h("div", { class: "slds-card sim-full" },
    h("header", { class: "slds-page-header slds-page-header_object-home" },
      h("div", { class: "slds-page-header__row" },
        h("div", { class: "slds-page-header__col-title" }, h("div", { class: "slds-media" },
          h("div", { class: "slds-media__figure" }, objectIcon(layout.icon, "slds-page-header__icon")),
          h("div", { class: "slds-media__body" }, h("h1", { tabindex: "-1" }, h("span", { class: "sim-object-label" }, layout.plural),
            h("span", { class: "slds-page-header__title" }, `All ${layout.plural}`))))),
        h("div", { class: "slds-page-header__col-actions" }, button("New", () => openRecordForm({ objectName: place.objectName, onSaved: (id) => go(recordAddress(place.objectName, id)) })))),
      h("div", { class: "slds-page-header__row" }, h("div", { class: "slds-page-header__col-meta" }, count), h("div", { class: "sim-list-search" }, input))),
    body));
  await load(place.filter);
  return { title: layout.plural, stop: () => clearTimeout(typing) };
}
