import { LightningElement, api } from 'lwc';

/** Spaces of the record, with their messages and files. */
export default class WebexSpaces extends LightningElement {
    @api height = 480;
    @api recordId;
    @api objectApiName;
}
