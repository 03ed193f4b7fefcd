using Tieline.WebexSimulator.Calls;
using Tieline.WebexSimulator.CallSettings;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Meetings;
using Tieline.WebexSimulator.OAuth;
using Tieline.WebexSimulator.People;
using Tieline.WebexSimulator.Recordings;
using Tieline.WebexSimulator.Records;
using Tieline.WebexSimulator.Webhooks;

namespace Tieline.WebexSimulator.State;

/// <summary>What outlives a restart. Calls do not: they are over when the cloud comes back.</summary>
internal sealed record SavedState
{
    public const int Current = 1;

    /// <summary>A kill may have kept the last call numbers out of the file: those next to it are not used.</summary>
    private const long CallNumbersSkipped = 10_000;

    /// <summary>Likewise for what is drawn: every request draws its tracking id.</summary>
    private const long DrawsSkipped = 1_000_000;

    /// <summary>Counts the forms that a state has had; an older program does not read a later one.</summary>
    public int Version { get; init; } = Current;

    public required string OrganizationId { get; init; }

    public required string OrganizationName { get; init; }

    public required List<Person> People { get; init; }

    /// <summary>Who has left; none in files of before.</summary>
    public List<Person> Gone { get; init; } = [];

    public required List<HuntGroup> HuntGroups { get; init; }

    public required List<Integration> Integrations { get; init; }

    public List<ServiceApp> ServiceApps { get; init; } = [];

    public required List<Grant> Grants { get; init; }

    public List<PersonalToken> PersonalTokens { get; init; } = [];

    public required List<Webhook> Webhooks { get; init; }

    public required Dictionary<string, List<HistoryEntry>> History { get; init; }

    public List<CallRecord> CallRecords { get; init; } = [];

    public List<CallRecording> Recordings { get; init; } = [];

    public List<Voicemail> Voicemails { get; init; } = [];

    public InterestRegistration? Interests { get; init; }

    public required Switches Switches { get; init; }

    public required long NextCallNumber { get; init; }

    /// <summary>How often something was drawn from the seed; 0 in files of before.</summary>
    public long Draws { get; init; }

    /// <summary>A file from before there was messaging has none.</summary>
    public SavedMessaging Messaging { get; init; } = new();

    /// <summary>Null in files of before there were meetings.</summary>
    public SavedMeetings? Meetings { get; init; }

    public static SavedState Of(WebexCloud cloud) => new()
    {
        OrganizationId = cloud.Directory.OrganizationId,
        OrganizationName = cloud.Directory.OrganizationName,
        People = [.. cloud.Directory.People],
        Gone = [.. cloud.Directory.Gone],
        HuntGroups = cloud.Directory.HuntGroups,
        Integrations = [.. cloud.Integrations.All],
        ServiceApps = [.. cloud.ServiceApps.All],
        Grants = [.. cloud.Tokens.Grants],
        PersonalTokens = [.. cloud.Tokens.Portal.Personal],
        Webhooks = [.. cloud.Webhooks.All],
        History = cloud.History.All.ToDictionary(),
        CallRecords = [.. cloud.CallRecords.All],
        Recordings = [.. cloud.Recordings.All],
        Voicemails = cloud.Voicemails.All,
        Interests = cloud.Interests,
        Switches = cloud.Switches,
        NextCallNumber = cloud.Switchboard.Book.NextNumber,
        Draws = cloud.Draws.Count,
        Messaging = SavedMessaging.Of(cloud),
        Meetings = cloud.Meetings.Save(),
    };

    public void Into(WebexCloud cloud)
    {
        var known = cloud.Directory.KnownNumbers;
        cloud.Directory.Clear();
        cloud.Integrations.Clear();
        (cloud.Directory.OrganizationId, cloud.Directory.OrganizationName, cloud.Directory.KnownNumbers) = (OrganizationId, OrganizationName, known);
        cloud.Directory.HuntGroups.AddRange(HuntGroups);
        People.ForEach(cloud.Directory.Add);
        People.ForEach(person => SettingsPages.Check(person, cloud));
        Gone.ForEach(cloud.Directory.AddGone);
        Integrations.ForEach(cloud.Integrations.Upsert);
        ServiceApps.ForEach(cloud.ServiceApps.Upsert);
        Grants.ForEach(cloud.Tokens.Load);
        PersonalTokens.ForEach(cloud.Tokens.Portal.Add);
        Webhooks.ForEach(cloud.Webhooks.Add);
        cloud.History.Load(History);
        CallRecords.ForEach(cloud.CallRecords.Load);
        Recordings.ForEach(cloud.Recordings.Add);
        cloud.Voicemails.All.AddRange(Voicemails);
        (cloud.Interests, cloud.Switches) = (Interests, Switches);
        cloud.Switchboard.Book.NextNumber = NextCallNumber + CallNumbersSkipped;
        cloud.Draws.Count = Math.Max(cloud.Draws.Count, Draws) + DrawsSkipped;
        Messaging.Into(cloud);
        if (Meetings is not null)
        {
            cloud.Meetings.Load(Meetings);
            cloud.MeetingPlan.Resume();
        }
    }
}
