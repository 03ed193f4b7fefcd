// Salesforce Open CTI (Lightning Experience), until it retires on 28 February 2028.
// https://developer.salesforce.com/docs/atlas.en-us.api_cti.meta/api_cti/sforce_api_cti_intro.htm
// The script comes from the org itself; the server puts its origin into the page only when it is one of the tenant's hosts and a host of Salesforce's.
import { listeners } from './host.js';
import { selfOpened } from './host-browser.js';

export function openCtiHost(page) {
  const { on, tell } = listeners();
  const ready = load(`${page.openCti}/support/api/66.0/lightning/opencti_min.js`).then(() => {
    const cti = window.sforce.opencti;
    cti.enableClickToDial({ callback() { } });
    cti.onClickToDial({ listener: at => tell('clickToDial', { number: at.number, recordId: at.recordId, objectApiName: at.objectType, name: at.recordName }) });
    cti.onNavigationChange({ listener: at => tell('record', { recordId: at.recordId ?? null, objectApiName: at.objectType ?? null, name: at.recordName ?? null }, true) });
    cti.notifyInitializationComplete?.({ callback() { } });
    return cti;
  });

  const deeds = {
    screenPop(cti, body) {
      const type = cti.SCREENPOP_TYPE;
      if (body.recordId) {
        cti.screenPop({ type: type.SOBJECT, params: { recordId: body.recordId } });
      } else if (body.newRecord) {
        cti.screenPop({ type: type.NEW_RECORD_MODAL, params: { entityName: body.newRecord.objectApiName, defaultFieldValues: body.newRecord.defaultFieldValues } });
      } else if (body.url) {
        cti.screenPop({ type: type.URL, params: { url: body.url } });
      }
    },
    openPanel: cti => cti.setSoftphonePanelVisibility({ visible: true }),
    close: cti => cti.setSoftphonePanelVisibility({ visible: false }),
    setLabel: (cti, body) => cti.setSoftphoneItemLabel({ label: body.text }),
    recordChanged: cti => cti.refreshView(),
  };

  return {
    kind: 'opencti',
    welcome: ready.then(() => ({ hostKind: 'opencti', locale: navigator.language })),
    on,
    post: (type, body) => ready.then(cti => deeds[type]?.(cti, body)),
    token: () => ready.then(cti => new Promise((resolve, reject) => cti.runApex({
      apexClass: 'TielineLaunch',
      methodName: 'token',
      methodParams: '',
      callback: answer => answer.success
        && answer.returnValue?.runApex
        ? resolve(answer.returnValue.runApex)
        : reject(new Error(answer.errors?.[0]?.description ?? 'Salesforce gave no launch token.')),
    }))),
    // Without the package there is no Apex to sign.
    session: reason => selfOpened(page.org, reason),
  };
}

function load(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = address;
    script.onload = resolve;
    script.onerror = () => reject(new Error('The Open CTI script could not be loaded from Salesforce.'));
    document.head.append(script);
  });
}
