using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Seed;

/// <summary>Fills up accounts, contacts and leads to the story's counts.</summary>
public static class CrowdSeed
{
    private static readonly string[] Industries = ["Banking", "Construction", "Consulting", "Electronics", "Healthcare", "Manufacturing", "Retail", "Technology"];

    public static void Fill(Story story)
    {
        var number = 0;
        while (Count(story, "Account") < StorySeed.Accounts) Account(story, Count(story, "Account"), number++);
        var accounts = story.Org.Records.Rows("Account").Where(a => a.Text("Name") is not ("Acme Rockets" or "Harbor Freight Lines" or "Blue Fjord")).ToList();
        while (Count(story, "Contact") < StorySeed.Contacts) Contact(story, accounts[number % accounts.Count], number++);
        while (Count(story, "Lead") < StorySeed.Leads) Lead(story, number++);
    }

    private static int Count(Story story, string objectName) => story.Org.Records.Table(objectName).Count;

    private static void Account(Story story, int index, int number)
    {
        var (country, phone) = PhoneFormats.Of(number);
        story.Add("Account", new JsonObject
        {
            ["Name"] = Names.Companies[index % Names.Companies.Length], ["Phone"] = phone, ["BillingCountry"] = country, ["Industry"] = story.One(Industries), ["Rating"] = story.One(["Hot", "Warm", "Cold"]),
            ["AnnualRevenue"] = story.Chance.Next(1, 400) * 250_000, ["NumberOfEmployees"] = story.Chance.Next(5, 5000), ["Website"] = $"https://www.company{index}.example",
        }, story.DaysAgo());
    }

    /// <summary>Every fourth has a mobile too, every tenth shares the account's main number.</summary>
    private static void Contact(Story story, SalesforceRecord account, int number)
    {
        var (country, phone) = PhoneFormats.Of(number);
        var (first, last) = (story.One(Names.First), story.One(Names.Last));
        var fields = new JsonObject
        {
            ["FirstName"] = first, ["LastName"] = last, ["AccountId"] = account.Id, ["MailingCountry"] = country, ["Title"] = story.One(Names.Titles),
            ["Phone"] = number % 10 == 0 ? account.Text("Phone") : phone, ["Email"] = Names.Mail(first, last, account.Text("Name")!),
        };
        if (number % 4 == 0) fields["MobilePhone"] = PhoneFormats.Of(number + 400).Stored;
        if (number % 15 == 0) fields["DoNotCall"] = true;
        story.Add("Contact", fields, story.DaysAgo());
    }

    private static void Lead(Story story, int number)
    {
        var (country, phone) = PhoneFormats.Of(number);
        var (first, last, company) = (story.One(Names.First), story.One(Names.Last), story.One(Names.Companies) + " Partners");
        story.Add("Lead", new JsonObject
        {
            ["FirstName"] = first, ["LastName"] = last, ["Company"] = company, ["Phone"] = phone, ["Country"] = country, ["Email"] = Names.Mail(first, last, company),
            ["LeadSource"] = story.One(["Web", "Phone Inquiry", "Partner Referral", "Other"]), ["Status"] = story.One(["Open - Not Contacted", "Working - Contacted"]), ["Title"] = story.One(Names.Titles),
        }, story.DaysAgo());
    }
}
