using Tieline.Server.Connections.Connecting;
using Tieline.Server.Connections.Refusals;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Diagnostics;
using Tieline.Server.Users;

namespace Tieline.Server.Doctor.WebexSide;

/// <summary>Control Hub lets people use the integration. Its setting cannot be read; the last refused sign-in tells, and whoever was let in since.</summary>
internal sealed class WebexAllowedCheck(CloudRefusals refusals, Agents agents, Clock clock) : ICheck
{
    public const string Itself = "WebexAllowed";

    public Mender Who => Mender.Webex;

    public IReadOnlyList<string> Says { get; } = ["Refused", "Denied", "Nobody"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        var active = (await agents.AllAsync(on.Tenant.Id, cancellationToken)).Where(agent => agent.IsActive).ToList();
        var names = active.SelectMany(agent => new[] { agent.Id.ToString("N"), agent.PersonId }.OfType<string>().Select(subject => (subject, agent.Name)))
            .DistinctBy(one => one.subject).ToDictionary(one => one.subject, one => one.Name);
        var refused = (await refusals.ListAsync(on.Tenant.Id, Clouds.Webex, cancellationToken))
            .Where(one => names.ContainsKey(one.Subject) && one.IsRecent(clock.UtcNow)).ToLookup(one => WebexRefusals.Read(one.Code, one.Words));
        var (shutOut, saidNo) = (refused[WebexRefusal.NotAllowed].ToList(), refused[WebexRefusal.Denied].ToList());
        var linked = (await on.PeopleAsync(cancellationToken)).Where(person => person.IsLinked).Take(WebexPerson.Sample).ToList();
        return (shutOut.Count > 0 ? Finding.Broken("Refused", NamesOf(shutOut))
            : saidNo.Count > 0 ? Finding.Unknown("Denied", NamesOf(saidNo))
            : linked.Count > 0 ? Finding.Well()
            : Finding.Unknown("Nobody"))
            .With([.. shutOut.Concat(saidNo).Select(one => $"{names[one.Subject]}: {one.At:u} {one.Code} {one.Words}"), .. linked.Select(person => $"{person.Name}: signed in"), $"agents: {active.Count}"]);

        string NamesOf(List<CloudRefusal> some) => string.Join(", ", some.Select(one => names[one.Subject]).Distinct());
    }
}
