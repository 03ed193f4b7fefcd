using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.Meetings.Breakouts;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>People come and go: the first one who may starts the meeting, the last one who leaves ends it.</summary>
internal sealed class LiveMeetings(WebexCloud cloud)
{
    public MeetingInstance Join(MeetingSeries series, Arrival who)
    {
        var (now, host) = (cloud.Clock.Now, cloud.Directory.Find(series.HostId));
        var isHost = who.Is(host?.Email);
        var invitee = who.Email is null ? null : series.Invited(who.Email);
        var instance = cloud.Meetings.Live(series);
        if (instance is null)
        {
            instance = Start(series, isHost || invitee is { CoHost: true }, now);
        }

        if (instance.Find(who.Email) is { } known)
        {
            Return(instance, known, who, now);
            return instance;
        }

        var outsider = !isHost && invitee is null && (who.Email is null || cloud.Directory.FindByEmail(who.Email) is null);
        var security = series.Text("unlockedMeetingJoinSecurity");
        if (outsider && !series.IsWebinar && security == "blockFromJoin")
        {
            throw WebexFailure.Conflict("The meeting lets in nobody who was not asked.");
        }

        var participant = new Participant
        {
            Uuid = Uuid(instance, "participant", instance.Participants.Count),
            Email = who.Email,
            DisplayName = who.Name ?? invitee?.DisplayName ?? cloud.Directory.FindByEmail(who.Email ?? "")?.DisplayName ?? who.Email ?? who.Phone ?? "Call-in user",
            Host = isHost,
            CoHost = invitee is { CoHost: true },
            Invited = invitee is not null,
            Panelist = isHost || who.Panelist || invitee is { Panelist: true } or { CoHost: true },
            Video = who.Phone is null,
            Muted = series.IsWebinar && !isHost,
            State = (outsider && !series.IsWebinar && security == "allowJoinWithLobby") || (instance.Locked && !isHost && invitee is not { CoHost: true }) ? Participant.Lobby : Participant.Joined,
            SourceId = who.SourceId,
            JoinedTime = now,
        };
        instance.Participants.Add(participant);
        participant.Devices.Add(Device(instance, who, now));
        Tell(instance, "joined", participant);
        return instance;
    }

    /// <summary>A video system that was rung up picks up: it was asked, so no lobby keeps it.</summary>
    public void Answer(MeetingInstance instance, Callout callout)
    {
        var participant = new Participant { Uuid = callout.Uuid, DisplayName = callout.DisplayName, JoinedTime = cloud.Clock.Now };
        participant.Devices.Add(new ParticipantDevice { CorrelationId = callout.CorrelationId, DeviceType = ParticipantDevice.VideoSystem, JoinedTime = cloud.Clock.Now });
        instance.Participants.Add(participant);
        Tell(instance, "joined", participant);
    }

    public void Leave(MeetingInstance instance, Participant participant)
    {
        if (participant.State == Participant.Gone)
        {
            throw WebexFailure.Conflict($"{participant.DisplayName} has left already.");
        }

        Depart(instance, participant);
        if (instance.Participants.TrueForAll(one => one.State == Participant.Gone))
        {
            End(instance);
        }

        cloud.Changed();
    }

    public void Admit(MeetingInstance instance, Participant participant)
    {
        if (participant.State == Participant.Lobby)
        {
            participant.State = Participant.Joined;
            Tell(instance, "joined", participant);
        }
    }

    /// <summary>Somebody leaves the organization: whoever is in a meeting goes, and what was hosted waits for another host.</summary>
    public void HostLeaves(Person person)
    {
        foreach (var instance in cloud.Meetings.Instances.Where(one => one.Live).ToList())
        {
            if (instance.Find(person.Email) is { State: not Participant.Gone } there)
            {
                Leave(instance, there);
            }
        }

        foreach (var series in cloud.Meetings.HostedBy(person))
        {
            series.HostLeft = true;
        }
    }

