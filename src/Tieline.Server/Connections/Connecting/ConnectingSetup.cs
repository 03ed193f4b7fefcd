using Tieline.Server.Connections.AdminDoors;

namespace Tieline.Server.Connections.Connecting;

internal static class ConnectingSetup
{
    public static void AddConnecting(this IServiceCollection services)
    {
        services.AddSingleton<TenantChanges>();
        services.AddSingleton<AddressProof>();
        services.AddSingleton<AddressCheck>();
        services.AddSingleton<MyDomainProbe>();
        services.AddSingleton<SalesforceConnecting>();
        services.AddSingleton<OrgParting>();
        services.AddSingleton<WebexConnecting>();
        services.AddSingleton<PersonalTokens>();
        services.AddSingleton<Proofs>();
        services.AddSingleton<WebhookProving>();
    }

    public static void MapConnecting(this WebApplication app)
    {
        app.MapProofs();
        app.MapConnectingDoors();
    }
}
