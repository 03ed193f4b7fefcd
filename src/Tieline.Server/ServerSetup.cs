using Tieline.Server.Admin;
using Tieline.Server.CallLogging;
using Tieline.Server.CallerMatching;
using Tieline.Server.Calls;
using Tieline.Server.Cluster;
using Tieline.Server.Connections;
using Tieline.Server.Deliveries;
using Tieline.Server.Diagnostics;
using Tieline.Server.Doctor;
using Tieline.Server.Home;
using Tieline.Server.Intake;
using Tieline.Server.Leaving;
using Tieline.Server.Panels;
using Tieline.Server.Reactions;
using Tieline.Server.ScreenPop;
using Tieline.Server.Settings;
using Tieline.Server.Softphone;
using Tieline.Server.Storage;
using Tieline.Server.Users;

namespace Tieline.Server;

/// <summary>The one place that knows every room: what each adds and maps, in the order in which a call meets them.</summary>
public static class ServerSetup
{
    /// <summary>
    /// Builds the server, ready to be started. Settings come from the command line, the environment
    /// (<c>TIELINE_...</c>) and <c>appsettings.json</c>; <paramref name="configure"/> has the last word (tests, the demo).
    /// </summary>
    public static WebApplication Create(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(ServerSetup).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory, // The pages' files lie beside the program, wherever it is started from.
        });
        builder.Configuration.AddInMemoryCollection(TielineOptions.FromEnvironment());
        builder.Configuration.AddCommandLine(args);
        configure?.Invoke(builder);
        AddRooms(builder);
        var app = builder.Build();
        MapRooms(app);
        return app;
    }

    private static void AddRooms(WebApplicationBuilder builder)
    {
        builder.AddTielineOptions();
        builder.AddDiagnostics();
        builder.AddStorage();
        builder.AddCluster();
        builder.AddSettingsStore();
        builder.AddConnections();
        builder.AddIntake();
        builder.AddDeliveries();
        builder.AddUsers();
        builder.AddCallerMatching();
        builder.AddCalls();
        builder.AddScreenPop();
        builder.AddCallLogging();
        builder.AddDoctor();
        builder.AddLeaving();
        builder.AddReactions();
        builder.AddPanels();
        builder.AddSoftphone();
        builder.AddHome();
        builder.AddAdmin();
    }

    private static void MapRooms(WebApplication app)
    {
        // Webhooks come in bursts and need none of what the other doors need: they are taken before routes are sought and visitors are identified.
        app.UseIntake();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapDiagnostics();
        app.MapConnections();
        app.MapUsers();
        app.MapPanels();
        app.MapCallLogging();
        app.MapDoctor();
        app.MapLeaving();
        app.MapAdmin();
    }
}
