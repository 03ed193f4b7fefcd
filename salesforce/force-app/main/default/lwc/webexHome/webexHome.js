import { LightningElement, api } from 'lwc';

/** Sign-in to Webex and sign-out, for the Home page. */
export default class WebexHome extends LightningElement {
    @api height = 220;
    @api recordId;
    @api objectApiName;
}
