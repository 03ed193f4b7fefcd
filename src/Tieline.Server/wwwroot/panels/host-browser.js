// A plain browser window. Who the agent is can only be said by the org, so such a window explains how to get here.
import { listeners } from './host.js';

export function browserHost() {
  const { on } = listeners();
  return {
    kind: 'browser',
    welcome: Promise.resolve({ locale: navigator.language }),
    on,
    post() { },
    token: () => Promise.reject(new Error('A launch token comes from Salesforce.')),
  };
}
