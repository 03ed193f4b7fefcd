// A table of records whose first column leads to the record.

import { h } from "./dom.js";
import { fieldValue, recordLink } from "./fields.js";

export function table(objectName, columns, rows, label) {
  return h("div", { class: "sim-scroll-x" }, h("table", { class: "slds-table slds-table_cell-buffer slds-table_bordered slds-table_fixed-layout", "aria-label": label },
    h("thead", {}, h("tr", { class: "slds-line-height_reset" }, columns.map((column) => h("th", { scope: "col" }, h("div", { class: "slds-truncate", title: column.label }, column.label))))),
    h("tbody", {}, rows.map((row) => h("tr", { class: "slds-hint-parent" }, columns.map((column, i) => cell(objectName, column, row, i)))))));
}

function cell(objectName, column, row, i) {
  if (i > 0) return h("td", { "data-label": column.label }, h("div", { class: "slds-truncate" }, fieldValue(row, column, objectName) ?? ""));
  return h("th", { scope: "row", "data-label": column.label }, h("div", { class: "slds-truncate" }, recordLink(objectName, row.Id, row[column.name] ?? "(no name)")));
}
