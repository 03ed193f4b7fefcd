using Tieline.Server.Diagnostics;
using Tieline.Server.Intake;

namespace Tieline.Server.Doctor.WebexSide;

/// <summary>Webex signs with the secret that this server checks with. A delivery whose signature does not fit is refused, and counted.</summary>
internal sealed class WebhookSecretCheck(WebhookLook webhooks, RefusedSignatures refused, Clock clock) : IMendingCheck
{
    private static readonly TimeSpan Recent = TimeSpan.FromHours(24);

    public Mender Who => Mender.Tieline;

    public IReadOnlyList<string> Says { get; } = ["Nobody", "Other", "Refused"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        var all = await on.PeopleAsync(cancellationToken);
        var people = WebexPerson.SampleOf(all);
        if (people.Count == 0)
        {
            return Finding.Unknown("Nobody");
        }

        var other = (await webhooks.AllAsync(on.Tenant.Id, people, cancellationToken)).Where(one => one is { Status: not null, HasOurSecret: false }).Select(one => one.Person).ToList();
        var lately = (await refused.ListAsync(on.Tenant.Id, cancellationToken)).Where(one => clock.UtcNow - one.LastAt < Recent).ToList();
        var names = all.ToDictionary(person => person.PersonId, person => person.Name);
        return (other.Count > 0 ? Finding.Broken("Other", WebexPerson.NamesOf(other)) with { CanFix = true }
            : lately.Count > 0 ? Finding.Warning("Refused", $"{lately.Sum(one => one.Times)}") with { CanFix = true }
            : Finding.Well()).With([.. lately.Select(one => $"{names.GetValueOrDefault(one.PersonId) ?? one.PersonId}: refused {one.Times}, last {one.LastAt:u}")]);
    }

    public async Task MendAsync(Examination on, Mending mending, CancellationToken cancellationToken)
    {
        var people = (await on.PeopleAsync(cancellationToken)).Where(person => person is { IsLinked: true, IsAgent: true });
        var mended = await webhooks.MendAsync(on.Tenant, people, cancellationToken);
        var hadRefused = (await refused.ListAsync(on.Tenant.Id, cancellationToken)).Count > 0;
        await refused.ForgetAsync(on.Tenant.Id, cancellationToken);
        await (mended.Count > 0 || hadRefused ? mending.NoteAsync($"webhook secrets: {WebexPerson.NamesOf(mended)}; refused signatures count anew", cancellationToken) : Task.CompletedTask);
    }
}
