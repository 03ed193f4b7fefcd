// Puts a Tieline panel into a frame and joins it to the shell: tokens, screen pops, new-record forms, refreshed views.

import { h } from "../components/dom.js";
import { announceChange } from "../org/changes.js";
import { PanelHost } from "./host-protocol.js";
import { openRecordForm } from "../components/record-form.js";
import { go, recordAddress } from "../router.js";
import { announce, toast } from "../components/notices.js";
import { isObjectName, objectOfId } from "../org/objects.js";

/** Whether an administrator has told the org where Tieline is; without it no panel can start. */
export const panelsAreSetUp = (session) => Boolean(session.tieline);

/** The sentence for users of an org that is not set up. */
export const notSetUp = "Calling is not set up in this org yet. An administrator must save Tieline's address and its launch secret in the org "
  + "(in the simulator: POST /control/signer with \"tieline\" and \"secret\"); then reload this page.";

/**
 * @param {object} session   what /lightning/session answered
 * @param {{panel: string, path: string, label: string}} item
 * @param {object} welcome   more fields of the welcome: recordId, objectApiName
 * @param {object} deeds     what the place around the frame does: openPanel, setLabel, highlight, close, focus
 * @returns {{frame: HTMLIFrameElement, host: PanelHost}}
 */
export function panelFrame(session, item, welcome, deeds) {
  const address = new URL(item.path, session.tieline);
  address.searchParams.set("org", session.organization.id);
  const frame = h("iframe", { src: address.href, title: item.label, class: "sim-panel-frame", allow: "microphone; camera; autoplay; clipboard-write" });
  const host = new PanelHost(frame, address.origin,
    { hostKind: "lightning-shell", panel: item.panel, locale: session.locale, ...welcome },
    { getToken: launchToken, screenPop: (pop) => screenPop(pop, deeds), recordChanged: announceChange, ...deeds });
  return { frame, host };
}

async function launchToken() {
  const answer = await fetch("/lightning/launch-token", { method: "POST", headers: { accept: "application/json" } });
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(body.message ?? `The org answered ${answer.status}.`);
  return body.token;
}

function screenPop(pop, deeds) {
  if (pop.newRecord) return newRecord(pop.newRecord);
  const address = addressOf(pop);
  if (!address) return toast("warning", "The softphone asked for a page that this app cannot open.");
  if (pop.mode === "highlight") {
    deeds.highlight?.();
    return toast("info", "There is a call for this record.", { href: address, label: "Open" });
  }
  go(address, { by: "pop" });
  announce("A page was opened for the call.");
}

function newRecord({ objectApiName, defaultFieldValues }) {
  if (!isObjectName(objectApiName)) return toast("warning", `This app has no form for ${objectApiName}.`);
  openRecordForm({ objectName: objectApiName, values: defaultFieldValues ?? {}, onSaved: (id) => go(recordAddress(objectApiName, id)) });
}

// Only the shell's own pages can be popped; an address elsewhere is refused.
function addressOf(pop) {
  if (pop.recordId) {
    const objectName = pop.objectApiName ?? objectOfId(pop.recordId);
    return objectName ? recordAddress(objectName, pop.recordId) : null;
  }
  if (!pop.url || !URL.canParse(pop.url, location.origin)) return null;
  const url = new URL(pop.url, location.origin);
  return url.origin === location.origin && url.pathname.startsWith("/lightning/") ? url.pathname + url.search : null;
}
