// The host's side of the host protocol, run by Node with windows made by hand. Started by HostProtocolTests.
// HOST_PROTOCOL names the module under test.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, test } from "node:test";

const source = readFileSync(process.env.HOST_PROTOCOL);
const { PanelHost } = await import(`data:text/javascript;base64,${source.toString("base64")}`);

const tieline = "http://127.0.0.1:5080";
const contact = "003Ti0000000001IAA";
let listeners, sent, frame, deeds, done;

globalThis.window = {
  addEventListener: (_, listener) => listeners.add(listener),
  removeEventListener: (_, listener) => listeners.delete(listener),
};

beforeEach(() => {
  listeners = new Set();
  sent = [];
  done = [];
  frame = { contentWindow: { postMessage: (message, target) => sent.push({ message, target }) } };
  deeds = { getToken: async (reason) => `token for ${reason}` };
  for (const name of ["screenPop", "openPanel", "setLabel", "recordChanged", "close", "focus"]) deeds[name] = (value) => done.push([name, value]);
});

const host = (more = {}) => new PanelHost(frame, `${tieline}/panels/softphone?org=x`, { hostKind: "lightning-shell", panel: "softphone", locale: "en_US", ...more }, deeds);
const says = (data, { origin = tieline, from = frame.contentWindow } = {}) => { for (const listener of listeners) listener({ data, origin, source: from }); };
const hello = { tieline: 1, type: "hello", panel: "softphone" };
const types = () => sent.map(({ message }) => message.type);
const settled = () => new Promise((resolve) => setImmediate(resolve));

test("hello is answered by welcome, to exactly the panel's origin", () => {
  host({ recordId: contact, objectApiName: "Contact" });
  says(hello);
  assert.deepEqual(sent, [{ target: tieline, message: { tieline: 1, type: "welcome", hostKind: "lightning-shell", panel: "softphone", locale: "en_US", recordId: contact, objectApiName: "Contact" } }]);
});

test("another origin, or another window of the right origin, is not answered", () => {
  host();
  says(hello, { origin: "http://localhost:5090" });
  says(hello, { origin: "http://127.0.0.1:5081" });
  says(hello, { origin: "null" });
  says(hello, { from: { postMessage: () => assert.fail("answered a stranger") } });
  says({ tieline: 1, type: "close" }, { from: null });
  assert.deepEqual([sent, done], [[], []]);
});

test("what is no message of this protocol is ignored", () => {
  host();
  for (const data of [null, undefined, 7, "hello", [], {}, { type: "hello", panel: "a" }, { tieline: 2, type: "hello", panel: "a" }, { tieline: 1 }, { tieline: 1, type: "constructor" },
    { tieline: 1, type: "hello" }, { tieline: 1, type: "hello", panel: 5 }, { tieline: 1, type: "unknown" }]) says(data);
  assert.deepEqual([sent, done], [[], []]);
});

for (const [name, message] of [
  ["a pop to an id that is none", { type: "screenPop", recordId: "<script>", mode: "open" }],
  ["a pop to an object whose name is none", { type: "screenPop", recordId: contact, objectApiName: "../x", mode: "open" }],
  ["a pop in an unknown mode", { type: "screenPop", recordId: contact, mode: "explode" }],
  ["a form whose values are objects", { type: "screenPop", newRecord: { objectApiName: "Contact", defaultFieldValues: { LastName: { a: 1 } } }, mode: "open" }],
  ["a label of no text", { type: "setLabel", text: "" }],
  ["a label without end", { type: "setLabel", text: "x".repeat(81) }],
  ["changes of what are no ids", { type: "recordChanged", recordIds: [contact, "x"] }],
  ["changes that are no list", { type: "recordChanged", recordIds: contact }],
]) test(`${name} is ignored`, () => { host(); says({ tieline: 1, ...message }); assert.deepEqual(done, []); });

test("each deed is done with what it needs", () => {
  host();
  const pop = { tieline: 1, type: "screenPop", recordId: contact, objectApiName: "Contact", mode: "open" };
  const form = { tieline: 1, type: "screenPop", newRecord: { objectApiName: "Contact", defaultFieldValues: { Phone: "+1202", HasOptedOutOfEmail: false } }, mode: "open" };
  for (const message of [pop, form, { tieline: 1, type: "openPanel" }, { tieline: 1, type: "setLabel", text: "Webex (1)" }, { tieline: 1, type: "recordChanged", recordIds: [contact] }, { tieline: 1, type: "close" }, { tieline: 1, type: "focus" }]) says(message);
  assert.deepEqual(done, [["screenPop", pop], ["screenPop", form], ["openPanel", undefined], ["setLabel", "Webex (1)"], ["recordChanged", [contact]], ["close", undefined], ["focus", undefined]]);
});

test("a token is fetched for each request and goes back under its number", async () => {
  host();
  says(hello);
  says({ tieline: 1, type: "needToken", requestId: "7", reason: "start" });
  says({ tieline: 1, type: "needToken", requestId: "8", reason: "expired" });
  await settled();
  assert.deepEqual(sent.slice(1), [
    { target: tieline, message: { tieline: 1, type: "token", requestId: "7", token: "token for start" } },
    { target: tieline, message: { tieline: 1, type: "token", requestId: "8", token: "token for expired" } }]);
});

test("a token that is not given is refused with the reason", async () => {
  deeds.getToken = async () => { throw new Error("Your session has ended."); };
  host();
  says({ tieline: 1, type: "needToken", requestId: "7", reason: "reconnect" });
  await settled();
  assert.deepEqual(sent, [{ target: tieline, message: { tieline: 1, type: "tokenRefused", requestId: "7", message: "Your session has ended." } }]);
});

test("before its hello a panel is told nothing; then the newest of each state and every number to dial", () => {
  const panel = host();
  panel.visibility(false, true);
  panel.record(null, null, null);
  panel.clickToDial({ number: "+12025550143", recordId: contact });
  panel.visibility(true, true);
  assert.deepEqual(sent, []);
  says(hello);
  assert.deepEqual(types(), ["welcome", "visibility", "record", "clickToDial"]);
  assert.equal(sent[1].message.visible, true);
  assert.equal(sent[1].message.focused, true);
});

test("a panel that loads again learns the states again but dials nothing twice", () => {
  const panel = host();
  says(hello);
  panel.record(contact, "Contact", "Maria Lopez");
  panel.clickToDial({ number: "1" });
  says(hello);
  assert.deepEqual(types(), ["welcome", "record", "clickToDial", "welcome", "record"]);
});

test("a state that did not change is not told again", () => {
  const panel = host();
  says(hello);
  panel.visibility(true, true);
  panel.visibility(true, true);
  panel.visibility(true, false);
  assert.deepEqual(types(), ["welcome", "visibility", "visibility"]);
});

test("after its end the host neither hears nor speaks", () => {
  const panel = host();
  says(hello);
  panel.dispose();
  says(hello);
  panel.visibility(true, true);
  panel.clickToDial({ number: "1" });
  assert.deepEqual(types(), ["welcome"]);
});
