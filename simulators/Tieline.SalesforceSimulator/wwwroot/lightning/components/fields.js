// A field's value as an element: links to records, click-to-dial numbers, addresses, dates.

import { h, utilityIcon } from "./dom.js";
import { currency, date, dateTime, duration } from "../org/format.js";
import { isObjectName, objectOfId } from "../org/objects.js";
import { clickToDial, canDial } from "../panels/calling.js";

/** The value of `field` in `record`, or null when it is empty. */
export function fieldValue(record, field, objectName) {
  if (field.type === "address") return addressOf(record, field.prefix);
  const value = record[field.name];
  if (field.type === "checkbox") return value ? "Yes" : "No";
  if (value === null || value === undefined || value === "") return null;
  if (field.path) return reference(record, field, value);
  switch (field.type) {
    case "phone": return phoneLink(String(value), record, objectName);
    case "email": return h("a", { href: `mailto:${value}` }, value);
    case "url": return webAddress(String(value));
    case "currency": return currency(value);
    case "date": return date(value);
    case "datetime": return dateTime(value);
    case "duration": return duration(value);
    case "longtext": return h("span", { class: "sim-longtext" }, value);
    default: return String(value);
  }
}

/** A link to a record page; just the text when the shell has no page for that object. */
export function recordLink(objectName, id, label) {
  if (!isObjectName(objectName)) return document.createTextNode(label);
  return h("a", { href: `/lightning/r/${objectName}/${id}/view`, title: label }, label);
}

function reference(record, field, id) {
  const name = field.path.split(".").reduce((node, part) => node?.[part], record) ?? id;
  const link = recordLink(objectOfId(id), id, name);
  return field.stamp ? h("span", { class: "sim-stamp" }, link, `, ${dateTime(record[field.stamp])}`) : link;
}

function phoneLink(number, record, objectName) {
  if (!canDial()) return h("span", {}, number);
  const known = { number, recordId: record.Id, objectApiName: objectName, name: record.Name ?? record.Subject };
  return h("button", { type: "button", class: "slds-button sim-dial", title: `Call ${number}`, "aria-label": `Call ${number}`, onclick: () => clickToDial(known) },
    utilityIcon("call", "slds-button__icon slds-button__icon_left"), number);
}

// Only http(s) becomes a link: a stored javascript: address stays text.
function webAddress(value) {
  const address = /^https?:\/\//i.test(value) ? value : /^[\w.-]+\.[a-z]{2,}(\/|$)/i.test(value) ? `http://${value}` : null;
  return address ? h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, value) : value;
}

function addressOf(record, prefix) {
  const part = (name) => record[prefix + name];
  const lines = [part("Street"), [part("City"), part("State"), part("PostalCode")].filter(Boolean).join(", "), part("Country")].filter(Boolean);
  return lines.length ? h("span", { class: "sim-longtext" }, lines.join("\n")) : null;
}
