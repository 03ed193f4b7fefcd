import { LightningElement, api } from 'lwc';

/** The administration console. */
export default class WebexAdministration extends LightningElement {
    @api height = 820;
    @api recordId;
    @api objectApiName;
}
