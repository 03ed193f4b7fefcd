using Microsoft.Extensions.Logging.Abstractions;

namespace Tieline.Server.Diagnostics;

/// <summary>
/// Keeps of all scopes only ours, which say what a line concerns; on the console and at a collector alike. Those of ASP.NET and of the HTTP clients hold paths:
/// the path of a webhook holds its key, and a request to Salesforce may hold a number.
/// </summary>
internal sealed class OurScopes : IExternalScopeProvider
{
    public const string Tenant = "TenantId";
    public const string CallSession = "CallSessionId";
    public const string Delivery = "Delivery";

    private static readonly string[] Kept = [Tenant, CallSession, Delivery];
    private readonly LoggerExternalScopeProvider _scopes = new();

    public void ForEachScope<TState>(Action<object?, TState> callback, TState state) => _scopes.ForEachScope(callback, state);

    public IDisposable Push(object? state) => IsOurs(state) ? _scopes.Push(state) : NullLogger.Instance.BeginScope(0)!;

    private static bool IsOurs(object? state) => state is Dictionary<string, object> values && values.Keys.All(Kept.Contains);
}

internal static class OurScopesOfLines
{
    /// <summary>What follows concerns this call.</summary>
    public static IDisposable? BeginCall(this ILogger logger, Guid tenantId, string callSessionId) =>
        logger.BeginScope(new Dictionary<string, object> { [OurScopes.Tenant] = tenantId, [OurScopes.CallSession] = callSessionId });

    /// <summary>What follows concerns this delivery.</summary>
    public static IDisposable? BeginDelivery(this ILogger logger, Guid tenantId, string key) =>
        logger.BeginScope(new Dictionary<string, object> { [OurScopes.Tenant] = tenantId, [OurScopes.Delivery] = key });
}
