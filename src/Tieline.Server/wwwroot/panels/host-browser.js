// A plain browser window. Nobody signs for its user: he signs in with Salesforce himself. Records open in one other tab, the same for all of them.
import { listeners } from './host.js';
import { signInByPopUp } from './pop-up.js';
import { heldSession, holdSession } from './return.js';

const renewBefore = 10 * 60_000;

export function browserHost(page) {
  const { on } = listeners();
  const lightning = page.hosts.find(host => host.includes('.lightning.force.com')) ?? page.hosts[0];
  const open = path => window.open(`${lightning}${path}`, 'tieline-salesforce');

  return {
    kind: 'browser',
    welcome: Promise.resolve({ locale: navigator.language }),
    on,
    post(type, body) {
      if (type === 'screenPop' && body.recordId) {
        open(`/lightning/r/${body.objectApiName ?? 'sObject'}/${body.recordId}/view`);
      } else if (type === 'screenPop' && body.newRecord) {
        const values = Object.entries(body.newRecord.defaultFieldValues ?? {}).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join(',');
        open(`/lightning/o/${body.newRecord.objectApiName}/new?defaultFieldValues=${encodeURIComponent(values)}`);
      } else if (type === 'screenPop' && body.url?.startsWith('/lightning/')) {
        open(body.url);
      } else if (type === 'setLabel') {
        document.title = `${body.text} · Tieline`;
      }
    },
    session: reason => selfOpened(page.org, reason),
  };
}

/** The session of a panel that nobody signs for: the one held over a reload, else one that its user signs in for. */
export async function selfOpened(org, reason) {
  const held = heldSession();
  if (reason !== 'expired' && held && Date.parse(held.expiresAt) - renewBefore > Date.now()) {
    return held;
  }

  const opened = await signInByPopUp(org);
  holdSession(opened);
  return opened;
}
