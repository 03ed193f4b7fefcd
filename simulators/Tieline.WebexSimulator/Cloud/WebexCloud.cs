using Tieline.WebexSimulator.Calls;
using Tieline.WebexSimulator.Meetings;
using Tieline.WebexSimulator.Messaging.Cards;
using Tieline.WebexSimulator.Messaging.Contents;
using Tieline.WebexSimulator.Messaging.Messages;
using Tieline.WebexSimulator.Messaging.News;
using Tieline.WebexSimulator.Messaging.Rooms;
using Tieline.WebexSimulator.Messaging.Teams;
using Tieline.WebexSimulator.OAuth;
using Tieline.WebexSimulator.People;
using Tieline.WebexSimulator.Recordings;
using Tieline.WebexSimulator.Records;
using Tieline.WebexSimulator.Time;
using Tieline.WebexSimulator.Webhooks;

namespace Tieline.WebexSimulator.Cloud;

/// <summary>
/// The whole state of the simulated cloud. One lock guards it: whatever reads or changes state does so inside
/// <see cref="Run(Action)"/>; posting to webhooks happens outside.
/// </summary>
internal sealed class WebexCloud
{
    private readonly Lock gate = new();

    public WebexCloud(SimulatedClock clock, DeliveryRoad road, WebexSimulatorOptions options, IServiceProvider services)
    {
        (Clock, Road, Options, Services) = (clock, road, options, services);
        Draws = new SeededDraws(options.Seed);
        Tokens = new TokenStore(clock, Directory, Integrations, ServiceApps, Draws);
        Announcer = new Announcer(this);
        OtherDeliveries = new OtherDeliveries(this);
        Recordings = new RecordingStore(this);
        Switchboard = new Switchboard(this);
        Dialling = new Dialling(this);
        Forwarding = new Forwarding(this);
        Commands = new CallCommands(this);
        Transfers = new Transfers(this);
        Parking = new Parking(this);
        TakingOver = new TakingOver(this);
        Outside = new OutsideWorld(this);
        Conferences = new Conferences(this);
        Voicemails = new Voicemails(this);
        Messages = new MessageBook(Rooms, Contents);
        News = new MessagingNews(this);
        RoomMoves = new RoomMoves(this);
        Posting = new Posting(this);
        Submitting = new Submitting(this);
        Meetings = new MeetingBook(Directory);
        Scheduling = new Scheduling(this);
        MeetingViews = new MeetingViews(this);
        MeetingEvents = new MeetingEvents(this);
        LiveMeetings = new LiveMeetings(this);
        MeetingPlan = new MeetingPlan(this);
        road.Posted = CountDelivery;
        Seed();
    }

    public SimulatedClock Clock { get; }

    public DeliveryRoad Road { get; }

    public WebexSimulatorOptions Options { get; }

    public IServiceProvider Services { get; }

    public SeededDraws Draws { get; }

    public PeopleDirectory Directory { get; } = new();

    public ApplicationStore<Integration> Integrations { get; } = new();

    public ApplicationStore<ServiceApp> ServiceApps { get; } = new();

    public TokenStore Tokens { get; }

    public WebhookStore Webhooks { get; } = new();

    public Announcer Announcer { get; }

    public OtherDeliveries OtherDeliveries { get; }

    public CallHistory History { get; } = new();

    public CallRecordStore CallRecords { get; } = new();

    public RecordLimits RecordLimits { get; } = new();

    public RecordingStore Recordings { get; }

    public InterestRegistration? Interests { get; set; }

    public Switchboard Switchboard { get; }

    public Dialling Dialling { get; }

    public Forwarding Forwarding { get; }

    public CallCommands Commands { get; }

    public Transfers Transfers { get; }

    public Parking Parking { get; }

    public TakingOver TakingOver { get; }

    public OutsideWorld Outside { get; }

    public Conferences Conferences { get; }

    public Voicemails Voicemails { get; }

    public RoomBook Rooms { get; } = new();

    public RoomMoves RoomMoves { get; }

    public TeamBook Teams { get; } = new();

