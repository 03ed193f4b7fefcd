// Between the circuit and the host: what the panel's C# asks of the host, and what the host tells it.
import { loadAnew } from './reload.js';
import { session } from './session.js';

let host = null;
let panel = null;
const recordOf = at => ({ recordId: at.recordId ?? null, objectApiName: at.objectApiName ?? null, name: at.name ?? null });

export function setHost(chosen) {
  host = chosen;
}

/** Called by PanelHost when the circuit is there. */
export function connect(reference) {
  panel = reference;
  host.on('visibility', at => tell('OnVisibility', { visible: at.visible === true, focused: at.focused !== false }));
  host.on('clickToDial', at => tell('OnClickToDial', { number: String(at.number ?? ''), ...recordOf(at) }));
}

export function post(type, body) {
  host.post(type, withoutNulls(body));
}

/** The session that the page has now, renewed or not; the circuit was begun with an older one. */
export const sessionNow = () => session.token;

/** For a new session; what is half typed stays. */
export const reload = () => loadAnew();

/** Tells the panel's C# something; silent while there is no circuit, because a new one reads everything afresh. */
export function tell(method, ...values) {
  panel?.invokeMethodAsync(method, ...values).catch(() => { });
}

const withoutNulls = body => Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
