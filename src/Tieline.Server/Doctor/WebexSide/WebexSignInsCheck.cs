using System.Globalization;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Connecting;
using Tieline.Server.Connections.Refusals;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Diagnostics;
using Tieline.Server.Lightning;

namespace Tieline.Server.Doctor.WebexSide;

/// <summary>Nobody's Webex sign-in has ended: whoever's has is not announced calls, until he signs in again in the softphone. A Service App is connected again on the page Connection.</summary>
internal sealed class WebexSignInsCheck(GrantStore grants, CloudRefusals refusals, Clock clock) : ICheck
{
    public Mender Who => Mender.Tieline;

    public IReadOnlyList<string> Says { get; } = ["Nobody", "Refused", "Ended", "ServiceApp", "ServiceAppRefused"];

    public Mender WhoMends(Finding finding) => finding.Says == "ServiceApp" ? Mender.Webex : Who;

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        var people = (await on.PeopleAsync(cancellationToken)).Where(person => person.IsAgent).ToList(); // Nobody else could sign in again.
        var ended = people.Where(person => !person.IsLinked).ToList();
        var app = await grants.StatusAsync(GrantKey.ServiceApp(on.Tenant.Id), cancellationToken);
        var shutOut = (await refusals.ListAsync(on.Tenant.Id, Clouds.Webex, cancellationToken))
            .Where(one => one.IsRecent(clock.UtcNow) && WebexRefusals.Read(one.Code, one.Words) == WebexRefusal.NotAllowed).Select(one => one.Subject).ToHashSet();
        var (notAllowed, others) = (ended.Where(IsNotAllowed).ToList(), ended.Where(person => !IsNotAllowed(person)).ToList());
        // Reasons may differ; the evidence has everybody's.
        var refused = others.Where(person => person.Grant.Status.MayHeal).GroupBy(person => person.Grant.Status.Reason).MaxBy(same => same.Count());
        return (refused is not null ? Finding.Broken("Refused", WebexPerson.NamesOf(refused), refused.Key)
            : others.Count > 0 ? Finding.Warning("Ended", WebexPerson.NamesOf(others))
            : app.State == ConnectionState.NeedsAttention ? Finding.Warning(app.MayHeal ? "ServiceAppRefused" : "ServiceApp", app.Reason)
            : notAllowed.Count > 0 ? Finding.Because(WebexAllowedCheck.Itself, "")
            : people.Count == 0 ? Finding.Unknown("Nobody")
            : Finding.Well(people.Count.ToString(CultureInfo.InvariantCulture)))
            .With([.. ended.Select(person => $"{person.Name}: {Texts.For("en_US").Told(person.Grant.Status.Reason)}"), $"signed in: {people.Count - ended.Count} of {people.Count}", $"Service App: {app.State}"]);

        bool IsNotAllowed(WebexPerson person) => person.Grant.Status.MayHeal && shutOut.Contains(person.PersonId);
    }
}
