import { LightningElement, api } from 'lwc';

/** Meetings of the record: upcoming, past, their logs. */
export default class WebexMeetings extends LightningElement {
    @api height = 420;
    @api recordId;
    @api objectApiName;
}
