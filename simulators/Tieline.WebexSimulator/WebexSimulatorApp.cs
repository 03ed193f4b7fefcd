using Microsoft.AspNetCore.Server.Kestrel.Core;
using Tieline.WebexSimulator.Administration;
using Tieline.WebexSimulator.Calls;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Control;
using Tieline.WebexSimulator.Faults;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.OAuth;
using Tieline.WebexSimulator.People;
using Tieline.WebexSimulator.Recordings;
using Tieline.WebexSimulator.Records;
using Tieline.WebexSimulator.Scenarios;
using Tieline.WebexSimulator.State;
using Tieline.WebexSimulator.Time;
using Tieline.WebexSimulator.Webhooks;

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
        builder.Services.AddHttpClient(DeliveryRoad.ClientName, client => client.Timeout = TimeSpan.FromSeconds(10)).RemoveAllLoggers();
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
        new WebhookEndpoints(cloud).Map(routes);
        var calls = new CallEndpoints(cloud);
        calls.Map(routes);
        new NewCallEndpoints(cloud).Map(routes);
        new MemberEndpoints(cloud, calls).Map(routes);
        new InterestEndpoints(cloud).Map(routes);
        new CallRecordEndpoints(cloud).Map(routes);
        new RecordingEndpoints(cloud).Map(routes);
        new RecycleBinEndpoints(cloud).Map(routes);
        new RecordingDownload(cloud).Map(app);
        return routes.Served;
    }

    private static void MapControl(WebApplication app, WebexCloud cloud, IReadOnlyList<ServedPath> served)
    {
        var routes = new ControlRoutes(app, cloud);
        var people = new PeopleDoors(cloud);
        people.Map(routes);
        new ApplicationDoors(cloud, people).Map(routes);
        PathDoors.Map(routes, served);
        new CallDoors(cloud, new ScenarioPlayer(cloud, app.Services.GetRequiredService<ILogger<ScenarioPlayer>>()), people).Map(routes);
        new DeliveryDoors(cloud).Map(routes);
        new FaultDoors(app.Services.GetRequiredService<FaultBook>()).Map(routes);
        new TimeDoors(cloud, app.Services.GetRequiredService<UsageLog>(), app.Services.GetRequiredService<FaultBook>()).Map(routes);
    }
}
