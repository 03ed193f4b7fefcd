using System.Globalization;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Lightning;

namespace Tieline.Server.Doctor.WebexSide;

/// <summary>Nobody's Webex sign-in has ended: whoever's has is not announced calls, until he signs in again in the softphone. A Service App is connected again on the page Connection.</summary>
internal sealed class WebexSignInsCheck(GrantStore grants) : ICheck
{
    public Mender Who => Mender.Tieline;

    public IReadOnlyList<string> Says { get; } = ["Nobody", "Refused", "Ended", "ServiceApp"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        var people = await on.PeopleAsync(cancellationToken);
        var ended = people.Where(person => !person.IsLinked).ToList();
        var app = await grants.StatusAsync(GrantKey.ServiceApp(on.Tenant.Id), cancellationToken);
        var refused = ended.Where(person => person.Grant.Status.MayHeal).ToList();
        return (refused.Count > 0 ? Finding.Broken("Refused", WebexPerson.NamesOf(refused), refused[0].Grant.Status.Reason)
            : ended.Count > 0 ? Finding.Warning("Ended", WebexPerson.NamesOf(ended))
            : app.State == ConnectionState.NeedsAttention ? Finding.Warning("ServiceApp", app.Reason)
            : people.Count == 0 ? Finding.Unknown("Nobody")
            : Finding.Well(people.Count.ToString(CultureInfo.InvariantCulture)))
            .With([.. ended.Select(person => $"{person.Name}: {Texts.For("en_US").Told(person.Grant.Status.Reason)}"), $"signed in: {people.Count - ended.Count} of {people.Count}", $"Service App: {app.State}"]);
    }
}
