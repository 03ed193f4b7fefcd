// Pages for the org's own objects: what they show follows from their fields alone.

import { objects } from "./objects.js";

const inList = 4;
const system = [
  { name: "CreatedById", path: "CreatedBy.Name", label: "Created By", stamp: "CreatedDate", readOnly: true },
  { name: "LastModifiedById", path: "LastModifiedBy.Name", label: "Last Modified By", stamp: "LastModifiedDate", readOnly: true },
];

/** Adds the objects that /lightning/app tells of to those the shell knows. */
export function addCustomObjects(own) {
  for (const { name, label, plural, prefix, nameLabel, fields } of own) {
    const title = { name: "Name", label: nameLabel };
    const shown = fields.map(fieldOf);
    const short = shown.filter((field) => field.type !== "longtext").slice(0, inList);
    objects[name] = {
      label, plural, icon: "custom", nameField: "Name", prefix, noCall: true, noActivity: true, list: [title, ...short], highlights: short,
      details: [{ title: "Information", fields: [title, ...shown] }, { title: "System Information", fields: system }], related: [],
    };
  }
}

// A lookup needs a page to choose from.
const fieldOf = ({ name, label, type, path, to }) => path
  ? { name, label, path, ...(Object.hasOwn(objects, to) ? { type: "lookup", to } : { readOnly: true }) }
  : { name, label, type };
