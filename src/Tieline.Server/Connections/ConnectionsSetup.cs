using Microsoft.AspNetCore.Authentication;
using Tieline.Server.Connections.AdminDoors;
using Tieline.Server.Connections.Connecting;
using Tieline.Server.Connections.Refusals;
using Tieline.Server.Connections.Secrets;
using Tieline.Server.Connections.SignIn;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Connections.Webhooks;
using Tieline.Server.Diagnostics;

namespace Tieline.Server.Connections;

internal static class ConnectionsSetup
{
    public static void AddConnections(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSecrets();
        services.AddSingleton<Tenants>();
        services.AddSingleton<Settings.ISettingOwners, TenantOwners>();
        services.AddSingleton<GrantStore>();
        services.AddSingleton<CloudRefusals>();
        services.AddSingleton<TokenRefresher>();
        services.AddSingleton(provider => new CloudClients(
            provider.GetRequiredService<Tenants>(), provider.GetRequiredService<GrantStore>(), provider.GetRequiredService<IGrainFactory>(),
            provider.GetRequiredService<Clock>(), provider.GetRequiredService<IHttpClientFactory>()));
        services.AddSingleton(provider => new Consents(
            provider.GetRequiredService<GrantStore>(), provider.GetRequiredService<CloudClients>(), provider.GetRequiredService<WebhookUpkeep>(),
            provider.GetRequiredService<WebhookSubscriptions>(), provider.GetRequiredService<Tenants>(), provider.GetServices<ICloudSignIn>(), provider.GetRequiredService<CloudRefusals>(), provider.GetRequiredService<ILogger<Consents>>()));
        services.AddSingleton<WebhookSubscriptions>();
        services.AddSingleton<WebhookUpkeep>();
        services.AddHostedService<WebhookUpkeepWorker>();
        services.AddSingleton<SalesforceSignIn>();
        services.AddSingleton<WebexSignIn>();
        services.AddSingleton<ICloudSignIn>(provider => provider.GetRequiredService<SalesforceSignIn>());
        services.AddSingleton<ICloudSignIn>(provider => provider.GetRequiredService<WebexSignIn>());
        services.AddSingleton<LaunchShares>();
        services.AddSingleton<SignInAttempts>();
        services.AddSingleton<SignInCompletion>();
        services.AddSingleton<SignIns>();
        services.AddConnecting();
        AddClouds(services);
        AddAdminKey(services);
        KeepSecretsOutOfLogs(builder.Logging);
    }

    public static void MapConnections(this WebApplication app)
    {
        app.Services.GetRequiredService<AdminKey>(); // Made and written at the start, so that the admin finds it.
        app.UseAdminGuard();
        app.MapTenants();
        app.MapSignInCallbacks();
        app.MapConnecting();
    }

    private static void AddClouds(IServiceCollection services)
    {
        foreach (var cloud in new[] { Clouds.Salesforce, Clouds.Webex })
        {
            // Clients may be kept for long: connections are renewed here, so that a changed address is noticed.
            services.AddHttpClient(cloud, client => client.Timeout = CloudClients.Timeout)
                .SetHandlerLifetime(System.Threading.Timeout.InfiniteTimeSpan)
                .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
                {
                    PooledConnectionLifetime = TimeSpan.FromMinutes(2),
                    AllowAutoRedirect = false,
                    UseCookies = false,
                });
        }
    }

    private static void AddAdminKey(IServiceCollection services)
    {
        services.AddSingleton<AdminKey>();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, AdminKeyHandler>(AdminKey.Scheme, null);
        services.AddAuthorizationBuilder().AddPolicy(
            AdminKey.Scheme, policy => policy.AddAuthenticationSchemes(AdminKey.Scheme).RequireAuthenticatedUser());
    }

    /// <summary>
    /// The frameworks log whole addresses: a callback's holds a code, a circuit's a session. Hosting's own lines are wholly off, since for them it makes
    /// an activity per request; with a collector the tracing asks for activities itself.
    /// </summary>
    private static void KeepSecretsOutOfLogs(ILoggingBuilder logging)
    {
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        logging.AddFilter("Microsoft.AspNetCore.Http.Connections", LogLevel.Warning);
        logging.AddFilter("System.Net.Http.HttpClient", LogLevel.Warning);
    }
}
