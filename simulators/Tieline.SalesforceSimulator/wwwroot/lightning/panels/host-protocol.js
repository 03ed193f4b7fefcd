// The host's side of the host protocol, version 1: what a Lightning page and a Tieline panel in a frame say to each other.
// It knows the frame and the messages and nothing of the shell around it; our Lightning web component speaks the same.
//
// Every message is {tieline: 1, type, ...}. A message counts only when it comes from the frame's own window AND from
// the panel's origin; answers go to exactly that origin. Messages with unknown types or misshapen fields are ignored.

const protocol = 1;

const isText = (most) => (value) => typeof value === "string" && value.length > 0 && value.length <= most;
const isId = (value) => typeof value === "string" && /^[a-zA-Z0-9]{15}([a-zA-Z0-9]{3})?$/.test(value);
const isObjectName = (value) => typeof value === "string" && /^[A-Za-z][A-Za-z0-9_]{0,79}$/.test(value);
const isPlain = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const oneOf = (...values) => (value) => values.includes(value);
const optional = (check) => (value) => value === undefined || value === null || check(value);
const isFieldValues = (value) => isPlain(value) && Object.entries(value).every(([name, v]) => isObjectName(name) && (v === null || ["string", "number", "boolean"].includes(typeof v)));
const isNewRecord = (value) => isPlain(value) && isObjectName(value.objectApiName) && optional(isFieldValues)(value.defaultFieldValues);

/** What a panel may say, with the check of each field. */
const said = {
  hello: { panel: isText(40) },
  needToken: { requestId: isText(100), reason: isText(40) },
  screenPop: { recordId: optional(isId), objectApiName: optional(isObjectName), url: optional(isText(2000)), newRecord: optional(isNewRecord), mode: optional(oneOf("open", "highlight")) },
  openPanel: {},
  setLabel: { text: isText(80) },
  recordChanged: { recordIds: (value) => Array.isArray(value) && value.length <= 200 && value.every(isId) },
  close: {},
  focus: {},
};

const wellFormed = (message) => isPlain(message) && message.tieline === protocol && Object.hasOwn(said, message.type)
  && Object.entries(said[message.type]).every(([field, check]) => check(message[field]));

/**
 * @typedef {object} Deeds What the page does when the panel asks; each is optional but getToken.
 * @property {(reason: string) => Promise<string>} getToken  a launch token; a rejection's message is told to the panel
 * @property {(pop: object) => void} [screenPop]
 * @property {() => void} [openPanel]
 * @property {(text: string) => void} [setLabel]
 * @property {(recordIds: string[]) => void} [recordChanged]
 * @property {() => void} [close]
 * @property {() => void} [focus]
 */

export class PanelHost {
  #frame; #origin; #welcome; #deeds; #greeted = false; #waiting = []; #last = new Map(); #listener;

  /**
   * @param {HTMLIFrameElement} frame  the panel's frame; its window is the only accepted source
   * @param {string} panelOrigin       the panel's origin, the only accepted origin and the only target
   * @param {{hostKind: string, panel: string, locale: string, recordId?: string, objectApiName?: string}} welcome
   * @param {Deeds} deeds
   */
  constructor(frame, panelOrigin, welcome, deeds) {
    this.#frame = frame;
    this.#origin = new URL(panelOrigin).origin;
    this.#welcome = welcome;
    this.#deeds = deeds;
    this.#listener = (event) => this.#receive(event);
    window.addEventListener("message", this.#listener);
  }

  /** Tells the panel whether it can be seen, and whether this is the browser tab the user works in. */
  visibility(visible, focused) { this.#keep({ type: "visibility", visible, focused }); }

  /** Tells the panel which record the user looks at now; nulls when it is no record page. */
  record(recordId, objectApiName, name) { this.#keep({ type: "record", recordId, objectApiName, name }); }

  /** Hands over a number to dial. Said before the panel's hello, it waits for it. */
  clickToDial(known) { this.#say({ type: "clickToDial", ...known }); }

  dispose() {
    window.removeEventListener("message", this.#listener);
    this.#greeted = false;
    this.#waiting = [];
  }

  // States are remembered: a panel that (re)loads learns the newest of each after its welcome.
  #keep(message) {
    const text = JSON.stringify(message);
    if (this.#last.get(message.type)?.text === text) return;
    this.#last.set(message.type, { text, message });
    if (this.#greeted) this.#post(message);
  }

  #say(message) {
    if (this.#greeted) this.#post(message);
    else this.#waiting.push(message);
  }

  #post(message) {
    this.#frame.contentWindow?.postMessage({ tieline: protocol, ...message }, this.#origin);
  }

  #receive(event) {
    if (event.source !== this.#frame.contentWindow || event.origin !== this.#origin || !wellFormed(event.data)) return;
    const message = event.data;
    switch (message.type) {
      case "hello": return this.#greet();
      case "needToken": return this.#giveToken(message);
      case "screenPop": return this.#deeds.screenPop?.(message);
      case "openPanel": return this.#deeds.openPanel?.();
      case "setLabel": return this.#deeds.setLabel?.(message.text);
      case "recordChanged": return this.#deeds.recordChanged?.(message.recordIds);
      case "close": return this.#deeds.close?.();
      case "focus": return this.#deeds.focus?.();
    }
  }

  #greet() {
    this.#greeted = true;
    this.#post({ type: "welcome", ...this.#welcome });
    for (const { message } of this.#last.values()) this.#post(message);
    for (const message of this.#waiting.splice(0)) this.#post(message);
  }

  async #giveToken({ requestId, reason }) {
    try {
      this.#post({ type: "token", requestId, token: await this.#deeds.getToken(reason) });
    } catch (error) {
      this.#post({ type: "tokenRefused", requestId, message: error.message });
    }
  }
}
