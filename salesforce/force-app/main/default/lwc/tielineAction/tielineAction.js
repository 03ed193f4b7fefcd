import { LightningElement, api, wire } from 'lwc';
import { CloseActionScreenEvent } from 'lightning/actions';
import { MessageContext, publish } from 'lightning/messageService';
import SOFTPHONE from '@salesforce/messageChannel/Tieline_Softphone__c';

/** What every record action that shows a panel does. Each action is a component of its own with its own template. */
export default class TielineAction extends LightningElement {
    @api recordId;
    @api objectApiName;

    @wire(MessageContext)
    context;

    close() {
        this.dispatchEvent(new CloseActionScreenEvent());
    }

    openSoftphone() {
        publish(this.context, SOFTPHONE, { deed: 'open' });
    }
}
