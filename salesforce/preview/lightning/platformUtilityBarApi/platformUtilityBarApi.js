import { page } from '../../page.js';

export class EnclosingUtilityId {
    constructor(callback) {
        this.callback = callback;
    }
    connect() {
        this.callback('utility');
    }
    update() {}
    disconnect() {}
}

export const getInfo = async () => ({ utilityVisible: page.utility.open });
export const onUtilityClick = (utilityId, listener) => page.on('utilityClick', listener);
export const open = async () => Object.assign(page.utility, { open: true });
export const minimize = async () => Object.assign(page.utility, { open: false });
export const updateUtility = async (utilityId, change) => Object.assign(page.utility, change);
