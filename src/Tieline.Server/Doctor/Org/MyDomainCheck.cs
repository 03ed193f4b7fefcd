using Tieline.Server.Connections;

namespace Tieline.Server.Doctor.Org;

/// <summary>The org's own address answers, its front page as well as a request of the integration user, and its users sign in there: an org may forbid signing in at login.salesforce.com.</summary>
internal sealed class MyDomainCheck : ICheck
{
    public Mender Who => Mender.Tieline;

    public IReadOnlyList<string> Says { get; } = ["Generic", "Moved", "Unreachable"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        var address = on.Tenant.SalesforceInstance ?? on.Tenant.SalesforceLogin;
        try
        {
            var front = await on.FrontAsync(cancellationToken);
            var found = front.Location is { } elsewhere ? Finding.Broken("Moved", address, elsewhere)
                : (int)front.Status >= 400 ? Finding.Broken("Unreachable", address, $"{(int)front.Status}")
                : await on.OrgAsync(cancellationToken) is { Cause: OrgCause.MyDomain } shut ? Judge(shut, address).With(shut.Evidence)
                : IsGeneric(on.Tenant) ? Finding.Warning("Generic", on.Tenant.SalesforceLogin)
                : Finding.Well(address);
            return found.With($"GET {address}/services/data/ {(int)front.Status}", $"sign-in at {on.Tenant.SalesforceLogin}");
        }
        catch (OutsideException problem)
        {
            return Finding.Broken("Unreachable", address, problem.Message).With($"GET {address}/services/data/: {problem.Message}");
        }
    }

    // The front page has answered: what took too long may have been slow and no more.
    private static Finding Judge(OrgAccess shut, string address) => shut.Code == OrgAccess.NotInTime
        ? Finding.Unknown("NoAnswer", OrgDoor.Seconds)
        : Finding.Broken("Unreachable", address, shut.Words);

    internal static bool IsGeneric(Tenant tenant) => new Uri(tenant.SalesforceLogin).Host.ToLowerInvariant() is "login.salesforce.com" or "test.salesforce.com";
}
