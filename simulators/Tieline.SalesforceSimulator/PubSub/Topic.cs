using Tieline.SalesforceSimulator.ChangeData;
using Tieline.SalesforceSimulator.PlatformEvents;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.PubSub;

/// <summary>A topic of the org, by its name as the cloud spells it.</summary>
/// <param name="SchemaId">empty for a channel of several platform events: each event names its own</param>
/// <param name="Event">the platform event that can be published on it; null: none</param>
/// <param name="About">the object of which it tells; null for a channel, which anybody may follow and hears what is for him</param>
internal sealed record Topic(string Name, string SchemaId, string? Event = null, ObjectDefinition? About = null)
{
    /// <summary>Null when the org has none of that name: no such channel or object, or an object that is not selected.</summary>
    public static Topic? Find(SalesforceOrg org, string name) => org.Run(() =>
        name.StartsWith(EventTopics.Root, StringComparison.Ordinal) ? OfChanges(org, name, name[EventTopics.Root.Length..])
        : name.StartsWith(PlatformEvent.Root, StringComparison.Ordinal) ? OfEvents(org, name, name[PlatformEvent.Root.Length..]) : null);

    public bool IsFor(SalesforceOrg org, string userId) => About is null || org.Run(() => org.Access.Of(userId).Hears(About));

    private static Topic? OfChanges(SalesforceOrg org, string name, string rest)
    {
        if (rest == EventChannel.Standard || org.Channels.Channels.Exists(c => c.FullName == rest && c.Type == EventChannel.Data)) return new Topic(name, EventSchema.OfChannels.Id);
        return org.Schema.Objects.FirstOrDefault(o => ChannelRules.CanBeSelected(o) && EventSchema.EventName(o.Name) == rest && IsOpen(org, o)) is { } found ? new Topic(name, EventSchema.Of(found).Id, About: found) : null;
    }

    private static Topic? OfEvents(SalesforceOrg org, string name, string rest)
    {
        if (org.Schema.Find(rest) is { } found && PlatformEvent.Is(found) && found.Name == rest) return new Topic(name, PlatformEventSchema.Of(found).Id, found.Name, found);
        if (!org.Channels.Channels.Exists(c => c.FullName == rest && c.Type == EventChannel.Event)) return null;
        var events = org.Channels.Members.Where(m => m.Channel == rest).Select(m => org.Schema.Find(m.ObjectName)).OfType<ObjectDefinition>().ToList();
        return new Topic(name, events is [var only] ? PlatformEventSchema.Of(only).Id : "");
    }

    private static bool IsOpen(SalesforceOrg org, ObjectDefinition definition) =>
        !org.Switches.UnselectedObjectHasNoTopic || org.Channels.Members.Exists(m => m.Channel == EventChannel.Standard && m.ObjectName == definition.Name);
}
