namespace Tieline.Server.Intake;

internal static class IntakeSetup
{
    public static void AddIntake(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Inbox>();
        builder.Services.AddSingleton<RefusedSignatures>();
        builder.Services.AddSingleton<WebhookEndpoint>();
        builder.Services.AddHostedService<InboxDispatcher>();
        builder.Services.AddHostedService<InboxSweep>();
        builder.Services.AddHostedService<InboxAge>();
    }

    public static void UseIntake(this WebApplication app)
    {
        var endpoint = app.Services.GetRequiredService<WebhookEndpoint>();
        app.Use(next => context => context.Request.Path.Value is { } path && path.StartsWith(WebhookEndpoint.Path, StringComparison.OrdinalIgnoreCase)
            ? endpoint.HandleAsync(context, path[WebhookEndpoint.Path.Length..])
            : next(context));
    }
}
