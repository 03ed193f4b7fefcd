import { LightningElement, api } from 'lwc';

export default class SampleSoftphone extends LightningElement {
    @api recordId;
}