    public ContentStore Contents { get; } = new();

    public MessageBook Messages { get; }

    public Posting Posting { get; }

    public ActionBook Actions { get; } = new();

    public Submitting Submitting { get; }

    public MessagingNews News { get; }

    public MeetingBook Meetings { get; }

    public Scheduling Scheduling { get; }

    public MeetingViews MeetingViews { get; }

    public MeetingEvents MeetingEvents { get; }

    public LiveMeetings LiveMeetings { get; }

    public MeetingPlan MeetingPlan { get; }

    public Switches Switches { get; set; } = new();

    public DeliveryMode DeliveryMode { get; set; } = new();

    /// <summary>Counts changes worth saving.</summary>
    public long Version { get; private set; }

    public void Run(Action act)
    {
        lock (gate) { act(); }
    }

    public T Run<T>(Func<T> read)
    {
        lock (gate) { return read(); }
    }

    /// <summary>Runs <paramref name="act"/> inside the lock, <paramref name="delay"/> from now on the simulator's clock.</summary>
    public ClockTimer After(TimeSpan delay, Action act) => Clock.After(delay, () =>
    {
        Run(act);
        return Task.CompletedTask;
    });

    public void Changed() => Version++;

    /// <summary>A road for notifications that keeps the mode of now.</summary>
    public CallDeliveries NewDeliveries() => new(DeliveryMode, Road.Send, (delay, run) => After(delay, run));

    /// <summary>A new identifier, in the cluster that the switches name.</summary>
    public string NewId(string type) => HydraId.Of(type, Draws.Uuid().ToString("D"), Switches.IdCluster);

    /// <summary>Somebody leaves: calls and tokens end, webhooks, memberships and voicemails go, meetings have no host.</summary>
    public void Remove(Person person, Person actor)
    {
        Switchboard.Book.Of(person).ToList().ForEach(Switchboard.HangUp);
        Tokens.Revoke(person.Id, accessTokensOnly: false);
        Webhooks.Of(person.Id).ToList().ForEach(Webhooks.Remove);
        RoomMoves.Leave(person, actor);
        Voicemails.All.RemoveAll(voicemail => voicemail.PersonId == person.Id);
        LiveMeetings.HostLeaves(person);
        Directory.Remove(person);
        Changed();
    }

    /// <summary>Back to the seeded state: no calls, no meetings, no webhooks, no grants, the machine's time.</summary>
    public void Reset()
    {
        Clock.Reset();
        Clear();
        Seed();
        Changed();
    }

    /// <summary>Leaves a cloud with nobody in it; time goes on.</summary>
    public void Clear()
    {
        Directory.Clear();
        Integrations.Clear();
        ServiceApps.Clear();
        Tokens.Clear();
        Webhooks.Clear();
        History.Clear();
        CallRecords.Clear();
        RecordLimits.Clear();
        Recordings.Clear();
        Interests = null;
        Switchboard.Book.Clear();
        Parking.Clear();
        Outside.Reset();
        Conferences.Clear();
        Voicemails.All.Clear();
        Rooms.Clear();
        Teams.All.Clear();
        Messages.Clear();
        Contents.Clear();
        Actions.Clear();
        News.Clear();
        Meetings.Clear();
        MeetingEvents.Clear();
        OtherDeliveries.Clear();
        Road.Clear();
        Switches = new Switches();
        DeliveryMode = new DeliveryMode();
    }

    private void Seed()
    {
        Draws.Count = 0;
        Switchboard.Book.NextNumber = Draws.Number(10_000_000, 90_000_000);
        Directory.OrganizationId = HydraId.Of("ORGANIZATION", HydraId.Drawn(Options.Seed, "organization").ToString("D"));
        if (Options.SeedStory)
        {
            NordlysSeed.Fill(this, Options.Seed);
        }
    }

    private void CountDelivery(Webhook webhook, bool arrived) => Run(() =>
    {
        if (!arrived && webhook.Status == Webhook.Active && webhook.Failures.Count(Clock.Now))
        {
            webhook.Status = Webhook.Inactive;
            Changed();
        }
    });
}
