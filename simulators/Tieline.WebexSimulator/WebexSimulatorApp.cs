using Microsoft.AspNetCore.Server.Kestrel.Core;
using Tieline.WebexSimulator.Administration;
using Tieline.WebexSimulator.Calls;
using Tieline.WebexSimulator.CallSettings;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Control;
using Tieline.WebexSimulator.Faults;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.Meetings;
using Tieline.WebexSimulator.Meetings.Breakouts;
using Tieline.WebexSimulator.Meetings.Interpreting;
using Tieline.WebexSimulator.Meetings.Preferences;
using Tieline.WebexSimulator.Meetings.Sites;
using Tieline.WebexSimulator.Meetings.Surveys;
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
using Tieline.WebexSimulator.Scenarios;
using Tieline.WebexSimulator.State;
using Tieline.WebexSimulator.Time;
using Tieline.WebexSimulator.Webhooks;
using Tieline.WebexSimulator.Webinars;

namespace Tieline.WebexSimulator;

/// <summary>Builds the simulated Webex cloud; the caller starts and stops it.</summary>
public static class WebexSimulatorApp
{
    public static WebApplication Create(WebexSimulatorOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(options.Url);
        builder.Logging.SetMinimumLevel(options.Quiet ? LogLevel.Warning : LogLevel.Information);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<SimulatedClock>();
        builder.Services.AddSingleton<DeliveryRoad>();
        builder.Services.AddSingleton<WebexCloud>();
        builder.Services.AddSingleton<UsageLog>();
        builder.Services.AddSingleton<FaultBook>();
        builder.Services.AddSingleton<StateFile>();
        builder.Services.AddHostedService<ClockFollower>();
        builder.Services.AddHostedService(services => services.GetRequiredService<StateFile>());
        builder.Services.AddHttpClient(DeliveryRoad.ClientName, client => client.Timeout = TimeSpan.FromSeconds(10))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
            .RemoveAllLoggers();
        builder.Services.AddHttpClient(RemoteFiles.ClientName, client =>
        {
            client.Timeout = TimeSpan.FromSeconds(10);
            client.MaxResponseContentBufferSize = ContentStore.MostBytesOfOne;
        }).RemoveAllLoggers();
        var app = builder.Build();
        var cloud = app.Services.GetRequiredService<WebexCloud>();
        app.Services.GetRequiredService<StateFile>().Load();
        app.UseMiddleware<CloudDoor>();
        app.UseMiddleware<FaultDoor>();
        app.UseRouting();
        app.MapGet("/health/ready", () => Results.Text("ready"));
        PageDoors.Map(app);
        MapControl(app, cloud, MapCloud(app, cloud));
        return app;
    }

    private static IReadOnlyList<ServedPath> MapCloud(WebApplication app, WebexCloud cloud)
    {
        var routes = new CloudRoutes(app, cloud);
        new AuthorizeEndpoints(cloud).Map(app);
        var tokens = new AccessTokenEndpoint(cloud);
        tokens.Map(app);
        new BrokerEndpoints(cloud, tokens).Map(app);
        new DeviceEndpoints(cloud).Map(app);
        new AuthorizationEndpoints(cloud).Map(routes);
        new ServiceAppEndpoints(cloud).Map(routes);
        new PeopleEndpoints(cloud).Map(routes);
        var licensing = new Licensing(cloud);
        new PeopleWriteEndpoints(cloud, licensing).Map(routes);
        new LicenseEndpoints(cloud, licensing).Map(routes);
        new OrganizationEndpoints(cloud).Map(routes);
        new EndpointEndpoints(cloud).Map(routes);
        new MySettingsEndpoints(cloud).Map(routes);
        new WebhookEndpoints(cloud).Map(routes);
        MapMessaging(routes, cloud, new DraftReader(new RemoteFiles(app.Services.GetRequiredService<IHttpClientFactory>())));
        new ConferenceEndpoints(cloud).Map(routes);
        var calls = new CallEndpoints(cloud);
        calls.Map(routes);
        new NewCallEndpoints(cloud).Map(routes);
        new MemberEndpoints(cloud, calls).Map(routes);
        MapMeetings(app, cloud, routes);
        new InterestEndpoints(cloud).Map(routes);
        new CallRecordEndpoints(cloud).Map(routes);
        new Recordings.RecordingEndpoints(cloud).Map(routes);
        new RecycleBinEndpoints(cloud).Map(routes);
        new RecordingDownload(cloud).Map(app);
        return routes.Served;
    }

