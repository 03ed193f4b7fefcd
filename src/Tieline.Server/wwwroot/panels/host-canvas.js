// Salesforce Canvas: the page that its signed request was posted to has the session in it. The frame has no word with Salesforce beyond that.
import { listeners } from './host.js';
import { selfOpened } from './host-browser.js';
import { heldSession, holdSession } from './return.js';

/** What began this page, also after a reload of our own. */
export const canvasOf = page => page.canvas ?? heldSession()?.canvas ?? null;

export function canvasHost(page) {
  const { on } = listeners();
  const { opened, locale, recordId, objectApiName } = canvasOf(page);
  if (page.canvas) {
    // A reload asks for the plain page: the request serves once.
    holdSession({ ...opened, canvas: { locale, recordId, objectApiName } }, `/panels/${page.panel}?org=${page.org}`);
  }

  return {
    kind: 'canvas',
    welcome: Promise.resolve({ locale, recordId, objectApiName }),
    on,
    post() { },
    session: reason => selfOpened(page.org, reason),
  };
}
