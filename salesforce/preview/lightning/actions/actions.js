export class CloseActionScreenEvent extends CustomEvent {
    constructor() {
        super('lightning__actionsclosescreen', { composed: true, bubbles: true, cancelable: true });
    }
}
