using Grpc.Core;
using Tieline.SalesforceSimulator.Control;
using Tieline.SalesforceSimulator.OAuth;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.PubSub;

/// <summary>What each call passes first: faults that are set, then the three metadata that say who calls.</summary>
internal sealed class CallGate(SalesforceOrg org, PublicAddress address, FaultList faults, HeldRequests held)
{
    private static readonly string[] Loopbacks = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>The caller's session.</summary>
    public async Task<Session> EnterAsync(ServerCallContext context)
    {
        if (faults.Meet("POST", context.Method) is { } fault) await MeetAsync(context, fault);
        var session = org.Sessions.Find(context.RequestHeaders.GetValue("accesstoken"));
        if (context.RequestHeaders.GetValue("accesstoken") is null) throw PubSubRefusal.BadMetadata("accesstoken");
        if (!IsOwn(context.RequestHeaders.GetValue("instanceurl"))) throw PubSubRefusal.BadMetadata("instanceurl");
        if (RecordIds.Normalize(context.RequestHeaders.GetValue("tenantid")) != org.Id) throw PubSubRefusal.BadMetadata("tenantid");
        if (session is null || !session.Scope.Split(' ').Intersect(["api", "full"]).Any()) throw PubSubRefusal.Unauthenticated("Authentication error: session expired or invalid");
        return org.Run(() => org.Access.Of(session.UserId)).Has("PermissionsApiEnabled") ? session : throw PubSubRefusal.ApiDisabled();
    }

    private async Task MeetAsync(ServerCallContext context, Fault fault)
    {
        switch (fault.Kind)
        {
            case "slow" or "slowAnswer":
                await held.WaitAsync(fault, context.CancellationToken);
                break;
            case "sessionExpired":
                org.Sessions.End(context.RequestHeaders.GetValue("accesstoken") ?? "");
                break;
            case "duplicate":
                break; // It is for deliveries.
            default:
                throw DeliveryFaults.Refusal(fault.Kind!);
        }
    }

    /// <summary>The address at which the org was met; the names of this machine are one.</summary>
    private bool IsOwn(string? instanceUrl)
    {
        var own = new Uri(address.Url);
        if (!Uri.TryCreate(instanceUrl, UriKind.Absolute, out var told) || told.Port != own.Port) return false;
        return told.Host.Equals(own.Host, StringComparison.OrdinalIgnoreCase) || (Loopbacks.Contains(told.Host) && Loopbacks.Contains(own.Host));
    }
}