    private static void MapMeetings(WebApplication app, WebexCloud cloud, CloudRoutes routes)
    {
        new MeetingEndpoints(cloud).Map(routes);
        new JoinEndpoints(cloud).Map(routes);
        new ReassignEndpoints(cloud).Map(routes);
        new ControlEndpoints(cloud).Map(routes);
        new AdminMeetingEndpoints(cloud).Map(routes);
        new InterpreterEndpoints(cloud).Map(routes);
        new BreakoutEndpoints(cloud).Map(routes);
        new SurveyEndpoints(cloud).Map(routes);
        MapSite(cloud, routes);
        new InviteeEndpoints(cloud).Map(routes);
        new ParticipantEndpoints(cloud).Map(routes);
        new CalloutEndpoints(cloud).Map(routes);
        new TalkEndpoints(cloud).Map(routes);
        new ReportEndpoints(cloud).Map(routes);
        var downloads = new Downloads(cloud);
        downloads.Map(app);
        new Meetings.RecordingEndpoints(cloud, downloads).Map(routes);
        new SharingEndpoints(cloud).Map(routes);
        new GroupRecordingEndpoints(cloud, downloads).Map(routes);
        new TranscriptEndpoints(cloud).Map(routes);
        new SummaryEndpoints(cloud).Map(routes);
        var desk = new RegistrationDesk(cloud);
        new RegistrationEndpoints(cloud, desk).Map(routes);
        new RegistrantEndpoints(cloud, desk).Map(routes);
        new InvitationSourceEndpoints(cloud, desk).Map(routes);
    }

    private static void MapSite(WebexCloud cloud, CloudRoutes routes)
    {
        new SiteEndpoints(cloud).Map(routes);
        new PreferenceEndpoints(cloud).Map(routes);
        new SchedulingOptionEndpoints(cloud).Map(routes);
        new RoomRefreshEndpoints(cloud).Map(routes);
        new SessionTypeEndpoints(cloud).Map(routes);
        new TrackingCodeEndpoints(cloud).Map(routes);
        new UserTrackingCodeEndpoints(cloud).Map(routes);
    }

    private static void MapMessaging(CloudRoutes routes, WebexCloud cloud, DraftReader reader)
    {
        new RoomEndpoints(cloud).Map(routes);
        new MembershipEndpoints(cloud).Map(routes);
        new MessageEndpoints(cloud, reader).Map(routes);
        new ContentEndpoints(cloud).Map(routes);
        new AttachmentActionEndpoints(cloud).Map(routes);
        new TeamEndpoints(cloud).Map(routes);
        new TeamMembershipEndpoints(cloud).Map(routes);
        new EventEndpoints(cloud).Map(routes);
    }

    private static void MapControl(WebApplication app, WebexCloud cloud, IReadOnlyList<ServedPath> served)
    {
        var routes = new ControlRoutes(app, cloud);
        var faults = app.Services.GetRequiredService<FaultBook>();
        var people = new PeopleDoors(cloud);
        people.Map(routes);
        new ApplicationDoors(cloud, people).Map(routes);
        PathDoors.Map(routes, served);
        new CallDoors(cloud, new ScenarioPlayer(cloud, app.Services.GetRequiredService<ILogger<ScenarioPlayer>>()), people).Map(routes);
        new MessagingDoors(cloud, people).Map(routes);
        new MeetingDoors(cloud).Map(routes);
        new SurveyDoors(cloud).Map(routes);
        new DeliveryDoors(cloud).Map(routes);
        new SwitchDoors(cloud).Map(routes);
        new VoicemailDoors(cloud, people).Map(routes);
        new StateDoors(cloud, app.Services.GetRequiredService<StateFile>(), faults, cloud.Options.StateFile).Map(app, routes);
        new FaultDoors(faults).Map(routes);
        new TimeDoors(cloud, app.Services.GetRequiredService<UsageLog>(), faults).Map(routes);
    }
}