    /// <summary>Ends the meeting for everybody. What was recorded becomes a recording, a transcript and a summary in the minutes after.</summary>
    public void End(MeetingInstance instance)
    {
        new Splitting(cloud).Close(instance);
        foreach (var participant in instance.Participants.Where(one => one.State != Participant.Gone))
        {
            Depart(instance, participant);
        }

        var now = cloud.Clock.Now;
        instance.Ended = now;
        instance.StopRecording();
        instance.Callouts.Clear();
        instance.Polls.ForEach(poll => poll.Ended ??= now);
        cloud.MeetingEvents.Instance("ended", instance);
        if (instance.Recorded)
        {
            cloud.MeetingPlan.Add(new PlannedStep(now.AddMinutes(10), instance.SeriesId, "recording") { InstanceId = instance.Id });
            cloud.MeetingPlan.Add(new PlannedStep(now.AddMinutes(12), instance.SeriesId, "transcript") { InstanceId = instance.Id });
            cloud.MeetingPlan.Add(new PlannedStep(now.AddMinutes(15), instance.SeriesId, "summary") { InstanceId = instance.Id });
        }

        cloud.Changed();
    }

    /// <summary>An id that depends on nothing but the seed and the place in the meeting.</summary>
    public string Uuid(MeetingInstance instance, string kind, int index) => HydraId.Drawn(cloud.Options.Seed, $"{instance.Id}:{kind}:{index}").ToString("D");

    private MeetingInstance Start(MeetingSeries series, bool leads, DateTimeOffset now)
    {
        var occurrence = Occurrences.ToJoin(series, now) ?? throw WebexFailure.Conflict("The meeting was cancelled.");
        var early = TimeSpan.FromMinutes(series.Settings["joinBeforeHostMinutes"]!.GetValue<double>());
        if (series.HostLeft)
        {
            throw WebexFailure.Conflict("The meeting has no host any more.");
        }

        if (series.Deleted || (!leads && !(series.Flag("enabledJoinBeforeHost") && now >= occurrence.Start - early)))
        {
            throw WebexFailure.Conflict("The meeting has not started: its host is not there.");
        }

        var instance = new MeetingInstance
        {
            Id = $"{series.Id}_I_{now.ToUnixTimeMilliseconds():D13}{cloud.Meetings.NextInstance++ % 100_000:D5}",
            SeriesId = series.Id,
            OccurrenceKey = occurrence.Key,
            Started = now,
        };
        if (series.Flag("enabledAutoRecordMeeting"))
        {
            instance.StartRecording();
        }

        cloud.Meetings.Add(instance);
        if (LockAfter(series) is { } minutes)
        {
            cloud.MeetingPlan.Add(new PlannedStep(now.AddMinutes(minutes), series.Id, "lock") { InstanceId = instance.Id });
        }

        cloud.MeetingEvents.Instance("started", instance);
        return instance;
    }

    /// <summary>Minutes after which the meeting locks itself; a personal room does as its owner's preferences say.</summary>
    private double? LockAfter(MeetingSeries series)
    {
        var (options, flag, minutes) = series.PersonalRoomId is null || cloud.Directory.Find(series.HostId) is not { } host
            ? (series.Settings, "enableAutomaticLock", "automaticLockMinutes")
            : (cloud.Meetings.Site.Of(host).PersonalMeetingRoom, "enabledAutoLock", "autoLockMinutes");
        return options[flag]?.GetValue<bool>() is true ? options[minutes]?.GetValue<double>() ?? 0 : null;
    }

    private void Return(MeetingInstance instance, Participant known, Arrival who, DateTimeOffset now)
    {
        if (known.State != Participant.Gone)
        {
            throw WebexFailure.Conflict($"{known.DisplayName} is in the meeting already.");
        }

        (known.State, known.LeftTime) = (instance.Locked && known is { Host: false, CoHost: false } ? Participant.Lobby : Participant.Joined, null);
        known.Devices.Add(Device(instance, who, now));
        Tell(instance, "joined", known);
    }

    private void Depart(MeetingInstance instance, Participant participant)
    {
        if (participant.State == Participant.InBreakout)
        {
            participant.Breakouts[^1].Left = cloud.Clock.Now;
        }

        (participant.State, participant.LeftTime) = (Participant.Gone, cloud.Clock.Now);
        participant.Devices[^1] = participant.Devices[^1] with { LeftTime = cloud.Clock.Now };
        cloud.MeetingEvents.Participant("left", instance, participant);
    }

    private ParticipantDevice Device(MeetingInstance instance, Arrival who, DateTimeOffset now) => new()
    {
        CorrelationId = Uuid(instance, "device", instance.Participants.Sum(one => one.Devices.Count)), PhoneNumber = who.Phone, JoinedTime = now,
    };

    private void Tell(MeetingInstance instance, string happening, Participant participant)
    {
        cloud.MeetingEvents.Participant(happening, instance, participant);
        cloud.Changed();
    }
}
