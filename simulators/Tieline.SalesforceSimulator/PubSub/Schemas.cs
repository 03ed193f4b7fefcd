using Tieline.SalesforceSimulator.ChangeData;
using Tieline.SalesforceSimulator.PlatformEvents;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.PubSub;

/// <summary>Schemas by id: those of the objects as they are now, and those of events sent before.</summary>
internal static class Schemas
{
    public static string? Find(SalesforceOrg org, string id) => org.Run(() =>
        org.Bus.Schemas.GetValueOrDefault(id)
        ?? org.Schema.Objects.Where(PlatformEvent.Is).Select(PlatformEventSchema.Of).FirstOrDefault(s => s.Id == id)?.Json
        ?? org.Schema.Objects.Where(ChannelRules.CanBeSelected).Select(EventSchema.Of).Append(EventSchema.OfChannels).FirstOrDefault(s => s.Id == id)?.Json);
}
