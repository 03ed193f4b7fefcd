// The page's side of the host protocol, version 1 (docs/host-protocol.md): what a Lightning page and a Tieline panel in a frame say
// to each other. A message counts only when it comes from the frame's own window AND from the panel's origin; answers go to exactly
// that origin. Messages of unknown types or with misshapen fields are ignored.

const VERSION = 1;

const isText = (most) => (value) => typeof value === 'string' && value.length > 0 && value.length <= most;
const isId = (value) => typeof value === 'string' && /^[a-zA-Z0-9]{15}([a-zA-Z0-9]{3})?$/.test(value);
const isName = (value) => typeof value === 'string' && /^[A-Za-z][A-Za-z0-9_]{0,79}$/.test(value);
const isPlain = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
const oneOf = (...values) => (value) => values.includes(value);
const optional = (check) => (value) => value === undefined || value === null || check(value);
const isFieldValue = (value) => value === null || ['string', 'number', 'boolean'].includes(typeof value);
const isFieldValues = (value) => isPlain(value) && Object.entries(value).every(([name, one]) => isName(name) && isFieldValue(one));
const isNewRecord = (value) => isPlain(value) && isName(value.objectApiName) && optional(isFieldValues)(value.defaultFieldValues);

/** What a panel may say, with the check of each field. */
const SAID = {
    hello: { panel: isText(40) },
    needToken: { requestId: isText(100), reason: isText(40) },
    screenPop: {
        recordId: optional(isId),
        objectApiName: optional(isName),
        url: optional(isText(2000)),
        newRecord: optional(isNewRecord),
        mode: optional(oneOf('open', 'highlight'))
    },
    openPanel: {},
    setLabel: { text: isText(80) },
    recordChanged: { recordIds: (value) => Array.isArray(value) && value.length <= 200 && value.every(isId) },
    close: {},
    focus: {}
};

const isWellFormed = (message) =>
    isPlain(message) &&
    message.tieline === VERSION &&
    Object.hasOwn(SAID, message.type) &&
    Object.entries(SAID[message.type]).every(([field, check]) => check(message[field]));

/** One panel in one frame. */
export class PanelConversation {
    greeted = false;
    waiting = [];
    newest = new Map();

    /**
     * @param {HTMLIFrameElement} frame the panel's frame; its window is the only accepted source
     * @param {string} origin the panel's origin, the only accepted origin and the only target
     * @param {() => object} welcome asked at each hello: hostKind, panel, locale, recordId, objectApiName
     * @param {object} deeds what the page does when the panel asks: `needToken(reason)` gives a promise of a token; screenPop, openPanel,
     *     setLabel, recordChanged, close and focus may be left out
     */
    constructor(frame, origin, welcome, deeds) {
        this.frame = frame;
        this.origin = origin;
        this.welcome = welcome;
        this.deeds = deeds;
        this.listener = (event) => this.receive(event);
        window.addEventListener('message', this.listener);
    }

    /** The frame is loaded anew: what is said from now on waits for the next hello. */
    begin() {
        this.greeted = false;
    }

    end() {
        window.removeEventListener('message', this.listener);
        this.begin();
    }

    /** States are remembered: a panel that loads again learns the newest of each after its welcome. */
    keep(type, state) {
        const message = { type, ...state };
        if (JSON.stringify(this.newest.get(type)) === JSON.stringify(message)) {
            return;
        }
        this.newest.set(type, message);
        if (this.greeted) {
            this.post(message);
        }
    }

    /** Said once. Before the panel's hello it waits for it. */
    say(type, body) {
        if (this.greeted) {
            this.post({ type, ...body });
        } else {
            this.waiting.push({ type, ...body });
        }
    }

    post(message) {
        this.frame.contentWindow?.postMessage({ tieline: VERSION, ...message }, this.origin);
    }

    receive(event) {
        if (event.source !== this.frame.contentWindow || event.origin !== this.origin || !isWellFormed(event.data)) {
            return;
        }
        const message = event.data;
        if (message.type === 'hello') {
            this.greet();
        } else if (message.type === 'needToken') {
            this.giveToken(message);
        } else {
            this.deeds[message.type]?.(message);
        }
    }

    greet() {
        this.greeted = true;
        this.post({ type: 'welcome', ...this.welcome() });
        [...this.newest.values(), ...this.waiting.splice(0)].forEach((message) => this.post(message));
    }

    async giveToken({ requestId, reason }) {
        try {
            this.post({ type: 'token', requestId, token: await this.deeds.needToken(reason) });
        } catch (refusal) {
            // Apex refuses with a body, everything else with a message.
            this.post({ type: 'tokenRefused', requestId, message: refusal.body?.message ?? refusal.message });
        }
    }
}
