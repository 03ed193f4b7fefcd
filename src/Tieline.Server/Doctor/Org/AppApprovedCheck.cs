using Tieline.Server.Connections;
using Tieline.Server.Connections.Refusals;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Diagnostics;
using Tieline.Server.Users;

namespace Tieline.Server.Doctor.Org;

/// <summary>The app is let in by the org, for the integration user and, as far as somebody was refused, for agents (<c>OAUTH_APP_ACCESS_DENIED</c>).</summary>
internal sealed class AppApprovedCheck(CloudRefusals refusals, Agents agents, Clock clock) : ICheck
{
    public Mender Who => Mender.Salesforce;

    public IReadOnlyList<string> Says { get; } = ["Refused", "Agents"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        var found = (await on.OrgAsync(cancellationToken)).Judge(OrgCause.AppApproved);
        var names = (await agents.AllAsync(on.Tenant.Id, cancellationToken)).Where(agent => agent.IsActive).ToDictionary(agent => agent.Id.ToString("N"), agent => agent.Name);
        var refused = (await refusals.ListAsync(on.Tenant.Id, Clouds.Salesforce, cancellationToken))
            .Where(one => names.ContainsKey(one.Subject) && one.IsRecent(clock.UtcNow) && OrgCause.OfSignIn(SalesforceWay.WebServer, one.Code, one.Words) == OrgCause.AppApproved).ToList();
        return found.Verdict == Verdict.Well && refused.Count > 0
            ? Finding.Warning("Agents", string.Join(", ", refused.Select(one => names[one.Subject]))).With([.. refused.Select(one => $"{names[one.Subject]}: {one.Code} {one.Words}")])
            : found;
    }
}
