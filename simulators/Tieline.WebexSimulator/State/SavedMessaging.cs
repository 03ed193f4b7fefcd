using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Messaging.Cards;
using Tieline.WebexSimulator.Messaging.Contents;
using Tieline.WebexSimulator.Messaging.Messages;
using Tieline.WebexSimulator.Messaging.News;
using Tieline.WebexSimulator.Messaging.Rooms;
using Tieline.WebexSimulator.Messaging.Teams;

namespace Tieline.WebexSimulator.State;

/// <summary>What of messaging outlives a restart: all but large files.</summary>
internal sealed record SavedMessaging
{
    public List<Room> Rooms { get; init; } = [];

    public List<Team> Teams { get; init; } = [];

    public List<Message> Messages { get; init; } = [];

    public List<Content> Contents { get; init; } = [];

    public List<AttachmentAction> Actions { get; init; } = [];

    public List<MessagingEvent> Events { get; init; } = [];

    public static SavedMessaging Of(WebexCloud cloud) => new()
    {
        Rooms = [.. cloud.Rooms.All],
        Teams = cloud.Teams.All,
        Messages = [.. cloud.Messages.All],
        Contents = cloud.Contents.Saved,
        Actions = [.. cloud.Actions.All],
        Events = [.. cloud.News.Events],
    };

    public void Into(WebexCloud cloud)
    {
        Rooms.ForEach(cloud.Rooms.Add);
        cloud.Teams.All.AddRange(Teams);
        Contents.ForEach(cloud.Contents.Add);
        Messages.ForEach(cloud.Messages.Add);
        Actions.ForEach(cloud.Actions.Add);
        cloud.News.Load(Events);
    }
}
