// The highlights panel: what the record is, its key fields, and up to three visible actions; the rest under the arrow.

import { button, h, objectIcon } from "../components/dom.js";
import { fieldValue } from "../components/fields.js";
import { openMakeACall } from "../panels/make-a-call.js";
import { menuButton } from "../components/menu.js";
import { openModal } from "../components/modal.js";
import { toast } from "../components/notices.js";
import { objects } from "../org/objects.js";
import { openRecordForm, openTaskForm } from "../components/record-form.js";
import { remove } from "../org/rest.js";
import { go } from "../router.js";

const visibleActions = 3;

export function highlights({ session, app, objectName, record, reread }) {
  const layout = objects[objectName];
  const actions = actionsFor({ session, app, objectName, record, reread });
  return h("header", { class: "slds-page-header slds-page-header_record-home" },
    h("div", { class: "slds-page-header__row" },
      h("div", { class: "slds-page-header__col-title" },
        h("div", { class: "slds-media" },
          h("div", { class: "slds-media__figure" }, objectIcon(layout.icon, "slds-page-header__icon")),
          h("div", { class: "slds-media__body" },
            h("div", { class: "slds-page-header__name" }, h("div", { class: "slds-page-header__name-title" },
              h("h1", { tabindex: "-1" }, h("span", { class: "sim-object-label" }, layout.label),
                h("span", { class: "slds-page-header__title slds-truncate" }, title(layout, record)))))))),
      h("div", { class: "slds-page-header__col-actions" }, actionBar(actions))),
    h("div", {},
      h("dl", { class: "sim-highlights" }, layout.highlights.map((field) =>
        h("div", { class: "slds-page-header__detail-block" },
          h("dt", { class: "slds-text-title slds-truncate" }, field.label),
          h("dd", { class: "slds-truncate" }, fieldValue(record, field, objectName) ?? ""))))));
}

const title = (layout, record) => (layout.subtitle && record[layout.subtitle]) || record[layout.nameField];

function actionBar(actions) {
  const shown = actions.slice(0, visibleActions);
  const rest = actions.slice(visibleActions);
  return h("div", { class: "slds-page-header__controls" },
    h("ul", { class: "slds-button-group-list" },
      shown.map((action) => h("li", {}, button(action.label, action.run))),
      rest.length ? h("li", {}, menuButton("Show more actions", rest)) : null));
}

function actionsFor({ session, app, objectName, record, reread }) {
  const layout = objects[objectName];
  const actions = [];
  const deployed = app.quickActions.filter((action) => action.object === objectName);
  for (const action of deployed) actions.push({ label: action.label, run: () => openMakeACall(session, action, objectName, record) });
  if (!layout.noCall && !deployed.length) actions.push({ label: app.recordActions.makeACall.label, run: () => openMakeACall(session, app.recordActions.makeACall, objectName, record) });
  if (!layout.noActivity) actions.push({ label: "New Task", run: () => openTaskForm({ session, objectName, record, preset: "task" }) });
  actions.push({ label: "Edit", run: () => openRecordForm({ objectName, record, onSaved: reread }) });
  for (const child of layout.related) {
    if (child.field === "Id" || child.from) continue;
    const other = objects[child.object];
    actions.push({ label: `New ${other.label}`, run: () => openRecordForm({
      objectName: child.object, values: { [child.field]: record.Id }, names: { [child.field]: title(layout, record) },
      onSaved: (id) => go(`/lightning/r/${child.object}/${id}/view`) }) });
  }
  actions.push({ label: "Delete", run: () => confirmDelete(objectName, record) });
  return actions;
}

function confirmDelete(objectName, record) {
  const layout = objects[objectName];
  const modal = openModal({
    title: `Delete ${layout.label}`,
    body: h("p", {}, `Are you sure you want to delete ${title(layout, record)}?`),
    footer: [button("Cancel", () => modal.close()), button("Delete", erase, "destructive")],
  });
  async function erase() {
    try {
      await remove(objectName, record.Id);
      modal.close();
      toast("success", `${layout.label} "${title(layout, record)}" was deleted.`);
      go(`/lightning/o/${objectName}/list`);
    } catch (error) {
      toast("error", error.message);
    }
  }
}
