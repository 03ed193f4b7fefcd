namespace Tieline.Server.Intake;

internal static class IntakeSetup
{
    public static void AddIntake(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Inbox>();
        builder.Services.AddSingleton<WebhookEndpoint>();
        builder.Services.AddHostedService<InboxDispatcher>();
        builder.Services.AddHostedService<InboxSweep>();
    }

    public static void MapIntake(this WebApplication app)
    {
        RequestDelegate handle = app.Services.GetRequiredService<WebhookEndpoint>().HandleAsync;
        app.MapPost("/hooks/webex/{webhookKey}", handle).AllowAnonymous();
    }
}
