namespace Tieline.WebexSimulator.Meetings.Sites;

/// <summary>A kind of session that hosts may schedule.</summary>
internal sealed record SessionType(string Id, string ShortName, string Name, string Type, int AttendeesCapacity)
{
    public bool IsWebinar => Type == "webinar";

    /// <summary>As hosts see it.</summary>
    public object ForHosts => new { Id, Name, Type, AttendeesCapacity };

    /// <summary>As administrators see it beside a user.</summary>
    public object ForAdmins => new { Id, ShortName, Name, Type };
}
