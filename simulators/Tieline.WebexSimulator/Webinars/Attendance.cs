using Tieline.WebexSimulator.Meetings;

namespace Tieline.WebexSimulator.Webinars;

/// <summary>
/// Which of a crowd came to one instance, when, and for how long: drawn from the crowd's seed and the instance's start, stored nowhere.
/// </summary>
internal sealed class Attendance
{
    private readonly RegistrantBook book;
    private readonly Crowd crowd;
    private readonly MeetingInstance instance;
    private readonly TimeSpan length;
    private readonly int[] registered;
    private readonly int[] walkIns;

    public Attendance(RegistrantBook book, MeetingInstance instance, TimeSpan length)
    {
        (this.book, crowd, this.instance, this.length) = (book, book.Crowd!, instance, length);
        registered = [.. Enumerable.Range(0, crowd.Count).Where(number => Came(number) && !book.HasLeft(number))];
        walkIns = [.. Enumerable.Range(0, crowd.WalkIns).Where(number => JoinedAfter(number, 60) < Lasted)];
    }

    public int Count => registered.Length + walkIns.Length;

    /// <summary>The attendee's number in the crowd; walk-ins come after all who registered.</summary>
    public int NumberOf(int index) => index < registered.Length ? registered[index] : crowd.Count + walkIns[index - registered.Length];

    public Participant this[int index]
    {
        get
        {
            if (index < registered.Length)
            {
                var registrant = book.OfCrowd(registered[index]);
                return Guest(registered[index], 50, registrant.DisplayName, registrant.Email, registrant.Id, registrant.SourceId);
            }

            var number = walkIns[index - registered.Length];
            var (name, email) = crowd.WalkIn(number);
            return Guest(number, 60, name, email, Cloud.HydraId.Drawn(crowd.Seed, email).ToString("D"));
        }
    }

    private TimeSpan Lasted => instance.Ended!.Value - instance.Started;

    private bool Came(int number) => Share(number, 50) < crowd.Attending && crowd.Draw(number, 4) % 100 >= 3 && JoinedAfter(number, 50) < Lasted;

    /// <summary>Seven of ten come in the first minutes, the others within the first two thirds.</summary>
    private TimeSpan JoinedAfter(int number, int purpose) =>
        Share(number, purpose + 1) < 0.7 ? TimeSpan.FromMinutes(5) * Share(number, purpose + 2) : length * 0.66 * Share(number, purpose + 2);

    private Participant Guest(int number, int purpose, string name, string email, string uuid, string? sourceId = null)
    {
        var joined = Second(instance.Started + JoinedAfter(number, purpose));
        var leaves = Share(number, purpose + 3) < 0.25 ? joined + ((instance.Ended!.Value - joined) * Share(number, purpose + 4)) : instance.Ended!.Value;
        var left = Second(leaves);
        return new Participant
        {
            Uuid = uuid, DisplayName = name, Email = email, State = Participant.Gone, Muted = true, Video = false, SourceId = sourceId,
            JoinedTime = joined, LeftTime = left,
            Devices = [new ParticipantDevice { CorrelationId = uuid, DeviceType = "webex_meeting_center_browser", JoinedTime = joined, LeftTime = left }],
        };
    }

    private double Share(int number, int purpose) => crowd.Draw(number, purpose + ((int)(instance.Started.ToUnixTimeSeconds() % 100_000) * 100)) % 1_000_000 / 1_000_000.0;

    private static DateTimeOffset Second(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
}
