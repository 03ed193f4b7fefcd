namespace Tieline.SalesforceSimulator.ChangeData;

/// <summary>An object selected for change events on a channel.</summary>
/// <param name="Channel"><see cref="EventChannel.Standard"/> or a channel's full name</param>
/// <param name="ObjectName">the object, not its event</param>
/// <param name="EnrichedFields">sent with each event, changed or not</param>
/// <param name="FilterExpression">see <see cref="ChangeData.FilterExpression"/>; null lets all pass</param>
public sealed record ChannelMember(string Id, string FullName, string Channel, string ObjectName, IReadOnlyList<string> EnrichedFields, string? FilterExpression);
