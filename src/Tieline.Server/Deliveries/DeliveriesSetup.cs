using Tieline.Server.Diagnostics;
using Tieline.Server.Storage;

namespace Tieline.Server.Deliveries;

internal static class DeliveriesSetup
{
    public static void AddDeliveries(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(provider => new DeliveryWorker(
            provider.GetRequiredService<Database>(), provider.GetRequiredService<GroupCommitWriter>(), provider.GetRequiredService<Clock>(),
            provider, provider.GetRequiredService<ILogger<DeliveryWorker>>())
        {
            IsOneOfSeveral = provider.GetRequiredService<TielineOptions>().Cluster,
        });
        services.AddHostedService(provider => provider.GetRequiredService<DeliveryWorker>());
        services.AddSingleton<DeliveryList>();
        services.AddSingleton(new Retention("settled deliveries", TimeSpan.FromDays(30), DeliverySql.PruneSettled));
        services.AddSingleton(new Retention("dead deliveries", TimeSpan.FromDays(90), DeliverySql.PruneDead));
    }
}
