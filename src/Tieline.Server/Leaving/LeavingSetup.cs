using Tieline.Server.Leaving.Inventory;
using Tieline.Server.Leaving.Mail;
using Tieline.Server.Leaving.PersonalData;
using Tieline.Server.Leaving.Steps;
using Tieline.Server.Storage;

namespace Tieline.Server.Leaving;

internal static class LeavingSetup
{
    public static void AddLeaving(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(MailOptions.Of(builder.Configuration));
        services.AddSingleton<Mailer>();
        services.AddSingleton<OrgComponents>();
        services.AddSingleton<TenantInventory>();
        services.AddSingleton<TenantRows>();
        services.AddSingleton<Leavings>();
        services.AddSingleton<LeavingReports>();
        services.AddSingleton<PersonRows>();
        services.AddSingleton<People>();
        services.AddSingleton<OrgRemoval>();
        services.AddSingleton<ILeavingStep, ListStep>();
        services.AddSingleton<ILeavingStep, DeliveriesStep>();
        services.AddSingleton<ILeavingStep, WebhooksStep>();
        services.AddSingleton<ILeavingStep, ChannelsStep>();
        services.AddSingleton<ILeavingStep, AssignmentsStep>();
        services.AddSingleton<ILeavingStep, LaunchKeysStep>();
        services.AddSingleton<ILeavingStep, TokensStep>();
        services.AddSingleton<ILeavingStep, RowsStep>();
        services.AddSingleton<ILeavingStep, ReportStep>();
        services.AddSingleton<LeavingWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<LeavingWorker>());
        services.AddSingleton(new Retention("reports of tenants that have left", TimeSpan.FromDays(90), LeavingSql.Prune));
        services.AddSingleton(new Retention("notes that came after their tenant had left", TimeSpan.FromMinutes(5), LeavingSql.PruneLateDrafts));
        services.AddSingleton(new Retention("deliveries that came after their tenant had left", TimeSpan.FromMinutes(5), LeavingSql.PruneLateDeliveries));
        services.AddSingleton(new Retention("audit entries that came after their tenant had left", TimeSpan.FromMinutes(5), LeavingSql.PruneLateEntries));
    }

    public static void MapLeaving(this WebApplication app)
    {
        app.MapLeavingDoors();
        app.MapMailDoors();
        app.MapPersonDoors();
    }
}
