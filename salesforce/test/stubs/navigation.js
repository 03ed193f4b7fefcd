// As the stub of sfdx-lwc-jest, but it remembers where it was told to go.
import { createTestWireAdapter } from '@salesforce/wire-service-jest-util';

export const CurrentPageReference = createTestWireAdapter();
export const went = [];

const Navigate = Symbol('Navigate');
export const NavigationMixin = (Base) =>
    class extends Base {
        [Navigate](page) {
            went.push(page);
        }
    };
NavigationMixin.Navigate = Navigate;
