using Tieline.Server.Connections;
using Tieline.Server.Doctor.Org;
using Tieline.Server.Doctor.Package;
using Tieline.Server.Doctor.WebexSide;

namespace Tieline.Server.Doctor;

/// <summary>Begins examinations.</summary>
internal sealed class Examinations(OrgDoor org, WebexPeople people, Outside outside)
{
    public Examination Begin(Tenant tenant, IReadOnlyDictionary<string, CheckResult> before) => new(tenant, before, org, people, outside);
}

/// <summary>One examination of a tenant: what several checks need is read once for all of them.</summary>
internal sealed class Examination
{
    private readonly Lazy<Task<OrgAccess>> _org;
    private readonly Lazy<Task<PackageState>> _package;
    private readonly Lazy<Task<OutsideAnswer>> _front;
    private readonly Lazy<Task<OutsideAnswer>> _webexFront;
    private readonly Lazy<Task<IReadOnlyList<WebexPerson>>> _people;

    public Examination(Tenant tenant, IReadOnlyDictionary<string, CheckResult> before, OrgDoor org, WebexPeople people, Outside outside)
    {
        (Tenant, Before) = (tenant, before);
        // Each check has its own limit; what is shared goes on for the others when the first of them gives up.
        _org = new(() => org.TryAsync(tenant, CancellationToken.None));
        _package = new(async () => await PackageState.ReadAsync(await OrgClientAsync(CancellationToken.None), CancellationToken.None));
        _front = new(() => outside.AskAsync(new Uri($"{tenant.SalesforceInstance ?? tenant.SalesforceLogin}/services/data/"), CancellationToken.None));
        _webexFront = new(() => outside.AskAsync(new Uri($"{tenant.WebexApi}/people/me"), CancellationToken.None));
        _people = new(() => people.AllAsync(tenant.Id, CancellationToken.None));
    }

    public Tenant Tenant { get; }

    /// <summary>What was found before, by check.</summary>
    public IReadOnlyDictionary<string, CheckResult> Before { get; }

    /// <summary>Whether the org lets the integration user in, and if not, which check knows why.</summary>
    public Task<OrgAccess> OrgAsync(CancellationToken cancellationToken) => _org.Value.WaitAsync(cancellationToken);

    /// <exception cref="BlockedException">The org does not let us in.</exception>
    public async Task<Tieline.Salesforce.SalesforceClient> OrgClientAsync(CancellationToken cancellationToken) => (await OrgAsync(cancellationToken)).ClientOrBlocked();

    /// <summary>What of our package is deployed.</summary>
    /// <exception cref="BlockedException">The org does not let us in.</exception>
    public Task<PackageState> PackageAsync(CancellationToken cancellationToken) => _package.Value.WaitAsync(cancellationToken);

    /// <summary>The org's list of API versions, which anybody may read.</summary>
    /// <exception cref="OutsideException">It does not answer.</exception>
    public Task<OutsideAnswer> FrontAsync(CancellationToken cancellationToken) => _front.Value.WaitAsync(cancellationToken);

    /// <summary>What Webex says to somebody without a token.</summary>
    /// <exception cref="OutsideException">It does not answer.</exception>
    public Task<OutsideAnswer> WebexFrontAsync(CancellationToken cancellationToken) => _webexFront.Value.WaitAsync(cancellationToken);

    /// <summary>Why Webex does not answer this server; null when it does.</summary>
    public async Task<string?> WebexTroubleAsync(CancellationToken cancellationToken)
    {
        try
        {
            return WebexAnswersCheck.TroubleIn((await WebexFrontAsync(cancellationToken)).Status);
        }
        catch (OutsideException problem)
        {
            return problem.Message;
        }
    }

    /// <summary>Whoever has signed in to Webex.</summary>
    public Task<IReadOnlyList<WebexPerson>> PeopleAsync(CancellationToken cancellationToken) => _people.Value.WaitAsync(cancellationToken);
}
