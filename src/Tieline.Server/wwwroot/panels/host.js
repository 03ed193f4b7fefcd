// Hosts differ, panels do not. A host is
//   { kind, welcome: Promise<{locale, recordId?, objectApiName?}>, token(reason): Promise<string>, post(type, body), on(type, listener) }
// and where nobody signs launch tokens it has session(reason) instead of token, or beside it for when there is none.
// The adapters below are the only code that knows who frames us.
import { lightningHost } from './host-lightning.js';
import { openCtiHost } from './host-opencti.js';
import { browserHost } from './host-browser.js';
import { canvasHost, canvasOf } from './host-canvas.js';

export function chooseHost(page) {
  if (page.openCti) {
    return openCtiHost(page);
  }

  if (canvasOf(page)) {
    return canvasHost(page);
  }

  return window.parent === window ? browserHost(page) : lightningHost(page);
}

/** Listeners by message type, shared by the adapters. The newest value of a type is handed to whoever comes late. */
export function listeners() {
  const lists = new Map();
  const latest = new Map();
  return {
    on(type, listener) {
      lists.set(type, [...(lists.get(type) ?? []), listener]);
      if (latest.has(type)) {
        listener(latest.get(type));
      }
    },
    tell(type, value, keep = false) {
      if (keep) {
        latest.set(type, value);
      }

      for (const listener of lists.get(type) ?? []) {
        listener(value);
      }
    },
  };
}
