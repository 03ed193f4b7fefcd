// sfdx-lwc-jest has no stub of this module.
// https://developer.salesforce.com/docs/platform/lwc/guide/use-utility-bar-api.html
import { createTestWireAdapter } from '@salesforce/wire-service-jest-util';

export const EnclosingUtilityId = createTestWireAdapter();
export const getInfo = jest.fn();
export const minimize = jest.fn();
export const onUtilityClick = jest.fn();
export const open = jest.fn();
export const updateUtility = jest.fn();
