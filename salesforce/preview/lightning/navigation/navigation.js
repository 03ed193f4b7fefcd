import { page } from '../../page.js';

export class CurrentPageReference {
    constructor(callback) {
        this.stop = page.on('moved', callback);
    }
    connect() {}
    update() {}
    disconnect() {
        this.stop();
    }
}

const Navigate = Symbol('Navigate');
export const NavigationMixin = (Base) =>
    class extends Base {
        [Navigate](reference) {
            page.went.push(reference);
        }
    };
NavigationMixin.Navigate = Navigate;
