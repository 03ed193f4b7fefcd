// sfdx-lwc-jest has no stub of this module.
// https://developer.salesforce.com/docs/platform/lightning-component-reference/guide/lightning-quick-action-panel.html
export class CloseActionScreenEvent extends CustomEvent {
    constructor() {
        super('lightning__actionsclosescreen', { composed: true, bubbles: true, cancelable: true });
    }
}
