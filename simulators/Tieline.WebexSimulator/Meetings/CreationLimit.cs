using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>How many meetings may be made within 24 hours; attempts that are refused count too.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/meetings/create-a-meeting</remarks>
internal sealed class CreationLimit(WebexCloud cloud)
{
    private const int ForOneself = 100;
    private const int ForOneOther = 800;
    private const int ForAllOthers = 3000;
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);

    public void Count(CloudRequest request, Person host, bool asAdmin)
    {
        if (asAdmin && host.Id != request.Person.Id)
        {
            Count($"{request.Person.Id} for others", ForAllOthers);
            Count($"{request.Person.Id} for {host.Id}", ForOneOther);
        }
        else
        {
            Count(host.Id, ForOneself);
        }
    }

    private void Count(string who, int most)
    {
        var now = cloud.Clock.Now;
        foreach (var (quiet, _) in cloud.Meetings.Creations.Where(pair => pair.Value.TrueForAll(attempt => attempt <= now - Window)).ToList())
        {
            cloud.Meetings.Creations.Remove(quiet);
        }

        var attempts = cloud.Meetings.Creations.TryGetValue(who, out var known) ? known : cloud.Meetings.Creations[who] = [];
        attempts.RemoveAll(attempt => attempt <= now - Window);
        if (cloud.Switches.MeetingCreationsAreLimited && attempts.Count >= most)
        {
            throw new WebexFailure(429, $"At most {most} meetings can be scheduled within 24 hours.")
            {
                RetryAfter = (int)Math.Ceiling((attempts[0] + Window - now).TotalSeconds),
            };
        }

        attempts.Add(now);
        cloud.Changed();
    }
}
