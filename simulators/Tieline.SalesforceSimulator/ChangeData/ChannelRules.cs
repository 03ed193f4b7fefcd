using System.Text.RegularExpressions;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.ChangeData;

/// <summary>
/// What a channel and its members may be.
/// See https://developer.salesforce.com/docs/atlas.en-us.change_data_capture.meta/change_data_capture/cdc_allocations.htm
/// </summary>
public static partial class ChannelRules
{
    /// <summary>Objects of which the cloud tells changes; not settings, users' rights and the like.</summary>
    public static bool CanBeSelected(ObjectDefinition definition) =>
        definition.KeyPrefix is not null && !PlatformEvents.PlatformEvent.Is(definition) && (definition.Can("triggerable") || definition.Name is "CampaignMemberStatus" || definition.Name.EndsWith("__c", StringComparison.Ordinal));

    public static void Check(SalesforceOrg org, EventChannel channel)
    {
        if (!ChannelName().IsMatch(channel.FullName))
            throw SalesforceRefusal.Bad("FIELD_INTEGRITY_EXCEPTION", "The channel name must begin with a letter, have only letters, digits and single underscores, and end with __chn", "FullName");
        if (string.IsNullOrWhiteSpace(channel.Label)) throw SalesforceRefusal.Bad("REQUIRED_FIELD_MISSING", "Required fields are missing: [label]", "label");
        if (org.Channels.Named(channel.FullName) is { } twin && twin.Id != channel.Id)
            throw SalesforceRefusal.Bad("DUPLICATE_DEVELOPER_NAME", $"The name {channel.FullName} is already used by another channel", "FullName");
        if (org.Channels.Channels.Count(c => c.Id != channel.Id) >= EventChannels.MostChannels)
            throw SalesforceRefusal.Bad("LIMIT_EXCEEDED", $"An org has at most {EventChannels.MostChannels} custom channels");
    }

    public static void Check(SalesforceOrg org, ChannelMember member)
    {
        if (!MemberName().IsMatch(member.FullName)) throw SalesforceRefusal.Bad("FIELD_INTEGRITY_EXCEPTION", "The member name must begin with a letter and have only letters, digits and single underscores", "FullName");
        if (org.Channels.Members.Exists(m => m.Id != member.Id && m.FullName.Equals(member.FullName, StringComparison.OrdinalIgnoreCase)))
            throw SalesforceRefusal.Bad("DUPLICATE_DEVELOPER_NAME", $"The name {member.FullName} is already used by another channel member", "FullName");
        if (org.Channels.Members.Exists(m => m.Id != member.Id && m.Channel == member.Channel && m.ObjectName == member.ObjectName))
            throw SalesforceRefusal.Bad("DUPLICATE_VALUE", $"{EventSchema.EventName(member.ObjectName)} is already selected on {member.Channel}", "SelectedEntity");
        var isEvent = PlatformEvents.PlatformEvent.IsName(member.ObjectName);
        if (isEvent != (org.Channels.Named(member.Channel)?.Type == EventChannel.Event))
            throw SalesforceRefusal.Bad("FIELD_INTEGRITY_EXCEPTION", "A channel for platform events takes platform events, one for change events takes change events", "SelectedEntity");
        if (!isEvent && org.Switches.FiveChangeDataObjects && org.Channels.Selected.Append(member.ObjectName).Distinct().Count() > EventChannels.MostObjects)
            throw SalesforceRefusal.Bad("LIMIT_EXCEEDED", $"You can select up to {EventChannels.MostObjects} entities for Change Data Capture.");
        if (isEvent && member.EnrichedFields.Count > 0) throw SalesforceRefusal.Bad("FIELD_INTEGRITY_EXCEPTION", "Platform events have no enriched fields", "EnrichedFields");
        var shape = isEvent ? EventSchema.OfChannels : EventSchema.Of(org.Schema[member.ObjectName]);
        if (member.EnrichedFields.FirstOrDefault(n => !shape.Fields.Any(f => f.Name == n)) is { } unknown)
            throw SalesforceRefusal.Bad("FIELD_INTEGRITY_EXCEPTION", $"The field {unknown} is no field of {shape.Name}", "EnrichedFields");
        if (member.FilterExpression is { } filter) FilterExpression.Compile(org, member.ObjectName, filter);
    }

    [GeneratedRegex("^[A-Za-z](?:_?[A-Za-z0-9])*__chn$")]
    private static partial Regex ChannelName();

    [GeneratedRegex("^[A-Za-z](?:_?[A-Za-z0-9])*$")]
    private static partial Regex MemberName();
}
