namespace Tieline.SalesforceSimulator.Rules;

/// <summary>Which field of a lead becomes which of what it is converted to, as an org maps them at first.</summary>
internal static class LeadFields
{
    public static readonly IReadOnlyDictionary<string, string> Account = new Dictionary<string, string>
    {
        ["Name"] = "Company", ["Phone"] = "Phone", ["Fax"] = "Fax", ["Website"] = "Website", ["Industry"] = "Industry", ["AnnualRevenue"] = "AnnualRevenue", ["NumberOfEmployees"] = "NumberOfEmployees",
        ["Rating"] = "Rating", ["AccountSource"] = "LeadSource", ["BillingStreet"] = "Street", ["BillingCity"] = "City", ["BillingState"] = "State", ["BillingPostalCode"] = "PostalCode", ["BillingCountry"] = "Country",
    };

    public static readonly IReadOnlyDictionary<string, string> Contact = new Dictionary<string, string>
    {
        ["LastName"] = "LastName", ["FirstName"] = "FirstName", ["Salutation"] = "Salutation", ["Title"] = "Title", ["Phone"] = "Phone", ["MobilePhone"] = "MobilePhone", ["Fax"] = "Fax", ["Email"] = "Email",
        ["LeadSource"] = "LeadSource", ["Description"] = "Description", ["HasOptedOutOfEmail"] = "HasOptedOutOfEmail", ["DoNotCall"] = "DoNotCall",
        ["MailingStreet"] = "Street", ["MailingCity"] = "City", ["MailingState"] = "State", ["MailingPostalCode"] = "PostalCode", ["MailingCountry"] = "Country",
    };

    public static readonly IReadOnlyDictionary<string, string> Opportunity = new Dictionary<string, string> { ["LeadSource"] = "LeadSource" };
}
