using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Seed;

/// <summary>The records of the demo's story: 40 accounts, 120 contacts, 60 leads, cases, opportunities, a campaign, a few open tasks.</summary>
public static class StorySeed
{
    public const int Accounts = 40;
    public const int Contacts = 120;
    public const int Leads = 60;

    public static void Fill(SalesforceOrg org, int seed)
    {
        var story = new Story(org, seed);
        FixedRecords.Fill(story);
        CrowdSeed.Fill(story);
        WorkSeed.Fill(story);
    }
}

/// <summary>What the seeding parts share: the org, one source of chance, and the agents in turn.</summary>
public sealed class Story(SalesforceOrg org, int seed)
{
    private readonly List<SalesforceRecord> agents = [.. UserSeed.Agents.Select(a => UserSeed.Named(org, a.Mail))];
    private int turn;

    public SalesforceOrg Org { get; } = org;
    public Random Chance { get; } = new(seed);

    /// <summary>Creates a record under the org's rules, owned by the next agent, some days ago.</summary>
    public SalesforceRecord Add(string objectName, JsonObject fields, int daysAgo = 0)
    {
        var owner = agents[turn++ % agents.Count];
        var record = new RecordWriter(Org, owner.Id).Insert(objectName, fields);
        if (daysAgo == 0) return record;
        var then = record.Moment("CreatedDate")!.Value.AddDays(-daysAgo);
        record = record.With("CreatedDate", then).With("LastModifiedDate", then).With("SystemModstamp", then);
        Org.Records.Put(record);
        return record;
    }

    public T One<T>(IReadOnlyList<T> choices) => choices[Chance.Next(choices.Count)];

    public int DaysAgo() => Chance.Next(1, 400);
}
