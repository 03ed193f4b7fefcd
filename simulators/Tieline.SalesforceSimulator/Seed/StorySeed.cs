using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Seed;

/// <summary>The records of the demo's story.</summary>
public static class StorySeed
{
    public static void Fill(SalesforceOrg org, int seed)
    {
        var writer = new RecordWriter(org, UserSeed.Named(org, "ann.berg").Id);
        var acme = writer.Insert("Account", new JsonObject { ["Name"] = "Acme Rockets", ["Phone"] = "(202) 555-0140", ["BillingCountry"] = "US" });
        writer.Insert("Contact", new JsonObject { ["FirstName"] = "Maria", ["LastName"] = "Lopez", ["Phone"] = "(202) 555-0143", ["AccountId"] = acme.Id });
    }
}
