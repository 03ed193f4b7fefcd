using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.OAuth;
using Tieline.SalesforceSimulator.Sosl;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Seed;

/// <summary>Fills an empty org: settings and users always, the story's records when asked for.</summary>
public static class OrgSeed
{
    public static void Fill(SalesforceOrg org, SalesforceSimulatorOptions options)
    {
        // Orgs that run side by side share no token.
        org.Random.Start($"{options.Seed}/{options.OrgNumber}");
        org.Run(() =>
        {
            for (var number = 1; number < options.OrgNumber; number++) org.Records.NextId("00D");
            SetupSeed.Fill(org);
            UserSeed.Fill(org);
            if (options.SeedStory) StorySeed.Fill(org, options.Seed);
        });
        org.Run(() => org.Search.Rebuild(org));
        AppRows.Put(org, new ConnectedApp
        {
            Label = "Tieline demo", ConsumerKey = "3MVG9tieline-demo", ConsumerSecret = "salesforce-demo-secret",
            CallbackUrls = ["http://127.0.0.1:5080/connect/salesforce/callback"], Scopes = ["api", "refresh_token", "id", "openid"],
        });
    }

    public static void Reset(SalesforceOrg org, SalesforceSimulatorOptions options)
    {
        org.Run(() =>
        {
            Clear(org);
            Fill(org, options);
        });
        org.Touch();
    }

    /// <summary>Leaves an org with nothing in it but its schema and its clock.</summary>
    public static void Clear(SalesforceOrg org)
    {
        org.Channels.Clear();
        org.Bus.Clear();
        org.Deliveries.Clear();
        org.Records.Clear();
        org.Hidden.Show(null);
        org.Sharing.Clear();
        org.Recent.Clear();
        org.Locators.Clear();
        org.Bulk.Clear();
        org.Sessions.Clear();
        org.Apps.Clear();
        org.Rules.Clear();
        org.Duplicates.Clear();
        org.Assignments.Clear();
        org.Locks.Clear();
        org.Usage.Clear();
        org.SaveTimes = SaveTimes.None;
        org.LoginIpRanges = [];
        org.LoginHours = [];
        org.Signer = null;
        org.Switches = new Switches();
        org.Picklists.Clear();
        org.Search.Delay = SearchIndex.UsualDelay;
    }
}
