import { LightningElement, api } from 'lwc';

/** Webinars and the import of their registrants and attendees. */
export default class WebexWebinars extends LightningElement {
    @api height = 480;
    @api recordId;
    @api objectApiName;
}
