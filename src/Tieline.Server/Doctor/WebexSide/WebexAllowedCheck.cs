using Tieline.Server.Connections.Refusals;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Users;

namespace Tieline.Server.Doctor.WebexSide;

/// <summary>Control Hub lets people use the integration. Its setting cannot be read; the last refused sign-in tells, and whoever was let in since.</summary>
internal sealed class WebexAllowedCheck(CloudRefusals refusals, Agents agents) : ICheck
{
    public Mender Who => Mender.Webex;

    public IReadOnlyList<string> Says { get; } = ["Refused", "Nobody"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        var names = new Dictionary<string, string>();
        foreach (var agent in await agents.AllAsync(on.Tenant.Id, cancellationToken))
        {
            names[agent.Id.ToString("N")] = agent.Name;
            names[agent.PersonId ?? agent.Id.ToString("N")] = agent.Name;
        }

        var refused = (await refusals.ListAsync(on.Tenant.Id, Clouds.Webex, cancellationToken)).Where(IsByControlHub).ToList();
        var people = await on.PeopleAsync(cancellationToken);
        return refused.Count > 0
            ? Finding.Broken("Refused", string.Join(", ", refused.Select(Name))).With([.. refused.Select(one => $"{Name(one)}: {one.Code} {one.Words}")])
            : people.Any(person => person.IsLinked) ? Finding.Well() : Finding.Unknown("Nobody");

        string Name(CloudRefusal one) => names.GetValueOrDefault(one.Subject) ?? one.Subject;
    }

    /// <summary>Pure. A person who says no himself is told of in the same word.</summary>
    internal static bool IsByControlHub(CloudRefusal refusal) =>
        refusal.Code == "access_denied" || refusal.Words.Contains("administrator", StringComparison.OrdinalIgnoreCase);
}
