using System.Collections.Immutable;

namespace Tieline.SalesforceSimulator.ChangeData;

/// <summary>The org's channels and what is selected on them. Written within the org's gate, read from anywhere.</summary>
public sealed class EventChannels
{
    public const int MostChannels = 100;
    public const int MostObjects = 5;

    public ImmutableList<EventChannel> Channels { get; private set; } = [];

    public ImmutableList<ChannelMember> Members { get; private set; } = [];

    public void Put(EventChannel channel) => Channels = Channels.RemoveAll(c => c.Id == channel.Id).Add(channel);

    public void Put(ChannelMember member) => Members = Members.RemoveAll(m => m.Id == member.Id).Add(member);

    public void Remove(string id)
    {
        Channels = Channels.RemoveAll(c => c.Id == id);
        Members = Members.RemoveAll(m => m.Id == id);
    }

    public EventChannel? Named(string fullName) => Channels.Find(c => c.FullName.Equals(fullName, StringComparison.OrdinalIgnoreCase));

    /// <summary>Back to what was read before, when a transaction is undone.</summary>
    public void Restore(ImmutableList<EventChannel> channels, ImmutableList<ChannelMember> members) => (Channels, Members) = (channels, members);

    /// <summary>The objects that tell of their changes. An object counts once, however many channels it is on.</summary>
    public IReadOnlySet<string> Selected => Members.Select(m => m.ObjectName).Where(o => !PlatformEvents.PlatformEvent.IsName(o)).ToHashSet();

    public void Clear() => (Channels, Members) = ([], []);
}
