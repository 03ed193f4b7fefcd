using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Seed;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Tests.Rules;

public sealed class UniqueKeyTests
{
    private static SalesforceOrg WithKey(string field)
    {
        var org = new SalesforceOrg();
        OrgSeed.Fill(org, new SalesforceSimulatorOptions { SeedStory = false });
        org.Switches = org.Switches with { CustomNeedsPermission = false };
        var account = org.Schema["Account"];
        org.Schema.Put(new ObjectDefinition(account.Name, account.Label, account.LabelPlural, account.KeyPrefix, account.Abilities, [.. account.Fields, SchemaFile.Field(field)]));
        return org;
    }

    [Theory]
    [InlineData("Key__c string(20) cu?xq Key", "\"abc\"", "\"ABC\"", true)]
    [InlineData("Key__c string(20) cu?xqs Key", "\"abc\"", "\"ABC\"", false)]
    [InlineData("Key__c string(20) cu?xqs Key", "\"abc\"", "\"abc\"", true)]
    [InlineData("Key__c double(18,0) cu?xq Key", "7", "7.0", true)]
    [InlineData("Key__c double(18,0) cu?xq Key", "7", "8", false)]
    [InlineData("Key__c string(20) cu?x Key", "\"abc\"", "\"abc\"", false)]
    public void A_unique_key_stands_once_and_case_counts_where_it_is_said(string field, string first, string second, bool refused)
    {
        using var org = WithKey(field);
        var writer = new RecordWriter(org, org.UserNamed("ann.berg@nordlys.example")!.Id);
        string? Insert(string key)
        {
            try
            {
                org.Run(() => writer.Insert("Account", new JsonObject { ["Name"] = "x", ["Key__c"] = JsonNode.Parse(key) }));
                return null;
            }
            catch (SalesforceRefusal refusal)
            {
                return refusal.ErrorCode;
            }
        }

        Assert.Null(Insert(first));
        Assert.Equal(refused ? "DUPLICATE_VALUE" : null, Insert(second));
    }
}
