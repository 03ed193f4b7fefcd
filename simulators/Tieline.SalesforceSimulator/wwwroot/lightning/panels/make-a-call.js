// The record action "Make a Call": a modal with Tieline's panel, told which record it was opened on.

import { h } from "../components/dom.js";
import { onTabFocus } from "./focus.js";
import { openModal } from "../components/modal.js";
import { state } from "../components/notices.js";
import { notRun } from "../pages/tab-page.js";
import { notSetUp, panelFrame, panelsAreSetUp } from "./panel-frame.js";

export function openMakeACall(session, action, objectName, record) {
  if (action.notRun !== undefined) return openModal({ title: action.label, body: notRun(action.notRun, "h3") });
  if (!panelsAreSetUp(session)) {
    return openModal({ title: action.label, body: state({ icon: "call", title: "Calling is not set up", text: notSetUp, level: "h3" }) });
  }
  const name = record.Name ?? record.Subject;
  const { frame, host } = panelFrame(session, action, { recordId: record.Id, objectApiName: objectName }, {
    close: () => modal.close(),
    focus: () => frame.focus(),
    openPanel: () => openUtility?.(),
  });
  frame.style.height = `${action.height}px`;
  host.record(record.Id, objectName, name);
  const unfollow = onTabFocus((tab) => host.visibility(tab.visible, tab.focused));
  const modal = openModal({
    title: action.label,
    body: h("div", { class: "sim-action-frame" }, frame),
    width: action.width,
    bare: true,
    onClosed: () => { unfollow(); host.dispose(); },
  });
}

let openUtility = null;
/** The utility bar says how its softphone is brought up when the action's panel asks for it. */
export function provideSoftphone(open) {
  openUtility = open;
}
