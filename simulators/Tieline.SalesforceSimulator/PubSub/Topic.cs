using Tieline.SalesforceSimulator.ChangeData;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.PubSub;

/// <summary>A topic of the org, by its name as the cloud spells it.</summary>
/// <param name="About">the object of which it tells; null for a channel, which anybody may follow and hears what is for him</param>
internal sealed record Topic(string Name, EventSchema Schema, Schema.ObjectDefinition? About = null)
{
    /// <summary>Null when the org has none of that name: no such channel or object, or an object that is not selected.</summary>
    public static Topic? Find(SalesforceOrg org, string name) => org.Run(() =>
    {
        if (!name.StartsWith(EventTopics.Root, StringComparison.Ordinal)) return null;
        var rest = name[EventTopics.Root.Length..];
        if (rest == EventChannel.Standard || org.Channels.Channels.Exists(c => c.FullName == rest)) return new Topic(name, EventSchema.OfChannels);
        return org.Schema.Objects.FirstOrDefault(o => EventSchema.EventName(o.Name) == rest && IsOpen(org, o)) is { } found ? new Topic(name, EventSchema.Of(found), found) : null;
    });

    public bool IsFor(SalesforceOrg org, string userId) => About is null || org.Run(() => org.Access.Of(userId).Hears(About));

    private static bool IsOpen(SalesforceOrg org, Schema.ObjectDefinition definition) => org.Switches.UnselectedObjectHasNoTopic
        ? org.Channels.Members.Exists(m => m.Channel == EventChannel.Standard && m.ObjectName == definition.Name)
        : ChannelRules.CanBeSelected(definition);
}
