import { LightningElement, api } from 'lwc';

export default class SampleMakeACall extends LightningElement {
    @api recordId;
}
