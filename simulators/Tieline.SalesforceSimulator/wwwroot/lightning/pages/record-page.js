// A record page: highlights with actions on top, details and related lists left, the activity timeline right.

import { fill, h } from "../components/dom.js";
import { onChange } from "../org/changes.js";
import { fieldValue } from "../components/fields.js";
import { highlights } from "./highlights.js";
import { failure, loading, state } from "../components/notices.js";
import { isObjectName, isRecordId, objects, selectList } from "../org/objects.js";
import { relatedLists } from "./related-lists.js";
import { query, raw, retrieve, RestError, soql } from "../org/rest.js";
import { tabs } from "../components/tabs.js";
import { timeline } from "./timeline.js";

/**
 * Draws a record's page into `main`. Returns {title, stop}; `told` is called with the record each time it was read,
 * so that the panels learn which record the user looks at.
 */
export async function recordPage(main, { session, app }, place, told) {
  const layout = objects[place.objectName];
  const list = `/lightning/o/${place.objectName}/list`;
  if (!isRecordId(place.id)) return broken(main, { code: "MALFORMED_ID" }, layout, list);
  fill(main, loading(layout.label));
  let record;
  try {
    record = await read(place.objectName, place.id);
  } catch (error) {
    return broken(main, error, layout, list);
  }

  const head = h("div", {});
  const details = h("div", {});
  const activity = layout.noActivity ? null : timeline(session, place.objectName, layout.activityField, record);
  const related = relatedLists(place.objectName, record);
  const draw = () => {
    fill(head, highlights({ session, app, objectName: place.objectName, record, reread: again }));
    fill(details, layout.details.map((section) => detailSection(section, record, place.objectName)));
    told(record);
  };
  const again = async () => {
    try {
      record = await read(place.objectName, place.id);
      draw();
    } catch (error) {
      if (error instanceof RestError && error.status === 404) { stop(); broken(main, error, layout, list); }
    }
  };
  const stops = [onChange((change) => { if (change.everything || change.ids.includes(record.Id)) again(); }), related.stop];
  if (activity) stops.push(activity.stop);
  const stop = () => stops.forEach((end) => end());
  draw();
  const left = layout.related.length
    ? tabs("Record", [{ label: "Details", element: details }, { label: "Related", element: related.element }])
    : h("div", { class: "slds-card slds-p-around_medium" }, details);
  fill(main, head, h("div", { class: `sim-columns ${activity ? "" : "sim-columns_single"}` }, h("div", {}, left), activity?.element));
  return { title: `${record[layout.nameField]} | ${layout.label}`, stop };
}

function broken(main, error, layout, list) {
  fill(main, h("div", { class: "slds-card" }, failure(error, { objectLabel: layout.label.toLowerCase(), list })));
  return { title: "Not available", stop: () => {} };
}

// The query brings the names of what the record points to; the row itself says why there is none.
async function read(objectName, id) {
  const layout = objects[objectName];
  const fields = [{ name: layout.nameField }, ...layout.highlights, ...layout.details.flatMap((section) => section.fields)];
  const found = await query(soql`SELECT ${raw(selectList(fields))} FROM ${raw(objectName)} WHERE Id = ${id}`);
  if (found.length) return found[0];
  await retrieve(objectName, id);
  throw new RestError(404, [{ errorCode: "NOT_FOUND", message: "There is no such record." }]);
}

function detailSection(section, record, objectName) {
  return h("section", { class: "sim-details" },
    h("h2", { class: "slds-section-title_divider" }, section.title),
    h("dl", { class: "sim-details-grid" }, section.fields.filter((field) => !field.formOnly).map((field) =>
      h("div", { class: field.type === "longtext" ? "sim-wide" : "" },
        h("dt", { class: "slds-form-element__label" }, field.label),
        h("dd", { class: "slds-form-element__static" }, fieldValue(record, field, objectName) ?? "")))));
}

/** The page for an address that names no object of this app. */
export function unknownPage(main, place) {
  const what = place.objectName && !isObjectName(place.objectName) ? `This app has no object "${place.objectName}".` : "The address may be mistyped.";
  fill(main, h("div", { class: "slds-card" }, state({ icon: "search", title: "This page doesn't exist", text: what, link: { href: "/lightning/page/home", label: "Go to Home" } })));
  return { title: "Page not found", stop: () => {} };
}
