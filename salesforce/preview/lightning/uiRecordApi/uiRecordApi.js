import { page } from '../../page.js';

export const notifyRecordUpdateAvailable = async (records) => page.refreshed.push(...records);
