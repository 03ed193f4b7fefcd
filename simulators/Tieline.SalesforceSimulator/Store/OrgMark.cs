using System.Collections.Immutable;
using Tieline.SalesforceSimulator.ChangeData;

namespace Tieline.SalesforceSimulator.Store;

/// <summary>How far the org has come within a transaction: its rows, and the channels that are more than their rows.</summary>
internal sealed record OrgMark(int Journal, ImmutableList<EventChannel> Channels, ImmutableList<ChannelMember> Members);
