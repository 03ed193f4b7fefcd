// The modal form that makes or edits a record, and its short forms for tasks and logged calls.

import { button, fill, freshId, h } from "./dom.js";
import { announceChange } from "../org/changes.js";
import { today } from "../org/format.js";
import { lookup } from "./lookup.js";
import { openModal } from "./modal.js";
import { toast } from "./notices.js";
import { objects } from "../org/objects.js";
import { create, describe, update } from "../org/rest.js";

const inputTypes = { phone: "tel", email: "email", date: "date", number: "number", currency: "number" };

/**
 * @param {object} wanted
 * @param {string} wanted.objectName
 * @param {object} [wanted.record]   edits this record; without it a new one is made
 * @param {object} [wanted.values]   what a new record starts with; those without an input are saved all the same
 * @param {object} [wanted.names]    the names of records that `values` points to
 * @param {object[]} [wanted.fields] the fields shown, else those of the object's page
 * @param {(id: string) => void} [wanted.onSaved]
 */
export async function openRecordForm({ objectName, record = null, values = {}, names = {}, fields = null, title = null, onSaved = () => {} }) {
  const layout = objects[objectName];
  let shape;
  try {
    shape = await describe(objectName);
  } catch (error) {
    return toast("error", error.message);
  }
  const described = new Map(shape.fields.map((field) => [field.name, field]));
  const may = (field) => described.get(field.name)?.[record ? "updateable" : "createable"] && !field.readOnly && (!field.path || field.to);
  const shown = (fields ?? layout.details.flatMap((section) => section.fields)).filter(may);
  const start = record ?? values;
  const inputs = shown.map((field) => control(field, described.get(field.name), start, names, !record));
  const errors = h("div", { class: "sim-form-errors", role: "alert" });
  const save = button("Save", submit, "brand");
  const form = h("form", { class: "slds-form", novalidate: true, onsubmit: (event) => { event.preventDefault(); submit(); } },
    errors, h("div", { class: "sim-form-grid" }, inputs.map((input) => input.element)), h("button", { type: "submit", hidden: true, tabindex: "-1" }, "Save"));
  const modal = openModal({ title: title ?? `${record ? "Edit" : "New"} ${layout.label}`, body: form, size: "medium", footer: [button("Cancel", () => modal.close()), save] });

  async function submit() {
    if (save.disabled) return;
    inputs.forEach((input) => input.complain(null));
    const wrong = inputs.map((input) => input.mistake()).filter(Boolean);
    fill(errors, wrong.length ? "Review the fields marked below." : "");
    if (wrong.length) return inputs.find((input) => input.mistake()).focus();
    save.disabled = true;
    try {
      const written = gather();
      const id = record ? record.Id : (await create(objectName, written)).id;
      if (record && Object.keys(written).length) await update(objectName, id, written);
      modal.close();
      toast("success", `${layout.label} was ${record ? "saved" : "created"}.`);
      announceChange([id, values.WhoId, values.WhatId].filter(Boolean));
      onSaved(id);
    } catch (error) {
      tell(error);
    } finally {
      save.disabled = false;
    }
  }

  // Of an edited record only what was changed is sent; a new one gets everything that is filled in.
  function gather() {
    const written = record ? {} : { ...values };
    for (const input of inputs) {
      const value = input.value();
      if (record ? value !== (record[input.name] ?? null) : value !== null || input.name in values) written[input.name] = value;
    }
    return written;
  }

  function tell(error) {
    const named = new Set((error.errors ?? []).flatMap((one) => one.fields ?? []));
    for (const input of inputs) if (named.has(input.name)) input.complain(error.message);
    fill(errors, error.message);
    form.scrollIntoView({ block: "start" });
  }
}

