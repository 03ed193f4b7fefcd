// A lookup field: type a name, choose the record.

import { fill, freshId, h, objectIcon } from "./dom.js";
import { objects } from "../org/objects.js";
import { like, query, raw, soql } from "../org/rest.js";

/** @returns {{element: HTMLElement, value: () => string|null}} */
export function lookup(objectName, inputId, chosen, describedBy) {
  let id = chosen?.id ?? null;
  let found = [];
  let at = -1;
  let asked = 0;
  const listId = freshId("lookup");
  const list = h("ul", { id: listId, class: "slds-listbox slds-listbox_vertical slds-dropdown slds-dropdown_fluid", role: "listbox", "aria-label": objects[objectName].plural, hidden: true });
  const input = h("input", { id: inputId, class: "slds-input", type: "text", role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": listId,
    "aria-describedby": describedBy, placeholder: `Search ${objects[objectName].plural}...`, value: chosen?.name ?? "", oninput: ask, onkeydown: keys, onblur: () => setTimeout(close, 150) });

  async function ask() {
    id = null;
    const turn = ++asked;
    const term = input.value.trim();
    if (term.length < 2) return close();
    const rows = await query(soql`SELECT Id, Name FROM ${raw(objectName)} WHERE Name LIKE ${like(term)} ORDER BY Name LIMIT 6`).catch(() => []);
    if (turn !== asked) return;
    found = rows;
    at = -1;
    draw();
  }

  function draw() {
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    fill(list, found.length === 0 ? h("li", { class: "sim-empty", role: "option", "aria-disabled": "true" }, "Nothing found") : found.map((row, i) =>
      h("li", { id: `${listId}-${i}`, role: "option", "aria-selected": String(i === at), class: `slds-listbox__item sim-option ${i === at ? "slds-has-focus" : ""}`, onmousedown: () => choose(row) },
        objectIcon(objects[objectName].icon, "slds-icon_small"), h("span", { class: "slds-truncate" }, row.Name))));
    if (at >= 0) input.setAttribute("aria-activedescendant", `${listId}-${at}`);
    else input.removeAttribute("aria-activedescendant");
  }

  function choose(row) {
    id = row.Id;
    input.value = row.Name;
    close();
  }

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
  }

  function keys(event) {
    if (list.hidden || found.length === 0) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      at = (at + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length;
      draw();
    } else if (event.key === "Enter" && at >= 0) choose(found[at]);
    else if (event.key === "Escape") { event.stopPropagation(); close(); }
    else return;
    event.preventDefault();
  }

  // A typed name nobody chose is not a record: the form says so instead of dropping it.
  return { element: h("div", { class: "sim-lookup" }, input, list), value: () => id, unchosen: () => id === null && input.value.trim() !== "" };
}
