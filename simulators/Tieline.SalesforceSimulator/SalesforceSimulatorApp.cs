using System.Net;
using Tieline.SalesforceSimulator.Control;
using Tieline.SalesforceSimulator.Lightning;
using Tieline.SalesforceSimulator.OAuth;
using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Seed;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator;

/// <summary>Builds one simulated Salesforce org behind HTTP. The caller starts and stops it.</summary>
public static class SalesforceSimulatorApp
{
    public static WebApplication Create(SalesforceSimulatorOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        if (options.Quiet) builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Bind(kestrel, new Uri(options.Url)));
        builder.Services.AddSingleton(options).AddSingleton<SalesforceOrg>().AddSingleton<PublicAddress>().AddSingleton<RestPipeline>().AddSingleton<FaultList>().AddSingleton<HeldRequests>().AddHostedService<StateKeeper>().AddStrictBodies().AddOAuth();
        builder.Services.AddResponseCompression(compression => compression.EnableForHttps = true);
        var app = builder.Build();
        var org = app.Services.GetRequiredService<SalesforceOrg>();
        if (!StateFile.TryLoad(org, options.StateFile)) OrgSeed.Fill(org, options);

        app.UseResponseCompression();
        app.UseStrictBodies();
        app.UseMiddleware<CollapseSlashes>();
        app.UseMiddleware<RequestLog>();
        app.UseMiddleware<RequestSize>();
        app.UseMiddleware<FaultGate>();
        app.UseRouting();
        app.MapGet("/health/ready", () => Results.Ok());
        app.Map("/services/data/{**path}", (HttpContext context, RestPipeline pipeline) => pipeline.HandleAsync(context));
        app.MapOAuth();
        app.MapControl();
        app.MapSingleAccess();
        app.MapLightning();
        return app;
    }

    /// <summary>Loopback only: the simulator's doors have no lock.</summary>
    private static void Bind(Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions kestrel, Uri address)
    {
        kestrel.AddServerHeader = false;
        // RequestSize answers what is too long for the cloud; these only keep what is absurd from being read.
        kestrel.Limits.MaxRequestLineSize = 8 * RequestSize.Most;
        kestrel.Limits.MaxRequestHeadersTotalSize = 8 * RequestSize.Most;
        if (address.Port == 0) kestrel.Listen(IPAddress.Loopback, 0);
        else kestrel.ListenLocalhost(address.Port);
    }
}