function control(field, described, start, names, isNew) {
  const id = freshId("field");
  const noteId = `${id}-note`;
  const current = start[field.name] ?? null;
  const required = !described.nillable && !described.defaultedOnCreate && described.type !== "boolean";
  const note = h("div", { id: noteId, class: "slds-form-element__help" });
  const { element: input, value, unchosen } = inputFor(field, described, id, current, nameOf(field, start, names), noteId, isNew);
  const focusOn = input.matches("input, select, textarea") ? input : input.querySelector("input, select");
  if (required) focusOn.required = true;
  const element = h("div", { class: `slds-form-element ${field.type === "longtext" ? "sim-wide" : ""}` },
    h("label", { class: "slds-form-element__label", for: id }, required ? h("abbr", { class: "slds-required", title: "required" }, "* ") : null, field.label),
    h("div", { class: "slds-form-element__control" }, input), note);
  const complain = (text) => {
    element.classList.toggle("slds-has-error", Boolean(text));
    focusOn.setAttribute("aria-invalid", String(Boolean(text)));
    fill(note, text ?? "");
  };
  const mistake = () => {
    const text = unchosen?.() ? "Choose one of the records found." : required && value() === null ? "Complete this field." : null;
    if (text) complain(text);
    return text;
  };
  return { name: field.name, element, value, complain, mistake, focus: () => focusOn.focus() };
}

const nameOf = (field, start, names) => names[field.name] ?? field.path?.split(".").reduce((node, part) => node?.[part], start) ?? start[field.name] ?? "";

function inputFor(field, described, id, current, name, noteId, isNew) {
  if (field.to) return lookup(field.to, id, current ? { id: current, name } : null, noteId);
  if (described.picklistValues?.length && described.type !== "combobox") {
    const known = described.picklistValues.filter((entry) => entry.active).map((entry) => entry.value);
    const options = current !== null && !known.includes(current) ? [current, ...known] : known;
    const preset = isNew ? described.picklistValues.find((entry) => entry.defaultValue)?.value : null;
    const chosen = current ?? preset ?? "";
    const select = h("select", { id, class: "slds-select", "aria-describedby": noteId }, h("option", { value: "" }, "--None--"), options.map((option) => h("option", { value: option }, option)));
    select.value = chosen;
    return { element: h("div", { class: "slds-select_container" }, select), value: () => select.value || null };
  }
  if (field.type === "checkbox") return checkbox(id, current, described, noteId);
  const long = field.type === "longtext";
  const input = h(long ? "textarea" : "input", { id, class: long ? "slds-textarea" : "slds-input", type: long ? null : inputTypes[field.type] ?? "text", rows: long ? 4 : null,
    step: field.type === "currency" ? "any" : null, maxlength: described.length > 0 ? described.length : null, autocomplete: "off", "aria-describedby": noteId, value: current ?? "" });
  const number = inputTypes[field.type] === "number";
  return { element: input, value: () => (input.value.trim() === "" ? null : number ? Number(input.value) : input.value) };
}

function checkbox(id, current, described, noteId) {
  const box = h("input", { id, type: "checkbox", "aria-describedby": noteId, checked: current ?? described.defaultValue === true });
  return { element: h("div", { class: "slds-checkbox" }, box, h("label", { class: "slds-checkbox__label", for: id }, h("span", { class: "slds-checkbox_faux" }))), value: () => box.checked };
}

const subject = { name: "Subject", label: "Subject" };
const comments = { name: "Description", label: "Comments", type: "longtext" };

/** New Task, or Log a Call, on a record: people go into Name, everything else into Related To. */
export function openTaskForm({ session, objectName, record, preset }) {
  const isPerson = objectName === "Contact" || objectName === "Lead";
  const values = { [isPerson ? "WhoId" : "WhatId"]: record.Id, OwnerId: session.user.id };
  if (preset === "call") {
    return openRecordForm({ objectName: "Task", title: "Log a Call", fields: [subject, comments],
      values: { ...values, Subject: "Call", Status: "Completed", TaskSubtype: "Call", ActivityDate: today() } });
  }
  return openRecordForm({ objectName: "Task", title: "New Task",
    fields: [{ ...subject }, { name: "ActivityDate", label: "Due Date", type: "date" }, { name: "Priority", label: "Priority" }, { name: "Status", label: "Status" }, comments], values });
}
