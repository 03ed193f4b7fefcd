using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.People;
using Tieline.WebexSimulator.Webhooks;

namespace Tieline.WebexSimulator.Calls;

/// <summary>The voicemails of everybody; webhooks hear when the lamp of a person's phone has something new to say.</summary>
/// <remarks>https://developer.webex.com/docs/webhooks. No paper shows the data of <c>telephony_mwi</c>: what is sent here is inferred.</remarks>
internal sealed class Voicemails(WebexCloud cloud)
{
    public const string Resource = "telephony_mwi";
    private const int MostOfOne = 100;

    public List<Voicemail> All { get; } = [];

    public Voicemail Leave(Person person, string? from, string? name, double seconds)
    {
        var voicemail = new Voicemail
        {
            Id = cloud.Draws.Uuid().ToString("D"), PersonId = person.Id, From = from, Name = name, Seconds = seconds, Left = cloud.Clock.Now,
        };
        All.Add(voicemail);
        foreach (var oldest in All.Where(other => other.PersonId == person.Id).SkipLast(MostOfOne).ToList())
        {
            All.Remove(oldest);
        }

        Tell(person.Id);
        return voicemail;
    }

    public void Read(Voicemail voicemail)
    {
        if (!voicemail.Read)
        {
            voicemail.Read = true;
            Tell(voicemail.PersonId);
        }
    }

    private void Tell(string personId)
    {
        cloud.Changed();
        var (unread, read) = (All.Count(one => one.PersonId == personId && !one.Read), All.Count(one => one.PersonId == personId && one.Read));
        var data = new
        {
            eventType = Words.Updated, eventTimestamp = cloud.Clock.Now, personId, orgId = cloud.Directory.OrganizationId,
            messageWaiting = unread > 0, newMessages = unread, oldMessages = read,
        };
        cloud.Announcer.Tell(Resource, Words.Updated, personId, data, webhook => webhook.CreatedBy == personId, _ => null);
    }
}
