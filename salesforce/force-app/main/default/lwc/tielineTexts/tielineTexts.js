// The few sentences that a component says itself; all else is said by the panel in its frame.
import LANG from '@salesforce/i18n/lang';

const english = {
    loading: 'Loading',
    notConnected: 'Webex is not connected to this org yet. Ask your administrator to finish the setup in "Webex Administration".',
    notConnectedHere: 'Webex is not connected to this org yet. Open the address of your Tieline server with /admin at its end, and connect the org there. Whoever runs the server knows the address.',
    noAnswer: 'Webex does not answer. It is tried again by itself.',
    noSalesforce: 'Salesforce did not answer. It is asked again by itself.',
    noAccess: 'You may not use Webex here yet. Ask your administrator for the permission set "Webex User", then reload the page.'
};

const danish = {
    loading: 'Indlæser',
    notConnected: 'Webex er endnu ikke forbundet med denne organisation. Bed din administrator om at gøre opsætningen færdig under "Webex Administration".',
    notConnectedHere: 'Webex er endnu ikke forbundet med denne organisation. Åbn adressen på din Tieline-server med /admin til sidst, og forbind organisationen dér. Den, der driver serveren, kender adressen.',
    noAnswer: 'Webex svarer ikke. Der forsøges igen automatisk.',
    noSalesforce: 'Salesforce svarede ikke. Der spørges igen automatisk.',
    noAccess: 'Du må endnu ikke bruge Webex her. Bed din administrator om tilladelsessættet "Webex User", og genindlæs så siden.'
};

/** The sentences in the user's language; English for languages that have none. */
export const textsFor = (language) => (language?.toLowerCase().startsWith('da') ? danish : english);

export const texts = textsFor(LANG);
